package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.ByteSlice;
import java.util.Arrays;

/**
 * Collects a body up to a bound. A body that came in one piece is not copied. One object a body;
 * not thread-safe.
 */
public final class BodyBuffer {

  private static final int MIN_BYTES = 4_096;

  private final int maxBytes;
  private ByteSlice collected = new ByteSlice(new byte[0], 0, 0);
  private boolean own;

  /** An empty buffer that takes this much. */
  public BodyBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a piece whatever its size; tells whether all of the body is still within the bound. */
  public boolean add(ByteSlice piece) {
    if (collected.length() == 0) {
      collected = piece;
    } else {
      append(piece);
    }
    return collected.length() <= maxBytes;
  }

  private void append(ByteSlice piece) {
    int length = collected.length();
    int needed = length + piece.length();
    if (!own || needed > collected.array().length) {
      int room = Math.max(MIN_BYTES, Math.min(2 * needed, Math.max(needed, maxBytes)));
      int from = collected.offset();
      collected =
          new ByteSlice(
              Arrays.copyOf(Arrays.copyOfRange(collected.array(), from, from + length), room),
              0,
              length);
      own = true;
    }
    System.arraycopy(piece.array(), piece.offset(), collected.array(), length, piece.length());
    collected = new ByteSlice(collected.array(), 0, needed);
  }

  /** Returns what was collected. */
  public ByteSlice bytes() {
    return collected;
  }
}
