package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ChatMessage.ToolResult.Outcome;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads contents. Calls that have no id get one, and results that have none answer the first open
 * call of their name.
 */
final class GeminiMessageReader {

  /** A call that no result has answered yet. */
  private record OpenCall(String id, String name) {}

  private final ContentNotes notes;
  private final GeminiPartReader parts;
  private final Deque<OpenCall> open = new ArrayDeque<>();
  private int made;

  /**
   * A reader of the contents of one body.
   *
   * @param detail how closely to look where a part does not say; null for as the vendor likes
   */
  GeminiMessageReader(ContentNotes notes, @Nullable String detail) {
    this.notes = notes;
    this.parts = new GeminiPartReader(notes, detail);
  }

  /** Reads instructions: a content whose role does not matter, or a text. */
  List<ContentPart> instructions(JsonTree system) {
    var said = new ArrayList<ContentPart>();
    var text = system.text();
    if (text != null) {
      said.add(new ContentPart.Text(text));
      return said;
    }
    for (var part : list(system)) {
      parts.read(part, said);
    }
    parts.endThoughts();
    return said;
  }

  private List<JsonTree> list(JsonTree content) {
    var list = content.get("parts");
    if (list == null || !list.isArray()) {
      if (list != null) {
        notes.wrong(list, "an array of parts");
      }
      return List.of();
    }
    return list.children();
  }

  /** Reads one content; results of tools come before what is said beside them. */
  void read(JsonTree content, List<ChatMessage> messages) {
    if (!content.isObject()) {
      notes.wrong(content, "a content with its role and parts");
      return;
    }
    var role = content.textOf("role");
    switch (role == null ? "user" : role) {
      case "user", "function", "tool" -> user(content, messages);
      case "model" -> model(content, messages);
      case "system" -> {
        var said = instructions(content);
        if (!messages.isEmpty()) {
          notes.given(Feature.LATER_SYSTEM, content);
        }
        messages.add(new ChatMessage.System(said));
      }
      default -> notes.wrong(content, "role user or model");
    }
  }

  private void user(JsonTree content, List<ChatMessage> messages) {
    var said = new ArrayList<ContentPart>();
    for (var part : list(content)) {
      var response = GeminiField.get(part, "functionResponse");
      if (response == null) {
        parts.read(part, said);
      } else {
        var result = result(response);
        if (result != null) {
          messages.add(result);
        }
      }
    }
    parts.endThoughts();
    if (!said.isEmpty()) {
      messages.add(new ChatMessage.User(said));
    }
  }

  private void model(JsonTree content, List<ChatMessage> messages) {
    var said = new ArrayList<ContentPart>();
    for (var part : list(content)) {
      var call = GeminiField.get(part, "functionCall");
      if (call == null) {
        parts.read(part, said);
      } else {
        parts.endThoughts();
        call(part, call, said);
      }
    }
    parts.endThoughts();
    if (!said.isEmpty()) {
      messages.add(new ChatMessage.Assistant(said));
    }
  }

  private void call(JsonTree part, JsonTree call, List<ContentPart> said) {
    var name = call.textOf("name");
    if (name == null || name.isEmpty()) {
      notes.wrong(call, "a functionCall with its name");
      return;
    }
    notes.given(Feature.TOOL_HISTORY, part);
    var args = call.get("args");
    if (args != null && !args.isObject()) {
      notes.wrong(args, "an object");
      return;
    }
    var given = call.textOf("id");
    var id = given == null || given.isEmpty() ? "call_" + ++made : given;
    open.add(new OpenCall(id, name));
    said.add(
        new ContentPart.ToolCall(
            id,
            name,
            args == null ? RawJson.EMPTY_OBJECT : args.raw(),
            parts.signature(part),
            null));
  }

  private ChatMessage.@Nullable ToolResult result(JsonTree response) {
    var name = response.textOf("name");
    var given = response.textOf("id");
    var id = given == null || given.isEmpty() ? answered(name) : given;
    if (id == null) {
      notes.wrong(response, "a functionResponse to a functionCall before it");
      return null;
    }
    open.removeIf(call -> call.id().equals(id));
    notes.given(Feature.TOOL_HISTORY, response);
    var said = new ArrayList<ContentPart>();
    var outcome = outcome(response.get("response"), said);
    var files = response.get("parts");
    if (files != null) {
      files.children().forEach(file -> parts.ofResult(file, said));
    }
    return new ChatMessage.ToolResult(id, name, said, outcome, null);
  }

  private @Nullable String answered(@Nullable String name) {
    for (var call : open) {
      if (call.name().equals(name)) {
        return call.id();
      }
    }
    return null;
  }

  /** Google's names for what a tool came to are output and error; all else is carried whole. */
  private Outcome outcome(@Nullable JsonTree response, List<ContentPart> said) {
    if (response == null) {
      return Outcome.DONE;
    }
    if (!response.isObject()) {
      notes.wrong(response, "an object");
      return Outcome.DONE;
    }
    boolean single = response.children().size() == 1;
    var error = single ? response.get("error") : null;
    if (error != null) {
      notes.given(Feature.TOOL_ERROR, error);
      said.add(new ContentPart.Text(text(error)));
      return Outcome.FAILED;
    }
    var output = single ? response.get("output") : null;
    said.add(new ContentPart.Text(text(output == null ? response : output)));
    return Outcome.DONE;
  }

  private static String text(JsonTree value) {
    return value.kind() == JsonKind.STRING ? String.valueOf(value.text()) : value.raw().text();
  }
}
