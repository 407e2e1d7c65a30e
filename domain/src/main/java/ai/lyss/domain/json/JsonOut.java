package ai.lyss.domain.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 into one growing buffer, commas included. The caller sees to it that what is
 * opened is closed. Besides JSON it takes bytes as they are, such as the lines between events. Not
 * thread-safe.
 */
public final class JsonOut {

  private static final int FIRST_BYTES = 512;
  private static final int MOST_DEPTH = 62;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final int SURROGATE_BITS = 0xf800;
  private static final int SURROGATES = 0xd800;

  private byte[] out = new byte[FIRST_BYTES];
  private int length;

  /** One bit a level: whether a value stands there already. */
  private long filled;

  private int depth;
  private boolean afterName;

  /** A writer with an empty buffer. */
  public JsonOut() {}

  /** Returns how many bytes wait to be taken. */
  public int length() {
    return length;
  }

  /** Returns all that was written since the last time; later writes do not change it. */
  public byte[] take() {
    var taken = Arrays.copyOf(out, length);
    length = 0;
    return taken;
  }

  /** Adds bytes as they are, outside of any value. */
  public JsonOut plain(byte[] bytes) {
    return append(bytes, 0, bytes.length);
  }

  /** Starts an object. */
  public JsonOut object() {
    return open('{');
  }

  /** Ends the object. */
  public JsonOut endObject() {
    return close('}');
  }

  /** Starts an array. */
  public JsonOut array() {
    return open('[');
  }

  /** Ends the array. */
  public JsonOut endArray() {
    return close(']');
  }

  private JsonOut open(char bracket) {
    if (depth == MOST_DEPTH) {
      throw new IllegalStateException("depth: more than " + MOST_DEPTH);
    }
    separate();
    depth++;
    filled &= ~(1L << depth);
    return append((byte) bracket);
  }

  private JsonOut close(char bracket) {
    depth--;
    return append((byte) bracket);
  }

  /** Puts the comma where one belongs before the next value or name. */
  private void separate() {
    if (afterName) {
      afterName = false;
      return;
    }
    if (depth > 0) {
      long bit = 1L << depth;
      if ((filled & bit) != 0) {
        append((byte) ',');
      }
      filled |= bit;
    }
  }

  /** Adds the name of a member; its value comes next. */
  public JsonOut name(String name) {
    separate();
    string(name);
    append((byte) ':');
    afterName = true;
    return this;
  }

  /** Adds members that are spelled as they stand between the braces of an object. */
  public JsonOut members(byte[] members) {
    separate();
    return plain(members);
  }

  /** Adds a text. */
  public JsonOut text(String text) {
    separate();
    string(text);
    return this;
  }

  /** Adds a text that is spelled as the inside of a JSON string already. */
  public JsonOut chars(JsonChars chars) {
    separate();
    append((byte) '"');
    append(chars.in(), chars.from(), chars.length());
    return append((byte) '"');
  }

  /** Adds the JSON text of a value as a text. */
  public JsonOut quoted(RawJson value) {
    return text(value.text());
  }

  /** Adds a value as it is spelled. */
  public JsonOut raw(RawJson value) {
    separate();
    return append(value.bytes(), 0, value.bytes().length);
  }

  /** Adds a whole number. */
  public JsonOut number(long number) {
    separate();
    return plain(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  /** Adds a number with the digits that it came with. */
  public JsonOut number(BigDecimal number) {
    separate();
    return plain(number.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** Adds {@code true} or {@code false}. */
  public JsonOut flag(boolean flag) {
    separate();
    return plain(flag ? TRUE : FALSE);
  }

  /** Adds {@code null}. */
  public JsonOut none() {
    separate();
    return plain(NULL);
  }

  private void string(String text) {
    append((byte) '"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if ((c & SURROGATE_BITS) != SURROGATES) {
        wide(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        wide(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        escaped(c); // half a pair has no UTF-8, and JSON can say it all the same
      }
    }
    append((byte) '"');
  }

  private void ascii(char c) {
    switch (c) {
      case '"', '\\' -> append((byte) '\\').append((byte) c);
      case '\n' -> append((byte) '\\').append((byte) 'n');
      case '\r' -> append((byte) '\\').append((byte) 'r');
      case '\t' -> append((byte) '\\').append((byte) 't');
      default -> {
        if (c < ' ') {
          escaped(c);
        } else {
          append((byte) c);
        }
      }
    }
  }

  private void escaped(char c) {
    append((byte) '\\').append((byte) 'u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      append(HEX[c >> shift & 0xf]);
    }
  }

  private void wide(int code) {
    if (code < 0x800) {
      append((byte) (0xc0 | code >> 6));
    } else {
      if (code < 0x10000) {
        append((byte) (0xe0 | code >> 12));
      } else {
        append((byte) (0xf0 | code >> 18)).append((byte) (0x80 | (code >> 12 & 0x3f)));
      }
      append((byte) (0x80 | (code >> 6 & 0x3f)));
    }
    append((byte) (0x80 | (code & 0x3f)));
  }

  private JsonOut append(byte b) {
    if (length == out.length) {
      out = Arrays.copyOf(out, 2 * length);
    }
    out[length++] = b;
    return this;
  }

  private JsonOut append(byte[] from, int offset, int count) {
    if (length + count > out.length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + count));
    }
    System.arraycopy(from, offset, out, length, count);
    length += count;
    return this;
  }
}
