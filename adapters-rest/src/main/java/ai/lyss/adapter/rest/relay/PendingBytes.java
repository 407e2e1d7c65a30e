package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.chat.ByteSlice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Bytes that wait for the end of the turn: a single piece as it is, small ones joined by copying.
 * Not thread-safe.
 */
final class PendingBytes {

  /** More than this is not joined: a write of its own costs less than the copy. */
  static final int MOST_JOINED = 16 * 1024;

  private ByteBuf bytes = Unpooled.EMPTY_BUFFER;
  private boolean joined;

  boolean isEmpty() {
    return !bytes.isReadable();
  }

  /** Tells whether a piece can be added to what waits. */
  boolean takes(ByteSlice piece) {
    return isEmpty() || bytes.readableBytes() + piece.length() <= MOST_JOINED;
  }

  /** Adds a piece that {@link #takes} said yes to. */
  void add(ByteSlice piece) {
    if (isEmpty()) {
      bytes = Unpooled.wrappedBuffer(piece.array(), piece.offset(), piece.length());
      joined = false;
      return;
    }
    if (!joined) {
      int room = Math.min(MOST_JOINED, 2 * (bytes.readableBytes() + piece.length()));
      bytes = Unpooled.buffer(room, MOST_JOINED).writeBytes(bytes);
      joined = true;
    }
    bytes.writeBytes(piece.array(), piece.offset(), piece.length());
  }

  /** Returns all that waits and forgets it. */
  ByteBuf take() {
    var all = bytes;
    bytes = Unpooled.EMPTY_BUFFER;
    joined = false;
    return all;
  }
}
