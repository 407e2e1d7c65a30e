package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the messages of a request, results of tools within them included, and notes what they
 * need of a model: images, documents.
 */
final class AnthropicMessageScan {

  private static final byte[] CONTENT = "content".getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);

  private final JsonCursor json;
  private final Set<Capability> needs;
  private int count;
  private @Nullable String repeated;

  AnthropicMessageScan(JsonCursor json, Set<Capability> needs) {
    this.json = json;
    this.needs = needs;
  }

  /** Steps over the array of messages, or up to a field that is there twice. */
  void messages() {
    json.enterArray();
    while (repeated == null && json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        holder("messages." + count);
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

  /** Returns the field that is there twice, such as {@code messages.3.content}; null if none is. */
  @Nullable String repeated() {
    return repeated;
  }

  /** A message or a block: both may have content, and a block has a type. */
  private void holder(String path) {
    boolean contentSeen = false;
    boolean typeSeen = false;
    json.enterObject();
    while (repeated == null && json.nextField()) {
      if (json.keyIs(CONTENT)) {
        if (contentSeen) {
          repeated = path + ".content";
          return;
        }
        contentSeen = true;
        content(path);
      } else if (json.keyIs(TYPE)) {
        if (typeSeen) {
          repeated = path + ".type";
          return;
        }
        typeSeen = true;
        type();
      } else {
        json.skipValue();
      }
    }
  }

  private void content(String path) {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    for (int i = 0; repeated == null && json.nextElement(); i++) {
      if (json.peek() == JsonKind.OBJECT) {
        holder(path + ".content." + i);
      } else {
        json.skipValue();
      }
    }
  }

  private void type() {
    if (json.peek() != JsonKind.STRING) {
      json.skipValue();
      return;
    }
    switch (String.valueOf(json.string())) {
      case "image" -> needs.add(Capability.IMAGES);
      case "document" -> needs.add(Capability.DOCUMENTS);
      default -> {
        // text and what vendors may invent need nothing that is declared
      }
    }
  }
}
