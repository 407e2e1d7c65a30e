package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
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

  private static final ContentNotes.Words WORDS =
      new ContentNotes.Words(
          null,
          (pointer, expected) ->
              "Invalid value at '" + pointer + "' (expected: " + expected + ").");

  private final ContentNotes notes;

  private GeminiContentReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var notes = new ContentNotes(WORDS);
    return notes.read(body, root -> new GeminiContentReader(notes).content(root));
  }

  private ChatContent content(JsonTree root) {
    var options = new GeminiOptionReader(notes);
    var tools = new GeminiToolReader(notes);
    for (var field : root.children()) {
      if (field.kind() != JsonKind.NULL) {
        take(field, options, tools);
      }
    }
    return new ChatContent(
        messages(root, options.detail()),
        options.sampling(),
        tools.use(),
        options.format(),
        options.reasoning(),
        options.labels(),
        notes.features());
  }

  private void take(JsonTree field, GeminiOptionReader options, GeminiToolReader tools) {
    switch (GeminiField.camel(field.name())) {
      case "contents", "systemInstruction", "model" -> {} // below, and in the path
      case "tools" -> field.children().forEach(tools::tool);
      case "toolConfig" -> tools.config(field);
      case "generationConfig" -> options.generation(field);
      case "safetySettings" -> {
        if (!field.children().isEmpty()) {
          notes.taken(Feature.SAFETY_SETTINGS, field);
        }
      }
      case "cachedContent" -> notes.taken(Feature.CACHED_CONTENT, field);
      case "continuationToken" -> notes.taken(Feature.STORED_CONVERSATION, field);
      case "store" -> {
        if (Boolean.TRUE.equals(field.flag())) {
          notes.taken(Feature.STORE, field);
        }
      }
      case "labels" -> options.labels(field);
      case "serviceTier" -> options.tier(field);
      default -> notes.taken(Feature.UNKNOWN, field);
    }
  }

  private List<ChatMessage> messages(JsonTree root, @Nullable String detail) {
    var messages = new ArrayList<ChatMessage>();
    var reader = new GeminiMessageReader(notes, detail);
    var system = GeminiField.get(root, "systemInstruction");
    if (system != null) {
      var said = reader.instructions(system);
      ContentNotes.ignore(system, "role"); // Google takes no heed of it
      if (!said.isEmpty()) {
        messages.add(new ChatMessage.System(said));
      }
    }
    var list = GeminiField.get(root, "contents");
    if (list == null || !list.isArray()) {
      notes.wrong("contents is not specified (expected: an array of contents).", "/contents");
      return messages;
    }
    list.children().forEach(item -> reader.read(item, messages));
    if (!messages.isEmpty()
        && messages.getLast() instanceof ChatMessage.Assistant last
        && last.parts().stream().noneMatch(ContentPart.ToolCall.class::isInstance)) {
      notes.given(Feature.PREFILL, list.children().getLast());
    }
    return messages;
  }
}
