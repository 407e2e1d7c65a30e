package ai.lyss.domain.json;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pass over a text that makes a tree of it. */
final class JsonTreeReading {

  private final byte[] in;
  private final JsonCursor json;
  private int values;

  /** A pass over a part of these bytes. */
  JsonTreeReading(byte[] in, int from, int to) {
    this.in = in;
    this.json = new JsonCursor(in, from, to);
  }

  /** Reads all of it; returns null, and tells why, when it is no JSON or has too many values. */
  @Nullable JsonTree read(Consumer<String> fault) {
    var root = value(null, "");
    json.atEnd();
    var found = json.fault();
    if (found == null && values <= JsonTree.MOST_VALUES) {
      return root;
    }
    fault.accept(found == null ? "more than " + JsonTree.MOST_VALUES + " values" : found);
    return null;
  }

  /** Reads the next value, which stands under this name in its parent. */
  JsonTree value(@Nullable JsonTree parent, String step) {
    values++;
    var kind = json.peek();
    var read = new JsonTree(in, kind, parent, step, json.offset());
    if (kind == JsonKind.OBJECT) {
      json.enterObject();
      while (json.nextField()) {
        child(read, json.key());
      }
    } else if (kind == JsonKind.ARRAY) {
      json.enterArray();
      while (json.nextElement()) {
        child(read, "");
      }
    } else {
      json.skipValue();
    }
    read.endsAt(json.offset());
    return read;
  }

  /** Of too many values nothing is kept, but the text is checked to its end. */
  private void child(JsonTree of, String step) {
    if (values < JsonTree.MOST_VALUES) {
      of.add(value(of, step));
    } else {
      values++;
      json.skipValue();
    }
  }
}
