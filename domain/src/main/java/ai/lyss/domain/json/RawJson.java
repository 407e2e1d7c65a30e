package ai.lyss.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One well-formed JSON value that is carried and not read: spelled just as it came, numbers, key
 * order and white space included.
 */
public final class RawJson {

  /** An object without members. */
  public static final RawJson EMPTY_OBJECT = of("{}");

  private final byte[] text;

  private RawJson(byte[] text) {
    this.text = text;
  }

  /** Takes a value that is known to be well-formed out of the text that it stands in. */
  public static RawJson of(byte[] in, JsonSpan span) {
    return new RawJson(Arrays.copyOfRange(in, span.start(), span.end()));
  }

  /** Takes text that is known to be well-formed. */
  public static RawJson of(String wellFormed) {
    return new RawJson(wellFormed.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes over bytes that are known to be well-formed and that nobody changes. */
  static RawJson owning(byte[] wellFormed) {
    return new RawJson(wellFormed);
  }

  /** Returns the text's bytes, which nobody changes. */
  public byte[] bytes() {
    return text;
  }

  /** Returns the text. */
  public String text() {
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Returns the value as a tree. */
  public JsonTree tree() {
    return JsonTree.ofWellFormed(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson raw && Arrays.equals(text, raw.text);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text);
  }

  @Override
  public String toString() {
    return "RawJson[" + text.length + " bytes]";
  }
}
