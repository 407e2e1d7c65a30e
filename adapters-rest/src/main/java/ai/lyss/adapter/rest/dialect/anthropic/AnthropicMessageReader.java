package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.CallIds;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ChatMessage.ToolResult.Outcome;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the instructions and messages of a request; results of tools are messages of their own. */
final class AnthropicMessageReader {

  private final ContentNotes notes;
  private final AnthropicPartReader parts;
  private final List<ChatMessage> messages = new ArrayList<>();
  private final Map<String, String> calls = new HashMap<>();
  private boolean begun;

  AnthropicMessageReader(ContentNotes notes) {
    this.notes = notes;
    this.parts = new AnthropicPartReader(notes);
  }

  List<ChatMessage> read(JsonTree root) {
    var system = root.get("system");
    if (system != null) {
      messages.add(new ChatMessage.System(parts.read(system)));
    }
    var list = root.get("messages");
    if (list == null || !list.isArray()) {
      notes.wrong("messages: Field required", "/messages");
      return messages;
    }
    list.children().forEach(this::message);
    if (!messages.isEmpty() && messages.getLast() instanceof ChatMessage.Assistant) {
      notes.given(Feature.PREFILL, list.children().getLast());
    }
    return messages;
  }

  private void message(JsonTree message) {
    var role = message.textOf("role");
    var content = message.get("content");
    if (content == null) {
      notes.wrong(message, "a message with its role and content");
      return;
    }
    switch (role == null ? "" : role) {
      case "user" -> user(content);
      case "assistant" -> assistant(content);
      case "system" -> {
        if (begun) {
          notes.given(Feature.LATER_SYSTEM, message);
        }
        messages.add(new ChatMessage.System(parts.read(content)));
        return;
      }
      default -> notes.wrong(message, "role user, assistant or system");
    }
    begun = true;
  }

  private void user(JsonTree content) {
    var said = new ArrayList<ContentPart>();
    if (!content.isArray()) {
      said.addAll(parts.read(content));
    }
    for (var block : content.children()) {
      if ("tool_result".equals(block.textOf("type"))) {
        result(block);
      } else {
        parts.block(block, said);
      }
    }
    if (!said.isEmpty() || content.children().isEmpty()) {
      messages.add(new ChatMessage.User(said));
    }
  }

  private void result(JsonTree block) {
    var id = block.textOf("tool_use_id");
    if (id == null) {
      notes.wrong(block, "a tool_result with its tool_use_id");
      return;
    }
    notes.given(Feature.TOOL_HISTORY, block);
    var content = block.get("content");
    List<ContentPart> said = content == null ? List.of() : parts.read(content);
    if (said.stream().anyMatch(ContentPart.Image.class::isInstance)) {
      notes.given(Feature.TOOL_RESULT_IMAGE, block);
    }
    if (said.stream().anyMatch(ContentPart.Document.class::isInstance)) {
      notes.given(Feature.TOOL_RESULT_DOCUMENT, block);
    }
    var error = block.get("is_error");
    boolean failed = error != null && Boolean.TRUE.equals(error.flag());
    if (error != null && failed) {
      notes.given(Feature.TOOL_ERROR, error);
    }
    var plain = CallIds.plain(id);
    messages.add(
        new ChatMessage.ToolResult(
            plain,
            calls.get(plain),
            said,
            failed ? Outcome.FAILED : Outcome.DONE,
            AnthropicContentReader.mark(block, notes)));
  }

  private void assistant(JsonTree content) {
    var said = new ArrayList<ContentPart>();
    if (!content.isArray()) {
      said.addAll(parts.read(content));
    }
    for (var block : content.children()) {
      if ("tool_use".equals(block.textOf("type"))) {
        var call = call(block);
        if (call != null) {
          calls.put(call.id(), call.name());
          said.add(call);
        }
      } else {
        parts.block(block, said);
      }
    }
    messages.add(new ChatMessage.Assistant(said));
  }

  private ContentPart.@Nullable ToolCall call(JsonTree block) {
    var id = block.textOf("id");
    var name = block.textOf("name");
    var input = block.get("input");
    if (id == null || name == null || input == null || !input.isObject()) {
      notes.wrong(block, "a tool_use with its id, name and an object as input");
      return null;
    }
    notes.given(Feature.TOOL_HISTORY, block);
    ContentNotes.ignore(block, "caller"); // the model, as ever
    var signature = CallIds.signature(id);
    if (signature != null) {
      notes.given(Feature.GEMINI_REASONING, block);
    }
    return new ContentPart.ToolCall(
        CallIds.plain(id), name, input.raw(), signature, AnthropicContentReader.mark(block, notes));
  }
}
