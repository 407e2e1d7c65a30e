package ai.lyss.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks JSON text once, forward, checking that it is well-formed (RFC 8259) and allocating nothing
 * but what is asked for. A fault is a state, not an exception: after it every step answers "no
 * more" and {@link #fault()} says what was wrong. Not thread-safe.
 */
public final class JsonCursor {

  /** Deeper nesting is a fault: no vendor takes it, and it is an attack on recursive readers. */
  public static final int MAX_DEPTH = 512;

  private static final byte FIRST_FIELD = 1;
  private static final byte NEXT_FIELD = 2;
  private static final byte FIRST_ELEMENT = 3;
  private static final byte NEXT_ELEMENT = 4;

  private final byte[] in;
  private final int end;
  private int at;
  private byte[] levels = new byte[16];
  private int depth;
  private int keyStart;
  private int keyEnd;
  private boolean keyEscaped;
  private int valueStart;
  private @Nullable String fault;

  /** A cursor over all of {@code in}. */
  public JsonCursor(byte[] in) {
    this(in, 0, in.length);
  }

  /** A cursor over the bytes from {@code from} to {@code end} of {@code in}. */
  public JsonCursor(byte[] in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  /** Returns what is wrong with the text, with its offset; null while nothing is. */
  public @Nullable String fault() {
    return fault;
  }

  /** Returns the kind of the value that comes next, without stepping over it. */
  public JsonKind peek() {
    skipSpace();
    if (fault != null || at >= end) {
      return JsonKind.INVALID;
    }
    return switch (in[at]) {
      case '{' -> JsonKind.OBJECT;
      case '[' -> JsonKind.ARRAY;
      case '"' -> JsonKind.STRING;
      case 't' -> JsonKind.TRUE;
      case 'f' -> JsonKind.FALSE;
      case 'n' -> JsonKind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonKind.NUMBER;
      default -> JsonKind.INVALID;
    };
  }

  /** Steps into an object; false, with a fault, when none comes next. */
  public boolean enterObject() {
    return enter('{', FIRST_FIELD);
  }

  /** Steps into an array; false, with a fault, when none comes next. */
  public boolean enterArray() {
    return enter('[', FIRST_ELEMENT);
  }

  private boolean enter(char opening, byte level) {
    skipSpace();
    if (fault != null || at >= end || in[at] != opening) {
      return failed("'" + opening + "' expected");
    }
    if (depth == MAX_DEPTH) {
      return failed("nested deeper than " + MAX_DEPTH + " levels");
    }
    at++;
    if (depth == levels.length) {
      levels = Arrays.copyOf(levels, depth * 2);
    }
    levels[depth++] = level;
    return true;
  }

  /**
   * Steps to the value of the next field of the object entered last; false at its end, which is
   * stepped over. The value must be read, entered or skipped before the next call.
   */
  public boolean nextField() {
    if (!next('}', FIRST_FIELD, NEXT_FIELD)) {
      return false;
    }
    if (at >= end || in[at] != '"') {
      return failed("a field name expected");
    }
    int after = JsonText.string(in, at, end);
    if (after == JsonText.BAD) {
      return failed("a malformed field name");
    }
    keyStart = at + 1;
    keyEnd = after - 1;
    keyEscaped = keyHasEscape();
    at = after;
    skipSpace();
    if (at >= end || in[at] != ':') {
      return failed("':' expected");
    }
    at++;
    return true;
  }

  /** Steps to the next element of the array entered last; false at its end. */
  public boolean nextElement() {
    return next(']', FIRST_ELEMENT, NEXT_ELEMENT);
  }

  private boolean next(char closing, byte first, byte later) {
    skipSpace();
    if (fault != null || at >= end || depth == 0) {
      return failed("'" + closing + "' expected");
    }
    byte level = levels[depth - 1];
    if (in[at] == closing) {
      at++;
      depth--;
      return false;
    }
    if (level == later) {
      if (in[at] != ',') {
        return failed("',' or '" + closing + "' expected");
      }
      at++;
      skipSpace();
    } else if (level == first) {
      levels[depth - 1] = later;
    }
    return true;
  }

  /** Tells whether the field stepped to last is named so, in ASCII, escapes resolved. */
  public boolean keyIs(byte[] name) {
    return Arrays.equals(in, keyStart, keyEnd, name, 0, name.length)
        || (keyEscaped && JsonText.spells(in, keyStart, keyEnd, name));
  }

  /** Returns the name of the field stepped to last, escapes resolved. */
  public String key() {
    return JsonText.unescape(in, keyStart, keyEnd);
  }

  /** Returns where the name of the field stepped to last stands, its quotes included. */
  public JsonSpan keySpan() {
    return new JsonSpan(keyStart - 1, keyEnd + 1);
  }

  private boolean keyHasEscape() {
    for (int i = keyStart; i < keyEnd; i++) {
      if (in[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /**
   * Steps over the next value, checking it, and remembers where it was. The field stepped to last
   * stays the one whose value this was.
   */
  public boolean skipValue() {
    int outerKeyStart = keyStart;
    int outerKeyEnd = keyEnd;
    skipSpace();
    int start = at;
    int base = depth;
    boolean more = skipOne();
    while (more && depth > base) {
      byte level = levels[depth - 1];
      boolean inside = level <= NEXT_FIELD ? nextField() : nextElement();
      more = inside ? skipOne() : fault == null;
    }
    valueStart = start;
    keyStart = outerKeyStart;
    keyEnd = outerKeyEnd;
    return fault == null;
  }

  private boolean skipOne() {
    return switch (peek()) {
      case OBJECT -> enterObject();
      case ARRAY -> enterArray();
      case STRING -> advance(JsonText.string(in, at, end), "a malformed string");
      case NUMBER -> advance(JsonText.number(in, at, end), "a malformed number");
      case TRUE -> literal("true");
      case FALSE -> literal("false");
      case NULL -> literal("null");
      case INVALID -> failed("a value expected");
    };
  }

  private boolean literal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= end || in[at + i] != text.charAt(i)) {
        return failed("'" + text + "' expected");
      }
    }
    at += text.length();
    return true;
  }

  private boolean advance(int after, String message) {
    if (after == JsonText.BAD) {
      return failed(message);
    }
    at = after;
    return true;
  }

  /** Returns where the value stepped over last stands. */
  public JsonSpan span() {
    return new JsonSpan(valueStart, at);
  }

  /** Returns the offset of the next byte to be read. */
  public int offset() {
    return at;
  }

  /** Reads a string value, escapes resolved; null, with a fault, when another kind comes next. */
  public @Nullable String string() {
    if (peek() != JsonKind.STRING || !skipValue()) {
      failed("a string expected");
      return null;
    }
    return JsonText.unescape(in, valueStart + 1, at - 1);
  }

  /**
   * Reads a number that is a whole number within a long; null, without a fault, when the number is
   * another one, and with a fault when another kind comes next.
   */
  public @Nullable Long wholeNumber() {
    if (peek() != JsonKind.NUMBER || !skipValue()) {
      failed("a number expected");
      return null;
    }
    try {
      return Long.valueOf(new String(in, valueStart, at - valueStart, StandardCharsets.US_ASCII));
    } catch (NumberFormatException notWhole) {
      return null;
    }
  }

  /** Tells whether nothing but white space is left; a fault when something is. */
  public boolean atEnd() {
    skipSpace();
    return fault == null && (at == end || failed("text after the end of the JSON value"));
  }

  private void skipSpace() {
    while (at < end) {
      byte c = in[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  private boolean failed(String message) {
    if (fault == null) {
      fault = message + " at byte " + at;
    }
    return false;
  }
}
