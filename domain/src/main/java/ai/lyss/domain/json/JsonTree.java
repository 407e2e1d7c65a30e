package ai.lyss.domain.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON read into a tree whose leaves are places in the text: numbers keep their digits and every
 * value can be carried on as it is spelled. Each value knows the JSON pointer (RFC 6901) it stands
 * at. Where a name is repeated, the last one counts. What it says does not change once it is read;
 * it only remembers which of its values were asked for, so that {@link #unread} can tell what a
 * reader has passed over. Used on one thread at a time.
 */
public final class JsonTree {

  /** A text with more values is refused: trees take memory, and no chat has so many. */
  public static final int MOST_VALUES = 500_000;

  /** What is spelled longer is no number: reading its digits takes the square of their number. */
  private static final int LONGEST_NUMBER = 1_000;

  private final byte[] in;
  private final JsonKind kind;
  private final @Nullable JsonTree parent;
  private final String step;
  private final int place;
  private final int start;
  private int end;
  private final List<JsonTree> children;
  private boolean asked;
  private boolean taken;

  /** A value whose children are read later; see {@link JsonTreeReading}. */
  JsonTree(byte[] in, JsonKind kind, @Nullable JsonTree parent, String step, int start) {
    this.in = in;
    this.kind = kind;
    this.parent = parent;
    this.step = step;
    this.place = parent == null ? 0 : parent.children.size();
    this.start = start;
    boolean leaf = kind != JsonKind.OBJECT && kind != JsonKind.ARRAY;
    this.children = leaf ? List.of() : new ArrayList<>();
  }

  /**
   * Reads a text.
   *
   * @param fault is told what is wrong with it, when something is
   * @return the tree; null when the text is not well-formed or has too many values
   */
  public static @Nullable JsonTree read(byte[] in, int from, int to, Consumer<String> fault) {
    return new JsonTreeReading(in, from, to).read(fault);
  }

  /** Reads a text that is known to be well-formed. */
  static JsonTree ofWellFormed(byte[] in) {
    return new JsonTreeReading(in, 0, in.length).value(null, "");
  }

  /** Adds a value while the text is being read. */
  void add(JsonTree child) {
    children.add(child);
  }

  /** Says where the value ends, once that is known. */
  void endsAt(int offset) {
    end = offset;
  }

  /** Returns what kind of value this is. */
  public JsonKind kind() {
    return kind;
  }

  /** Tells whether this is an object. */
  public boolean isObject() {
    return kind == JsonKind.OBJECT;
  }

  /** Tells whether this is an array. */
  public boolean isArray() {
    return kind == JsonKind.ARRAY;
  }

  /** Tells whether this is a text. */
  public boolean isText() {
    return kind == JsonKind.STRING;
  }

  /** Returns the member of that name; null when there is none, or none but a null. */
  public @Nullable JsonTree get(String name) {
    if (kind == JsonKind.OBJECT) {
      for (int i = children.size() - 1; i >= 0; i--) {
        var child = children.get(i);
        if (child.step.equals(name)) {
          child.asked = true;
          return child.kind == JsonKind.NULL ? null : child;
        }
      }
    }
    return null;
  }

  /** Returns the text of the member of that name; null when it is no text. */
  public @Nullable String textOf(String name) {
    var member = get(name);
    return member == null ? null : member.text();
  }

  /** Returns the members of an object or the elements of an array in their order; else none. */
  public List<JsonTree> children() {
    children.forEach(child -> child.asked = true);
    return Collections.unmodifiableList(children);
  }

  /** Notes that this value has been read with all that is in it. */
  public void take() {
    taken = true;
  }

  /**
   * Returns the members of objects that nobody has asked for, in their order, save those that say
   * nothing: nulls, falsehoods, empty objects and lists. What was taken whole is not looked into.
   */
  public List<JsonTree> unread() {
    var found = new ArrayList<JsonTree>();
    unread(found);
    return found;
  }

  private void unread(List<JsonTree> found) {
    if (taken) {
      return;
    }
    for (var child : children) {
      if (child.asked || kind == JsonKind.ARRAY) {
        child.unread(found);
      } else if (child.says()) {
        found.add(child);
      }
    }
  }

  private boolean says() {
    return switch (kind) {
      case NULL, FALSE -> false;
      case OBJECT, ARRAY -> !children.isEmpty();
      case STRING, NUMBER, TRUE, INVALID -> true;
    };
  }

  /** Returns the name that this value has in its object; empty in an array and at the root. */
  public String name() {
    return step;
  }

  /** Returns the text, escapes resolved; null when this is no text. */
  public @Nullable String text() {
    return kind == JsonKind.STRING ? JsonText.unescape(in, start + 1, end - 1) : null;
  }

  /** Returns the inside of a text; null when this is no text. */
  public @Nullable JsonChars chars() {
    return kind == JsonKind.STRING ? new JsonChars(in, start + 1, end - 1) : null;
  }

  /** Tells whether this is exactly that text. */
  public boolean is(String text) {
    return text.equals(text());
  }

  /** Returns the number with its digits; null when this is no number, or a very long one. */
  public @Nullable BigDecimal number() {
    if (kind != JsonKind.NUMBER || end - start > LONGEST_NUMBER) {
      return null;
    }
    try {
      return new BigDecimal(raw().text());
    } catch (NumberFormatException beyondItsRange) {
      return null;
    }
  }

  /** Returns a whole number within a long; null when this is none. */
  public @Nullable Long whole() {
    if (kind != JsonKind.NUMBER) {
      return null;
    }
    try {
      return Long.valueOf(raw().text());
    } catch (NumberFormatException notWhole) {
      return null;
    }
  }

  /** Returns the truth value; null when this is none. */
  public @Nullable Boolean flag() {
    return switch (kind) {
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case OBJECT, ARRAY, STRING, NUMBER, NULL, INVALID -> null;
    };
  }

  /** Returns the value as it is spelled, which takes it whole. */
  public RawJson raw() {
    taken = true;
    return RawJson.of(in, new JsonSpan(start, end));
  }

  /** Returns where the value stands in its text. */
  public JsonSpan span() {
    return new JsonSpan(start, end);
  }

  /** Returns the JSON pointer of this value, the root being the empty one. */
  public String pointer() {
    if (parent == null) {
      return "";
    }
    var last =
        parent.isArray() ? Integer.toString(place) : step.replace("~", "~0").replace("/", "~1");
    return parent.pointer() + "/" + last;
  }

  @Override
  public String toString() {
    return "JsonTree[" + kind + ", " + (end - start) + " bytes]";
  }
}
