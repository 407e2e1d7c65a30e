package ai.lyss.adapter.rest.dialect.responses;

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

  private final ResponsesContentReader reader;
  private final ResponsesPartReader parts;
  private final ResponsesCallReader calls;
  private final ResponsesThoughtReader thoughts;
  private final List<ChatMessage> messages;
  private final List<ContentPart> turn = new ArrayList<>();
  private boolean begun;

  /** A reader that adds to these messages. */
  ResponsesMessageReader(ResponsesContentReader reader, List<ChatMessage> messages) {
    this.reader = reader;
    this.parts = new ResponsesPartReader(reader);
    this.thoughts = new ResponsesThoughtReader(reader);
    this.calls = new ResponsesCallReader(reader, thoughts);
    this.messages = messages;
  }

  /** Reads the array of items. */
  void read(JsonTree input) {
    for (var item : input.children()) {
      item(item);
    }
    endTurn();
    if (!messages.isEmpty() && messages.getLast() instanceof ChatMessage.Assistant) {
      reader.given(Feature.PREFILL, input.children().getLast());
    }
  }

  private void item(JsonTree item) {
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
      case "item_reference" -> reader.given(Feature.STORED_CONVERSATION, item);
      default -> reader.given(Feature.HOSTED_TOOL, item);
    }
  }

  private void message(JsonTree item) {
    var role = item.textOf("role");
    var content = item.get("content");
    var said = content == null ? List.<ContentPart>of() : parts.read(content);
    switch (role == null ? "" : role) {
      case "system", "developer" -> {
        if (begun || !turn.isEmpty()) {
          reader.given(Feature.LATER_SYSTEM, item);
        }
        add(new ChatMessage.System(said));
      }
      case "user" -> add(new ChatMessage.User(said));
      case "assistant" -> turn.addAll(said);
      default -> reader.wrong(item, "role system, developer, user or assistant");
    }
    var phase = item.get("phase");
    if (phase != null) {
      reader.given(Feature.UNKNOWN, phase);
    }
  }

  private void result(JsonTree item) {
    var id = item.textOf("call_id");
    var output = item.get("output");
    if (id == null || output == null) {
      reader.wrong(item, "a call_id and an output");
      return;
    }
    reader.given(Feature.TOOL_HISTORY, item);
    var said = parts.read(output);
    if (said.stream().anyMatch(ContentPart.Image.class::isInstance)) {
      reader.given(Feature.TOOL_RESULT_IMAGE, output);
    }
    if (said.stream().anyMatch(ContentPart.Document.class::isInstance)) {
      reader.given(Feature.TOOL_RESULT_DOCUMENT, output);
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
