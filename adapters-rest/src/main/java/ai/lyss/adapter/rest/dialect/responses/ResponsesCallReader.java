package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads calls of tools that the model made before. */
final class ResponsesCallReader {

  private final ContentNotes notes;
  private final ResponsesThoughtReader thoughts;
  private final Map<String, String> names = new HashMap<>();

  ResponsesCallReader(ContentNotes notes, ResponsesThoughtReader thoughts) {
    this.notes = notes;
    this.thoughts = thoughts;
  }

  /** Returns the name of the tool that was called under this id; null when none was. */
  @Nullable String nameOf(String callId) {
    return names.get(callId);
  }

  /** Reads a call of a function and adds it. */
  void call(JsonTree item, List<ContentPart> turn) {
    var arguments = notes.arguments(item);
    if (arguments != null) {
      add(item, arguments, turn);
    }
  }

  /** Reads a call of a tool that takes free text and adds it. */
  void custom(JsonTree item, List<ContentPart> turn) {
    var input = item.get("input");
    if (input == null || input.text() == null) {
      notes.wrong(item, "a call with its input");
      return;
    }
    notes.given(Feature.CUSTOM_TOOL, item);
    add(item, FreeText.arguments(input.raw()), turn);
  }

  private void add(JsonTree item, RawJson arguments, List<ContentPart> turn) {
    var id = item.textOf("call_id");
    var name = item.textOf("name");
    if (id == null || name == null) {
      notes.wrong(item, "a call with its call_id and name");
      return;
    }
    notes.given(Feature.TOOL_HISTORY, item);
    names.put(id, name);
    turn.add(new ContentPart.ToolCall(id, name, arguments, thoughts.ofCall(id), null));
  }
}
