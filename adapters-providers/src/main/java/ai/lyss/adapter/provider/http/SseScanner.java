package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.ByteSlice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of an event stream into events, wherever the network cut them, and hands the bytes
 * of those that are kept on without a copy: one slice a received piece, and one more where an event
 * came in several. Lines end in LF, CR or CRLF; a byte order mark at the start is left out. One
 * object a stream; not thread-safe.
 */
public final class SseScanner {

  /** What becomes of an event. */
  public enum Verdict {
    /** Its bytes go on. */
    PASS,
    /** Its bytes are left out. */
    DROP,
    /** Its bytes go on, and nothing after it is read. */
    LAST,
    /** Its bytes are left out, and nothing after it is read. */
    STOP
  }

  /** Who judges events and takes the bytes. */
  public interface Listener {

    /** Judges a whole event; called for every event of a piece before its bytes are handed on. */
    Verdict event(SseEvent event);

    /** Takes bytes of events that go on. */
    void kept(ByteSlice bytes);
  }

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] NONE = {};
  private static final int FIRST_TAIL_BYTES = 1_024;

  private final int maxEventBytes;
  private final Listener listener;
  private final SseEvent event = new SseEvent();
  private int markSeen;
  private byte[] tail = NONE;
  private int tailLength;
  private int keptFrom;
  private int eventFrom;
  private boolean lineEmpty = true;
  private boolean afterCr;
  private boolean droppedLast;
  private boolean stopped;
  private boolean tooLarge;

  /** A scanner at the start of a stream. */
  public SseScanner(int maxEventBytes, Listener listener) {
    this.maxEventBytes = maxEventBytes;
    this.listener = listener;
  }

  /** Tells whether an event was larger than allowed; nothing is read after it. */
  public boolean tooLarge() {
    return tooLarge;
  }

  /** Reads the next piece; does nothing once an event was judged to be the last. */
  public void feed(ByteSlice piece) {
    if (stopped) {
      return;
    }
    var in = piece.array();
    int to = piece.offset() + piece.length();
    int from = skipMark(in, piece.offset(), to);
    if (from < to) {
      scan(in, from, to);
    }
  }

  private int skipMark(byte[] in, int from, int to) {
    int at = from;
    while (markSeen >= 0 && at < to) {
      if (in[at] == MARK[markSeen]) {
        at++;
        markSeen = markSeen == 2 ? -1 : markSeen + 1;
      } else {
        append(MARK, 0, markSeen);
        markSeen = -1;
      }
    }
    return at;
  }

  private void scan(byte[] in, int from, int to) {
    keptFrom = from;
    eventFrom = from;
    int at = afterCr && in[from] == '\n' ? secondHalf(from) : from;
    afterCr = false;
    while (at < to && !stopped) {
      byte b = in[at++];
      if (b != '\n' && b != '\r') {
        lineEmpty = false;
        continue;
      }
      at = b == '\r' ? afterReturn(in, at, to) : at;
      if (lineEmpty) {
        complete(in, at);
      }
      lineEmpty = true;
    }
    keep(in, keptFrom, eventFrom);
    if (!stopped) {
      append(in, eventFrom, to - eventFrom);
    }
  }

  /** Takes the line feed of a line end that was cut in two; it belongs to the event before it. */
  private int secondHalf(int from) {
    if (tailLength == 0) {
      eventFrom = from + 1;
      keptFrom = droppedLast ? from + 1 : from;
    }
    return from + 1;
  }

  private int afterReturn(byte[] in, int at, int to) {
    afterCr = at == to;
    return at < to && in[at] == '\n' ? at + 1 : at;
  }

  private void complete(byte[] in, int at) {
    boolean whole = tailLength == 0;
    var verdict = whole ? judge(in, eventFrom, at) : judgeTail(in, eventFrom, at);
    if (!whole || verdict == Verdict.DROP || verdict == Verdict.STOP) {
      keep(in, keptFrom, eventFrom);
      keptFrom = at;
    }
    eventFrom = at;
  }

  private Verdict judge(byte[] in, int from, int to) {
    event.read(in, from, to);
    var verdict = listener.event(event);
    droppedLast = verdict == Verdict.DROP;
    stopped = verdict == Verdict.LAST || verdict == Verdict.STOP;
    return verdict;
  }

  private Verdict judgeTail(byte[] in, int from, int to) {
    append(in, from, to - from);
    var bytes = tail;
    int length = tailLength;
    tail = NONE;
    tailLength = 0;
    if (stopped) {
      return Verdict.STOP;
    }
    var verdict = judge(bytes, 0, length);
    if (verdict == Verdict.PASS || verdict == Verdict.LAST) {
      keep(bytes, 0, length);
    }
    return verdict;
  }

  private void keep(byte[] in, int from, int to) {
    if (to > from) {
      listener.kept(new ByteSlice(in, from, to - from));
    }
  }

  private void append(byte[] in, int from, int length) {
    if (length == 0) {
      return;
    }
    int needed = tailLength + length;
    if (needed > maxEventBytes) {
      tooLarge = true;
      stopped = true;
      return;
    }
    if (needed > tail.length) {
      int room = Math.max(FIRST_TAIL_BYTES, 2 * needed);
      tail = Arrays.copyOf(tail, Math.max(needed, Math.min(room, maxEventBytes)));
    }
    System.arraycopy(in, from, tail, tailLength, length);
    tailLength = needed;
  }

  /** Returns the event that the end of the stream left without its blank line; null for none. */
  public @Nullable SseEvent unfinished() {
    if (stopped || tailLength == 0) {
      return null;
    }
    event.read(tail, 0, tailLength);
    return event;
  }

  /** Returns the bytes of that event. */
  public ByteSlice unfinishedBytes() {
    return new ByteSlice(tail, 0, tailLength);
  }
}
