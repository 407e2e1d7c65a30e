package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private final GivenFeatures given = new GivenFeatures();
  private @Nullable VendorError problem;

  private ResponsesContentReader() {}

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var reader = new ResponsesContentReader();
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
    var options = new ResponsesOptionReader(this);
    for (var field : root.children()) {
      if (!KNOWN.contains(field.name())) {
        options.take(field);
      }
    }
    return new ChatContent(
        messages(root),
        options.sampling(),
        new ResponsesToolReader(this).read(root),
        options.format(),
        options.reasoning(),
        options.labels(),
        given);
  }

  private List<ChatMessage> messages(JsonTree root) {
    var messages = new ArrayList<ChatMessage>();
    instructions(root, messages);
    var input = root.get("input");
    var text = input == null ? null : input.text();
    if (text != null) {
      messages.add(new ChatMessage.User(List.of(new ContentPart.Text(text))));
    } else if (input != null && input.isArray() && !input.children().isEmpty()) {
      new ResponsesMessageReader(this, messages).read(input);
    } else if (!given.has(Feature.STORED_CONVERSATION)) {
      wrong("'input' is missing (expected: a text or an array of items).", "input");
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
      wrong(instructions, "a text");
    }
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
