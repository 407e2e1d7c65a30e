package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.ByteSlice;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/**
 * Between Vert.x buffers and byte arrays without a copy. The calls it needs are deprecated in
 * Vert.x 4 for having no public successor; this is the one place that uses them.
 */
@SuppressWarnings("deprecation")
final class WireBytes {

  private WireBytes() {}

  /** Returns a buffer on this very array. */
  static Buffer buffer(byte[] bytes) {
    return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
  }

  /** Returns a view on a received buffer, which Vert.x neither reuses nor changes. */
  static ByteSlice slice(Buffer buffer) {
    var bytes = buffer.getByteBuf();
    return bytes.hasArray()
        ? new ByteSlice(
            bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
        : ByteSlice.of(buffer.getBytes());
  }
}
