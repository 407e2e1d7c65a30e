package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the content of a Responses body. The first thing that is wrong with it ends the reading;
 * every field is either in the content or among the given features. One object a body.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/create">Create a model
 *     response</a>
 */
final class ResponsesContentReader {

  /** Read elsewhere: before routing, or below. */
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "input",
          "instructions",
          "stream",
          "stream_options",
          "tools",
          "tool_choice",
          "parallel_tool_calls");

  private static final ContentNotes.Words WORDS =
      new ContentNotes.Words(
          "invalid_request_error",
          (pointer, expected) ->
              "Invalid value for '" + pointer + "' (expected: " + expected + ").");

  private final ContentNotes notes;

  private ResponsesContentReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var notes = new ContentNotes(WORDS);
    return notes.read(body, root -> new ResponsesContentReader(notes).content(root));
  }

  private ChatContent content(JsonTree root) {
    var options = new ResponsesOptionReader(notes);
    for (var field : root.children()) {
      if (!KNOWN.contains(field.name())) {
        options.take(field);
      }
    }
    return new ChatContent(
        messages(root),
        options.sampling(),
        new ResponsesToolReader(notes).read(root),
        options.format(),
        options.reasoning(),
        options.labels(),
        notes.features());
  }

  private List<ChatMessage> messages(JsonTree root) {
    var messages = new ArrayList<ChatMessage>();
    instructions(root, messages);
    var input = root.get("input");
    var text = input == null ? null : input.text();
    if (text != null) {
      messages.add(new ChatMessage.User(List.of(new ContentPart.Text(text))));
    } else if (input != null && input.isArray() && !input.children().isEmpty()) {
      new ResponsesMessageReader(notes, messages).read(input);
    } else if (!notes.features().has(Feature.STORED_CONVERSATION)) {
      notes.wrong("'input' is missing (expected: a text or an array of items).", "input");
    }
    if (messages.isEmpty()) {
      messages.add(new ChatMessage.User(List.of())); // all that was said is stored somewhere
    }
    return messages;
  }

  private void instructions(JsonTree root, List<ChatMessage> messages) {
    var instructions = root.get("instructions");
    if (instructions == null) {
      return;
    }
    var text = instructions.text();
    if (text != null) {
      messages.add(new ChatMessage.System(List.of(new ContentPart.Text(text))));
    } else {
      notes.wrong(instructions, "a text");
    }
  }
}
