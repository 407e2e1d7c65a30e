package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.json.JsonCursor;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.model.Capability;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the contents of a chat, results of tools within them included, and notes what they
 * need of a model: images, sound, files.
 */
final class GeminiMessageScan {

  private static final String FILE = "fileData";
  private static final String RESPONSE = "functionResponse";
  private static final Set<String> HOLDERS = Set.of("inlineData", FILE, RESPONSE);

  private final JsonCursor json;
  private final Set<Capability> needs;
  private int count;
  private @Nullable String repeated;

  GeminiMessageScan(JsonCursor json, Set<Capability> needs) {
    this.json = json;
    this.needs = needs;
  }

  /** Steps over the array of contents, or up to a field that is there twice. */
  void contents() {
    json.enterArray();
    while (repeated == null && json.nextElement()) {
      if (json.peek() == JsonKind.OBJECT) {
        content();
      } else {
        json.skipValue();
      }
      count++;
    }
  }

  /** Returns how many contents there were. */
  int count() {
    return count;
  }

  /** Returns the field that is there twice, such as {@code contents[3].parts}; null if none is. */
  @Nullable String repeated() {
    return repeated;
  }

  private void content() {
    boolean seen = false;
    json.enterObject();
    while (repeated == null && json.nextField()) {
      if (!json.key().equals("parts")) {
        json.skipValue();
        continue;
      }
      if (seen) {
        repeated = "contents[" + count + "].parts";
        return;
      }
      seen = true;
      parts("contents[" + count + "].parts");
    }
  }

  private void parts(String place) {
    if (json.peek() != JsonKind.ARRAY) {
      json.skipValue();
      return;
    }
    json.enterArray();
    for (int i = 0; repeated == null && json.nextElement(); i++) {
      if (json.peek() == JsonKind.OBJECT) {
        part(place + "[" + i + "]");
      } else {
        json.skipValue();
      }
    }
  }

  private void part(String place) {
    var seen = new HashSet<String>();
    json.enterObject();
    while (repeated == null && json.nextField()) {
      var name = GeminiField.camel(json.key());
      if (!HOLDERS.contains(name) || json.peek() != JsonKind.OBJECT) {
        json.skipValue();
      } else if (!seen.add(name)) {
        repeated = place + "." + name;
      } else if (name.equals(RESPONSE)) {
        response(place + "." + name);
      } else {
        file(place + "." + name, name.equals(FILE));
      }
    }
  }

  private void response(String place) {
    boolean seen = false;
    json.enterObject();
    while (repeated == null && json.nextField()) {
      if (!json.key().equals("parts")) {
        json.skipValue();
      } else if (seen) {
        repeated = place + ".parts";
      } else {
        seen = true;
        parts(place + ".parts");
      }
    }
  }

  /** A file by its URI is a document unless it says otherwise. */
  private void file(String place, boolean byUri) {
    boolean seen = false;
    json.enterObject();
    while (repeated == null && json.nextField()) {
      if (!GeminiField.camel(json.key()).equals("mimeType") || json.peek() != JsonKind.STRING) {
        json.skipValue();
        continue;
      }
      if (seen) {
        repeated = place + ".mimeType";
        return;
      }
      seen = true;
      note(String.valueOf(json.string()).toLowerCase(Locale.ROOT));
    }
    if (byUri && !seen) {
      needs.add(Capability.DOCUMENTS);
    }
  }

  private void note(String mediaType) {
    if (mediaType.startsWith("image/")) {
      needs.add(Capability.IMAGES);
    } else if (mediaType.startsWith("audio/")) {
      needs.add(Capability.AUDIO);
    } else {
      needs.add(Capability.DOCUMENTS);
    }
  }
}
