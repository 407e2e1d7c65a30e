package ai.lyss.adapter.provider.http;

import java.util.Arrays;

/**
 * One event of a stream, as a view on the bytes it came in: valid until the next event. Fields are
 * read as the HTML standard says (server-sent events, section 9.2.6).
 */
public final class SseEvent {

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] NAME = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] NONE = {};

  private byte[] data = NONE;
  private int dataFrom;
  private int dataTo;
  private boolean hasData;

  /** Whether the data stands in an array of its own, because it came in several lines. */
  private boolean joined;

  private byte[] name = NONE;
  private int nameFrom;
  private int nameTo;

  SseEvent() {}

  /** Reads the fields of the event that stands between two offsets. */
  void read(byte[] in, int from, int to) {
    hasData = joined = false;
    dataFrom = dataTo = nameFrom = nameTo = 0;
    int line = from;
    while (line < to) {
      int stop = line;
      while (stop < to && in[stop] != '\n' && in[stop] != '\r') {
        stop++;
      }
      if (stop > line) {
        field(in, line, stop);
      }
      line = stop + 1;
    }
  }

  private void field(byte[] in, int from, int to) {
    int value = valueOf(DATA, in, from, to);
    if (value >= 0) {
      addData(in, value, to);
      return;
    }
    value = valueOf(NAME, in, from, to);
    if (value >= 0) {
      name = in;
      nameFrom = value;
      nameTo = to;
    }
  }

  /** Returns where the value of the line starts when its field is {@code field}, else -1. */
  private static int valueOf(byte[] field, byte[] in, int from, int to) {
    int after = from + field.length;
    if (after > to || !Arrays.equals(in, from, after, field, 0, field.length)) {
      return -1;
    }
    if (after == to) {
      return to;
    }
    if (in[after] != ':') {
      return -1;
    }
    return after + 1 < to && in[after + 1] == ' ' ? after + 2 : after + 1;
  }

  private void addData(byte[] in, int from, int to) {
    if (!hasData) {
      hasData = true;
      data = in;
      dataFrom = from;
      dataTo = to;
      return;
    }
    int length = dataTo - dataFrom;
    int needed = length + 1 + to - from;
    if (!joined || needed > data.length) {
      data = Arrays.copyOf(Arrays.copyOfRange(data, dataFrom, dataTo), 2 * needed);
      dataFrom = 0;
      joined = true;
    }
    data[length] = '\n';
    System.arraycopy(in, from, data, length + 1, to - from);
    dataTo = needed;
  }

  /** Tells whether the event has data at all. */
  public boolean hasData() {
    return hasData;
  }

  /** Returns the array that holds the data, lines joined, between the two offsets below. */
  public byte[] data() {
    return data;
  }

  /** Returns the offset of the first byte of data. */
  public int dataFrom() {
    return dataFrom;
  }

  /** Returns the offset after the last byte of data. */
  public int dataTo() {
    return dataTo;
  }

  /** Tells whether the data, spaces around it left out, is exactly {@code text}. */
  public boolean dataIs(byte[] text) {
    int from = dataFrom;
    int to = dataTo;
    while (from < to && data[from] == ' ') {
      from++;
    }
    while (to > from && data[to - 1] == ' ') {
      to--;
    }
    return Arrays.equals(data, from, to, text, 0, text.length);
  }

  /** Tells whether the event is named {@code text}. */
  public boolean nameIs(byte[] text) {
    return Arrays.equals(name, nameFrom, nameTo, text, 0, text.length);
  }
}
