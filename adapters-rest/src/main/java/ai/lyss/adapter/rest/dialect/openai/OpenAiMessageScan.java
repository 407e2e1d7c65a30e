package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Steps over the messages of a chat and notes what they need of a model: images, audio, files. */
final class OpenAiMessageScan {

  private static final byte[] CONTENT = "content".getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);

  private final JsonCursor json;
  private final Set<Capability> needs;
  private int count;
  private @Nullable String repeated;

  OpenAiMessageScan(JsonCursor json, Set<Capability> needs) {
    this.json = json;
    this.needs = needs;
  }

  /** Steps over the array of messages, or up to a field that is there twice. */
  void messages() {
    json.enterArray();
    while (repeated == null && json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        message();
      } else {
        json.skipValue();
      }
      count++;
    }
  }

  /** Returns how many messages there were. */
  int count() {
    return count;
  }

  /**
   * Returns the field that is there twice, such as {@code messages[3].content}; null if none is.
   */
  @Nullable String repeated() {
    return repeated;
  }

  private void message() {
    boolean seen = false;
    json.enterObject();
    while (repeated == null && json.nextField()) {
      if (!json.keyIs(CONTENT)) {
        json.skipValue();
        continue;
      }
      if (seen) {
        repeated = "messages[" + count + "].content";
        return;
      }
      seen = true;
      if (json.peek() == JsonKind.ARRAY) {
        parts();
      } else {
        json.skipValue();
      }
    }
  }

  private void parts() {
    json.enterArray();
    for (int i = 0; repeated == null && json.nextElement(); i++) {
      if (json.peek() == JsonKind.OBJECT) {
        part(i);
      } else {
        json.skipValue();
      }
    }
  }

  private void part(int index) {
    boolean seen = false;
    json.enterObject();
    while (json.nextField()) {
      if (!json.keyIs(TYPE)) {
        json.skipValue();
        continue;
      }
      if (seen) {
        repeated = "messages[" + count + "].content[" + index + "].type";
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
      case "image_url" -> needs.add(Capability.IMAGES);
      case "input_audio" -> needs.add(Capability.AUDIO);
      case "file" -> needs.add(Capability.DOCUMENTS);
      default -> {
        // text and what vendors may invent need nothing that is declared
      }
    }
  }
}
