package ai.lyss.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The inside of a well-formed JSON string, between its quotes and escapes and all: a view on the
 * bytes it came in, so that text goes from one JSON to another without being decoded. Valid as long
 * as those bytes are; {@link #kept} makes it last.
 *
 * @param in the bytes it stands in
 * @param from offset of the first byte
 * @param to offset after the last byte
 */
public record JsonChars(byte[] in, int from, int to) {

  /** No text. */
  public static final JsonChars NONE = new JsonChars(new byte[0], 0, 0);

  /** Returns the inside of the JSON string that says this text. */
  public static JsonChars of(String text) {
    var out = new JsonOut();
    out.text(text);
    var quoted = out.take();
    return new JsonChars(quoted, 1, quoted.length - 1);
  }

  /** Returns the JSON text of a value, escaped so that it stands inside a string. */
  public static JsonChars of(RawJson value) {
    return of(value.text());
  }

  /** Tells whether there is no text. */
  public boolean isEmpty() {
    return to == from;
  }

  /** Returns how many bytes it has. */
  public int length() {
    return to - from;
  }

  /** Returns the text, escapes resolved. */
  public String text() {
    return JsonText.unescape(in, from, to);
  }

  /** Returns the same over bytes of its own. */
  public JsonChars kept() {
    return new JsonChars(Arrays.copyOfRange(in, from, to), 0, to - from);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonChars chars
        && Arrays.equals(in, from, to, chars.in, chars.from, chars.to);
  }

  @Override
  public int hashCode() {
    return new String(in, from, to - from, StandardCharsets.UTF_8).hashCode();
  }

  @Override
  public String toString() {
    return "JsonChars[" + length() + " bytes]";
  }
}
