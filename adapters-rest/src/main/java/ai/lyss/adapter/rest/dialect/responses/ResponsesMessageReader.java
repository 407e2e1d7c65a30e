package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ChatMessage.ToolResult.Outcome;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of an input into messages. What the model did in one turn comes as several items
 * and becomes one message.
 */
final class ResponsesMessageReader {

  private final ContentNotes notes;
  private final ResponsesPartReader parts;
  private final ResponsesCallReader calls;
  private final ResponsesThoughtReader thoughts;
  private final List<ChatMessage> messages;
  private final List<ContentPart> turn = new ArrayList<>();
  private boolean begun;

  /** A reader that adds to these messages. */
  ResponsesMessageReader(ContentNotes notes, List<ChatMessage> messages) {
    this.notes = notes;
    this.parts = new ResponsesPartReader(notes);
    this.thoughts = new ResponsesThoughtReader(notes);
    this.calls = new ResponsesCallReader(notes, thoughts);
    this.messages = messages;
  }

  /** Reads the array of items. */
  void read(JsonTree input) {
    for (var item : input.children()) {
      item(item);
    }
    endTurn();
    if (!messages.isEmpty() && messages.getLast() instanceof ChatMessage.Assistant) {
      notes.given(Feature.PREFILL, input.children().getLast());
    }
  }

  private void item(JsonTree item) {
    ContentNotes.ignore(item, "id", "status"); // of what was answered, and comes back
    var type = item.textOf("type");
    if (type == null) {
      type =
          item.textOf("role") == null && item.textOf("id") != null ? "item_reference" : "message";
    }
    switch (type) {
      case "message" -> message(item);
      case "reasoning" -> turn.addAll(thoughts.read(item));
      case "function_call" -> calls.call(item, turn);
      case "custom_tool_call" -> calls.custom(item, turn);
      case "function_call_output", "custom_tool_call_output" -> result(item);
      case "item_reference" -> notes.taken(Feature.STORED_CONVERSATION, item);
      default -> notes.taken(Feature.HOSTED_TOOL, item);
    }
  }

  private void message(JsonTree item) {
    var role = item.textOf("role");
    var content = item.get("content");
    var said = content == null ? List.<ContentPart>of() : parts.read(content);
    switch (role == null ? "" : role) {
      case "system", "developer" -> {
        if (begun || !turn.isEmpty()) {
          notes.given(Feature.LATER_SYSTEM, item);
        }
        add(new ChatMessage.System(said));
      }
      case "user" -> add(new ChatMessage.User(said));
      case "assistant" -> turn.addAll(said);
      default -> notes.wrong(item, "role system, developer, user or assistant");
    }
    var phase = item.get("phase");
    if (phase != null) {
      notes.given(Feature.UNKNOWN, phase);
    }
  }

  private void result(JsonTree item) {
    var id = item.textOf("call_id");
    var output = item.get("output");
    if (id == null || output == null) {
      notes.wrong(item, "a call_id and an output");
      return;
    }
    notes.given(Feature.TOOL_HISTORY, item);
    var said = parts.read(output);
    if (said.stream().anyMatch(ContentPart.Image.class::isInstance)) {
      notes.given(Feature.TOOL_RESULT_IMAGE, output);
    }
    if (said.stream().anyMatch(ContentPart.Document.class::isInstance)) {
      notes.given(Feature.TOOL_RESULT_DOCUMENT, output);
    }
    add(
        new ChatMessage.ToolResult(
            id, calls.nameOf(id), said, Outcome.DONE, (@Nullable CacheMark) null));
  }

  private void add(ChatMessage message) {
    endTurn();
    begun |= !(message instanceof ChatMessage.System);
    messages.add(message);
  }

  private void endTurn() {
    thoughts.endTurn();
    if (!turn.isEmpty()) {
      begun = true;
      messages.add(new ChatMessage.Assistant(turn));
      turn.clear();
    }
  }
}
