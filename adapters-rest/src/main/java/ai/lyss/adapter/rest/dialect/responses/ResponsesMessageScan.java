package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the items of an input and notes what they need of a model: images, audio, documents.
 */
final class ResponsesMessageScan {

  private static final byte[] CONTENT = "content".getBytes(US_ASCII);
  private static final byte[] OUTPUT = "output".getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);

  private final JsonCursor json;
  private final Set<Capability> needs;
  private int count;
  private @Nullable String repeated;

  ResponsesMessageScan(JsonCursor json, Set<Capability> needs) {
    this.json = json;
    this.needs = needs;
  }

  /** Steps over the array of items, or up to a field that is there twice. */
  void items() {
    json.enterArray();
    while (repeated == null && json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        item();
      } else {
        json.skipValue();
      }
      count++;
    }
  }

  /** Returns the field that is there twice, such as {@code input[3].content}; null if none is. */
  @Nullable String repeated() {
    return repeated;
  }

  private void item() {
    boolean content = false;
    boolean output = false;
    json.enterObject();
    while (repeated == null && json.nextField()) {
      if (json.keyIs(CONTENT)) {
        content = parts(content, "content");
      } else if (json.keyIs(OUTPUT)) {
        output = parts(output, "output");
      } else {
        json.skipValue();
      }
    }
  }

  private boolean parts(boolean seen, String name) {
    if (seen) {
      repeated = "input[" + count + "]." + name;
      return true;
    }
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return true;
    }
    json.enterArray();
    for (int i = 0; repeated == null && json.nextElement(); i++) {
      if (json.peek() == JsonKind.OBJECT) {
        part(name, i);
      } else {
        json.skipValue();
      }
    }
    return true;
  }

  private void part(String name, int index) {
    boolean seen = false;
    json.enterObject();
    while (json.nextField()) {
      if (!json.keyIs(TYPE)) {
        json.skipValue();
        continue;
      }
      if (seen) {
        repeated = "input[" + count + "]." + name + "[" + index + "].type";
        return;
      }
      seen = true;
      if (json.peek() == JsonKind.STRING) {
        note(String.valueOf(json.string()));
      } else {
        json.skipValue();
      }
    }
  }

  private void note(String type) {
    switch (type) {
      case "input_image" -> needs.add(Capability.IMAGES);
      case "input_audio" -> needs.add(Capability.AUDIO);
      case "input_file" -> needs.add(Capability.DOCUMENTS);
      default -> {
        // text and what vendors may invent need nothing that is declared
      }
    }
  }
}
