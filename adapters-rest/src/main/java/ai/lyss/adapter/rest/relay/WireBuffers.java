package ai.lyss.adapter.rest.relay;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;

/** Buffers over Netty's, without a copy. */
final class WireBuffers {

  private WireBuffers() {}

  /** Returns a buffer that shows these bytes. */
  @SuppressWarnings("deprecation") // Vert.x 4 has no other way in that does not copy
  static Buffer of(ByteBuf bytes) {
    return Buffer.buffer(bytes);
  }
}
