package ai.lyss.domain.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Edits of a JSON body that leave every other byte as it was. Edits may be added in any order and
 * must not overlap. Not thread-safe; one object a body.
 */
public final class JsonSplice {

  private static final byte[] NOTHING = {};

  private record Edit(JsonSpan span, byte[] replacement) {}

  /** At one place, what is inserted comes before what is replaced. */
  private static final Comparator<Edit> IN_PLACE =
      Comparator.<Edit>comparingInt(edit -> edit.span().start())
          .thenComparingInt(edit -> edit.span().end());

  private final byte[] body;
  private final List<Edit> edits = new ArrayList<>(4);

  /** Starts edits of a body; the array is not changed. */
  public JsonSplice(byte[] body) {
    this.body = body;
  }

  /** Puts {@code replacement} where {@code span} is. */
  public JsonSplice replace(JsonSpan span, byte[] replacement) {
    if (span.end() > body.length) {
      throw new IllegalArgumentException(
          "edit: " + span + " of " + body.length + " bytes (expected: within)");
    }
    edits.add(new Edit(span, replacement));
    return this;
  }

  /**
   * Takes elements out of an array, each with one comma.
   *
   * @param elements where all elements of the array stand, in their order
   * @param unwanted tells by its place which of them goes
   */
  public void removeElements(List<JsonSpan> elements, IntPredicate unwanted) {
    boolean keptBefore = false;
    for (int i = 0; i < elements.size(); i++) {
      if (!unwanted.test(i)) {
        keptBefore = true;
        continue;
      }
      boolean last = i + 1 == elements.size();
      int from = keptBefore ? elements.get(i - 1).end() : elements.get(i).start();
      int to = keptBefore || last ? elements.get(i).end() : elements.get(i + 1).start();
      replace(new JsonSpan(from, to), NOTHING);
    }
  }

  /** Returns the edited body; the very array given when there are no edits. */
  public byte[] bytes() {
    if (edits.isEmpty()) {
      return body;
    }
    edits.sort(IN_PLACE);
    var out = new byte[editedLength()];
    int from = 0;
    int to = 0;
    for (var edit : edits) {
      int kept = edit.span().start() - from;
      System.arraycopy(body, from, out, to, kept);
      to += kept;
      System.arraycopy(edit.replacement(), 0, out, to, edit.replacement().length);
      to += edit.replacement().length;
      from = edit.span().end();
    }
    System.arraycopy(body, from, out, to, body.length - from);
    return out;
  }

  private int editedLength() {
    int length = body.length;
    int from = 0;
    for (var edit : edits) {
      if (edit.span().start() < from) {
        throw new IllegalArgumentException(
            "edits: " + edit.span() + " starts before " + from + " (expected: no overlap)");
      }
      length += edit.replacement().length - (edit.span().end() - edit.span().start());
      from = edit.span().end();
    }
    return length;
  }
}
