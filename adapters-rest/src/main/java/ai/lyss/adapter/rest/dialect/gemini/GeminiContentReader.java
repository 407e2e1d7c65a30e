package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of a generateContent body. The first thing that is wrong with it ends the
 * reading; every field is either in the content or among the given features. One object a body.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">generateContent</a>
 */
final class GeminiContentReader {

  private final GivenFeatures given = new GivenFeatures();
  private @Nullable VendorError problem;

  private GeminiContentReader() {}

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var reader = new GeminiContentReader();
    var root =
        JsonTree.read(
            body, 0, body.length, fault -> reader.wrong("The body is no JSON: " + fault, null));
    var content = root == null ? null : reader.content(root);
    var problem = reader.problem;
    return content == null || problem != null
        ? new ContentReading.Unreadable(
            problem != null ? problem : error("The body cannot be read.", null))
        : new ContentReading.Read(content);
  }

  private static VendorError error(String message, @Nullable String place) {
    return new VendorError(400, message, null, place, null);
  }

  private ChatContent content(JsonTree root) {
    var options = new GeminiOptionReader(this);
    var tools = new GeminiToolReader(this);
    for (var field : root.children()) {
      if (field.kind() != JsonKind.NULL) {
        take(field, options, tools);
      }
    }
    return new ChatContent(
        messages(root),
        options.sampling(),
        tools.use(),
        options.format(),
        options.reasoning(),
        options.labels(),
        given);
  }

  private void take(JsonTree field, GeminiOptionReader options, GeminiToolReader tools) {
    switch (GeminiField.camel(field.name())) {
      case "contents", "systemInstruction", "model" -> {} // below, and in the path
      case "tools" -> field.children().forEach(tools::tool);
      case "toolConfig" -> tools.config(field);
      case "generationConfig" -> options.generation(field);
      case "safetySettings" -> {
        if (!field.children().isEmpty()) {
          given(Feature.SAFETY_SETTINGS, field);
        }
      }
      case "cachedContent" -> given(Feature.CACHED_CONTENT, field);
      case "continuationToken" -> given(Feature.STORED_CONVERSATION, field);
      case "store" -> {
        if (Boolean.TRUE.equals(field.flag())) {
          given(Feature.STORE, field);
        }
      }
      case "labels" -> options.labels(field);
      case "serviceTier" -> options.tier(field);
      default -> given(Feature.UNKNOWN, field);
    }
  }

  private List<ChatMessage> messages(JsonTree root) {
    var messages = new ArrayList<ChatMessage>();
    var reader = new GeminiMessageReader(this);
    var system = GeminiField.get(root, "systemInstruction");
    if (system != null) {
      var said = reader.instructions(system);
      if (!said.isEmpty()) {
        messages.add(new ChatMessage.System(said));
      }
    }
    var list = GeminiField.get(root, "contents");
    if (list == null || !list.isArray()) {
      wrong("contents is not specified (expected: an array of contents).", "/contents");
      return messages;
    }
    list.children().forEach(item -> reader.read(item, messages));
    if (!messages.isEmpty()
        && messages.getLast() instanceof ChatMessage.Assistant last
        && last.parts().stream().noneMatch(ContentPart.ToolCall.class::isInstance)) {
      given.add(Feature.PREFILL, list.children().getLast().pointer());
    }
    return messages;
  }

  /** Notes a feature that stands here. */
  void given(Feature feature, JsonTree at) {
    given.add(feature, at.pointer());
  }

  /** Notes what is wrong; the first note counts. */
  void wrong(String message, @Nullable String place) {
    if (problem == null) {
      problem = error(message, place);
    }
  }

  /** Notes that a value is not what its field takes. */
  void wrong(JsonTree at, String expected) {
    wrong("Invalid value at '" + at.pointer() + "' (expected: " + expected + ").", at.pointer());
  }
}
