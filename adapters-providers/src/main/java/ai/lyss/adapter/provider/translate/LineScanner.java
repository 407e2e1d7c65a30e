package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.ByteSlice;
import java.util.Arrays;

/** Cuts bytes into lines, wherever the network cut them; empty ones are left out. */
final class LineScanner {

  private static final byte[] NONE = {};

  /** Takes a line, without its end. */
  interface Listener {
    void line(byte[] in, int from, int to);
  }

  private final int maxLineBytes;
  private final Listener listener;
  private byte[] tail = NONE;
  private int tailLength;
  private boolean tooLarge;

  LineScanner(int maxLineBytes, Listener listener) {
    this.maxLineBytes = maxLineBytes;
    this.listener = listener;
  }

  /** Tells whether a line was larger than allowed; nothing is read after it. */
  boolean tooLarge() {
    return tooLarge;
  }

  /** Reads the next piece. */
  void feed(ByteSlice piece) {
    var in = piece.array();
    int to = piece.offset() + piece.length();
    int from = piece.offset();
    for (int at = from; at < to && !tooLarge; at++) {
      if (in[at] == '\n') {
        line(in, from, at);
        from = at + 1;
      }
    }
    append(in, from, to);
  }

  /** The last line may lack its end. */
  void end() {
    line(NONE, 0, 0);
  }

  private void line(byte[] in, int from, int to) {
    if (tailLength == 0) {
      tell(in, from, to);
      return;
    }
    append(in, from, to);
    var joined = tail;
    int length = tailLength;
    tail = NONE;
    tailLength = 0;
    if (!tooLarge) {
      tell(joined, 0, length);
    }
  }

  private void tell(byte[] in, int from, int to) {
    int end = to > from && in[to - 1] == '\r' ? to - 1 : to;
    if (end > from) {
      listener.line(in, from, end);
    }
  }

  private void append(byte[] in, int from, int to) {
    if (to == from || tooLarge) {
      return;
    }
    int needed = tailLength + to - from;
    if (needed > maxLineBytes) {
      tooLarge = true;
      return;
    }
    if (needed > tail.length) {
      tail = Arrays.copyOf(tail, Math.max(needed, Math.min(2 * needed, maxLineBytes)));
    }
    System.arraycopy(in, from, tail, tailLength, to - from);
    tailLength = needed;
  }
}
