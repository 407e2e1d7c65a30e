package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  private static final ContentNotes.Words WORDS =
      new ContentNotes.Words(
          "invalid_request_error",
          (pointer, expected) ->
              "Invalid value for '" + pointer + "' (expected: " + expected + ").");

  private final ContentNotes notes;

  private OpenAiContentReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var notes = new ContentNotes(WORDS);
    return notes.read(body, root -> new OpenAiContentReader(notes).content(root));
  }

  private ChatContent content(JsonTree root) {
    var options = new OpenAiOptionReader(notes);
    for (var field : root.children()) {
      if (!KNOWN.contains(field.name())) {
        options.take(field);
      }
    }
    var messages = messages(root);
    var tools = new OpenAiToolReader(notes).read(root);
    var ofStream = root.get("stream_options");
    if (ofStream != null) {
      ContentNotes.ignore(ofStream, "include_usage"); // steers what the gateway writes
    }
    return new ChatContent(
        messages,
        options.sampling(),
        tools,
        options.format(),
        options.reasoning(),
        options.labels(),
        notes.features());
  }

  private List<ChatMessage> messages(JsonTree root) {
    var list = root.get("messages");
    var messages = new ArrayList<ChatMessage>();
    if (list == null || !list.isArray()) {
      notes.wrong("'messages' is missing (expected: an array of messages).", "/messages");
      return messages;
    }
    var reader = new OpenAiMessageReader(notes);
    boolean begun = false;
    for (var item : list.children()) {
      var message = reader.read(item);
      if (message == null) {
        return messages;
      }
      if (message instanceof ChatMessage.System) {
        if (begun) {
          notes.given(Feature.LATER_SYSTEM, item);
        }
      } else {
        begun = true;
      }
      messages.add(message);
    }
    if (!messages.isEmpty() && messages.getLast() instanceof ChatMessage.Assistant) {
      notes.given(Feature.PREFILL, list.children().getLast());
    }
    return messages;
  }
}
