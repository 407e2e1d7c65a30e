package ai.lyss.domain.content;

import ai.lyss.domain.json.JsonChars;
import java.util.BitSet;

/**
 * Measures a text that comes in pieces, in characters (Unicode code points) and in bytes of UTF-8,
 * and tells which byte is which character: vendors count either. The text itself is not kept: a
 * text of ASCII takes no memory, any other one bit for a byte. Not thread-safe.
 */
public final class TextRuler {

  private static final int CONTINUED = 0xc0;
  private static final int CONTINUATION = 0x80;
  private static final int LONGEST_ESCAPE = 5;
  private static final int HEX = 16;

  /** Bytes that go on with the character before them. */
  private final BitSet continuing = new BitSet();

  private int bytes;
  private long[] marks = {};
  private int[] before = {0};
  private boolean indexed = true;

  /** A ruler of no text. */
  public TextRuler() {}

  /** Returns how many characters a piece of text has; of a pair that is cut in two, the first. */
  public static long characters(JsonChars text) {
    var in = text.in();
    long characters = 0;
    for (int at = text.from(); at < text.to(); at++) {
      if (in[at] == '\\') {
        characters += isLowSurrogate(in, at) ? 0 : 1;
        at += in[at + 1] == 'u' ? LONGEST_ESCAPE : 1;
      } else {
        characters += (in[at] & CONTINUED) == CONTINUATION ? 0 : 1;
      }
    }
    return characters;
  }

  /** Adds the next piece. */
  public void add(JsonChars text) {
    indexed = false;
    var in = text.in();
    for (int at = text.from(); at < text.to(); at++) {
      if (in[at] != '\\') {
        put((in[at] & CONTINUED) == CONTINUATION);
      } else if (in[at + 1] != 'u') {
        put(false);
        at++;
      } else {
        escaped(in, at);
        at += LONGEST_ESCAPE;
      }
    }
  }

  /** Half of a pair of surrogates has half of the four bytes. */
  private void escaped(byte[] in, int at) {
    int code = code(in, at);
    put(isLowSurrogate(in, at));
    if (code >= CONTINUATION) {
      put(true);
    }
    if (code >= 0x800 && !Character.isSurrogate((char) code)) {
      put(true);
    }
  }

  private void put(boolean continued) {
    if (continued) {
      continuing.set(bytes);
    }
    bytes++;
  }

  private static boolean isLowSurrogate(byte[] in, int at) {
    return in[at + 1] == 'u' && Character.isLowSurrogate((char) code(in, at));
  }

  private static int code(byte[] in, int at) {
    int code = 0;
    for (int digit = at + 2; digit <= at + LONGEST_ESCAPE; digit++) {
      code = HEX * code + Character.digit((char) in[digit], HEX);
    }
    return code;
  }

  /** Returns how many characters there are. */
  public long characters() {
    return charactersAt(bytes);
  }

  /** Returns how many bytes there are. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many characters begin before a byte; what is outside of the text is its end. */
  public long charactersAt(long offset) {
    index();
    int at = (int) Math.max(0, Math.min(offset, bytes));
    int mark = at >>> 6;
    return mark >= marks.length
        ? at - before[marks.length]
        : at - before[mark] - Long.bitCount(marks[mark] & ((1L << at) - 1));
  }

  /** Returns where a character begins; what is outside of the text begins at its end. */
  public long bytesAt(long character) {
    if (character <= 0) {
      return 0;
    }
    int low = 0;
    int high = bytes;
    while (low < high) { // the last offset before which there are no more characters
      int middle = (low + high + 1) >>> 1;
      if (charactersAt(middle) <= character) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void index() {
    if (indexed) {
      return;
    }
    indexed = true;
    marks = continuing.toLongArray();
    before = new int[marks.length + 1];
    for (int i = 0; i < marks.length; i++) {
      before[i + 1] = before[i] + Long.bitCount(marks[i]);
    }
  }
}
