package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of a Chat Completions body. The first thing that is wrong with it ends the
 * reading; every field is either in the content or among the given features. One object a body.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat
 *     completion</a>
 */
final class OpenAiContentReader {

  /** Read elsewhere: before routing, or below. */
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "tools",
          "functions",
          "tool_choice",
          "function_call",
          "parallel_tool_calls");

  private final GivenFeatures given = new GivenFeatures();
  private @Nullable VendorError problem;

  private OpenAiContentReader() {}

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var reader = new OpenAiContentReader();
    var root =
        JsonTree.read(
            body, 0, body.length, fault -> reader.wrong("The body is no JSON: " + fault, null));
    var content = root == null ? null : reader.content(root);
    var problem = reader.problem;
    return content == null || problem != null
        ? new ContentReading.Unreadable(problem != null ? problem : unreadable())
        : new ContentReading.Read(content);
  }

  private static VendorError unreadable() {
    return new VendorError(400, "The body cannot be read.", "invalid_request_error", null, null);
  }

  private ChatContent content(JsonTree root) {
    var options = new OpenAiOptionReader(this);
    for (var field : root.children()) {
      if (!KNOWN.contains(field.name())) {
        options.take(field);
      }
    }
    var messages = messages(root);
    var tools =
        root.get("tools") == null && root.get("functions") == null
            ? ToolUse.NONE
            : new OpenAiToolReader(this).read(root);
    return new ChatContent(
        messages,
        options.sampling(),
        tools,
        options.format(),
        options.reasoning(),
        options.labels(),
        given);
  }

  private List<ChatMessage> messages(JsonTree root) {
    var list = root.get("messages");
    var messages = new ArrayList<ChatMessage>();
    if (list == null || !list.isArray()) {
      wrong("'messages' is missing (expected: an array of messages).", "/messages");
      return messages;
    }
    var reader = new OpenAiMessageReader(this);
    boolean begun = false;
    for (var item : list.children()) {
      var message = reader.read(item);
      if (message == null) {
        return messages;
      }
      if (message instanceof ChatMessage.System) {
        if (begun) {
          given.add(Feature.LATER_SYSTEM, item.pointer());
        }
      } else {
        begun = true;
      }
      messages.add(message);
    }
    if (!messages.isEmpty() && messages.getLast() instanceof ChatMessage.Assistant) {
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
      problem = new VendorError(400, message, "invalid_request_error", place, null);
    }
  }

  /** Notes that a value is not what its field takes. */
  void wrong(JsonTree at, String expected) {
    wrong("Invalid value for '" + at.pointer() + "' (expected: " + expected + ").", at.pointer());
  }
}
