package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.CallIds;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ChatMessage.ToolResult.Outcome;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.FreeText;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a Chat Completions body. */
final class OpenAiMessageReader {

  private final ContentNotes notes;
  private final OpenAiPartReader parts;

  OpenAiMessageReader(ContentNotes notes) {
    this.notes = notes;
    this.parts = new OpenAiPartReader(notes);
  }

  /** Reads a message; null, with a note of what is wrong, when it is none. */
  @Nullable ChatMessage read(JsonTree message) {
    var role = message.textOf("role");
    if (role == null) {
      notes.wrong(message, "a message with its role");
      return null;
    }
    var name = message.get("name");
    if (name != null && !role.equals("function")) {
      notes.given(Feature.SPEAKER_NAME, name);
    }
    return switch (role) {
      case "system", "developer" -> new ChatMessage.System(content(message));
      case "user" -> new ChatMessage.User(content(message));
      case "assistant" -> assistant(message);
      case "tool" -> result(message, message.textOf("tool_call_id"), null);
      case "function" -> result(message, message.textOf("name"), message.textOf("name"));
      default -> {
        notes.wrong(message, "role system, developer, user, assistant or tool");
        yield null;
      }
    };
  }

  private List<ContentPart> content(JsonTree message) {
    var content = message.get("content");
    return content == null ? List.of() : parts.read(content);
  }

  private @Nullable ChatMessage result(
      JsonTree message, @Nullable String id, @Nullable String name) {
    if (id == null) {
      notes.wrong(message, "a tool_call_id");
      return null;
    }
    notes.given(Feature.TOOL_HISTORY, message);
    var said = content(message);
    if (said.stream().anyMatch(ContentPart.Image.class::isInstance)) {
      notes.given(Feature.TOOL_RESULT_IMAGE, message);
    }
    return new ChatMessage.ToolResult(
        CallIds.plain(id), name, said, Outcome.DONE, (CacheMark) null);
  }

  private ChatMessage assistant(JsonTree message) {
    var said = new ArrayList<ContentPart>();
    reasoning(message, said);
    said.addAll(content(message));
    var refusal = message.get("refusal");
    if (refusal != null && refusal.text() != null) {
      notes.given(Feature.REFUSAL, refusal);
      said.add(new ContentPart.Refusal(String.valueOf(refusal.text())));
    }
    var audio = message.get("audio");
    if (audio != null) {
      notes.taken(Feature.FILE_ID, audio);
    }
    var calls = message.get("tool_calls");
    if (calls != null) {
      calls.children().forEach(call -> call(call, said));
    }
    var call = message.get("function_call");
    if (call != null) {
      add(call, call, call.textOf("name"), said);
    }
    return new ChatMessage.Assistant(said);
  }

  /** Signed blocks stand beside the plain text of the same thoughts, and count before it. */
  private void reasoning(JsonTree message, List<ContentPart> said) {
    var blocks = message.get("thinking_blocks");
    if (blocks != null && blocks.isArray() && !blocks.children().isEmpty()) {
      notes.given(Feature.ANTHROPIC_REASONING, blocks);
      ContentNotes.ignore(message, "reasoning_content", "reasoning"); // says the same
      for (var block : blocks.children()) {
        ContentNotes.ignore(block, "type");
        var data = block.textOf("data");
        var signature = block.textOf("signature");
        if (data != null) {
          said.add(new ContentPart.SealedReasoning(new ThoughtSignature(Issuer.ANTHROPIC, data)));
        } else if (signature != null) {
          var text = block.textOf("thinking");
          said.add(
              new ContentPart.Reasoning(
                  text == null ? "" : text, new ThoughtSignature(Issuer.ANTHROPIC, signature)));
        }
      }
      return;
    }
    var plain = message.get("reasoning_content");
    if (plain == null) {
      plain = message.get("reasoning");
    } else {
      ContentNotes.ignore(message, "reasoning"); // says the same
    }
    var text = plain == null ? null : plain.text();
    if (plain != null && text != null && !text.isEmpty()) {
      notes.given(Feature.UNSIGNED_REASONING, plain);
      said.add(new ContentPart.Reasoning(text, null));
    }
  }

  private void call(JsonTree call, List<ContentPart> said) {
    var function = call.get("function");
    var id = call.textOf("id");
    if (function == null) {
      notes.given(Feature.CUSTOM_TOOL, call);
      custom(call, id, said);
    } else if (id == null) {
      notes.wrong(call, "a call with its id");
    } else {
      add(call, function, id, said);
    }
  }

  private void custom(JsonTree call, @Nullable String id, List<ContentPart> said) {
    ContentNotes.ignore(call, "type", "index");
    var custom = call.get("custom");
    var name = custom == null ? null : custom.textOf("name");
    var input = custom == null ? null : custom.get("input");
    if (id == null || name == null || input == null || input.text() == null) {
      notes.wrong(call, "a call with its id, name and input");
      return;
    }
    add(call, id, name, FreeText.arguments(input.raw()), said);
  }

  private void add(JsonTree call, JsonTree function, @Nullable String id, List<ContentPart> said) {
    var name = function.textOf("name");
    if (id == null || name == null) {
      notes.wrong(call, "a call with its id and the function's name");
      return;
    }
    ContentNotes.ignore(call, "type", "index"); // what the call holds tells what it is
    var arguments = notes.arguments(function);
    if (arguments != null) {
      add(call, id, name, arguments, said);
    }
  }

  private void add(
      JsonTree call, String id, String name, RawJson arguments, List<ContentPart> said) {
    notes.given(Feature.TOOL_HISTORY, call);
    var signature = CallIds.signature(id);
    if (signature != null) {
      notes.given(Feature.GEMINI_REASONING, call);
    }
    said.add(new ContentPart.ToolCall(CallIds.plain(id), name, arguments, signature, null));
  }
}
