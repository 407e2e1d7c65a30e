package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.json.JsonTree;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of a message request. The first thing that is wrong with it ends the reading;
 * every field is either in the content or among the given features. One object a body.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Create a message</a>
 */
final class AnthropicContentReader {

  /** Read elsewhere: before routing, or below. */
  private static final Set<String> KNOWN =
      Set.of("model", "messages", "system", "stream", "tools", "tool_choice");

  private static final ContentNotes.Words WORDS =
      new ContentNotes.Words(
          "invalid_request_error",
          (pointer, expected) -> field(pointer) + ": invalid (expected: " + expected + ")");

  private final ContentNotes notes;

  private AnthropicContentReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var notes = new ContentNotes(WORDS);
    return notes.read(body, root -> new AnthropicContentReader(notes).content(root));
  }

  private ChatContent content(JsonTree root) {
    var options = new AnthropicOptionReader(notes);
    for (var field : root.children()) {
      if (!KNOWN.contains(field.name())) {
        options.take(field);
      }
    }
    var messages = new AnthropicMessageReader(notes).read(root);
    var tools = new AnthropicToolReader(notes).read(root);
    return new ChatContent(
        messages,
        options.sampling(),
        tools,
        options.format(),
        options.reasoning(),
        options.labels(),
        notes.features());
  }

  /** Reads the mark of the prompt cache that a block or tool may have; null when it has none. */
  static @Nullable CacheMark mark(JsonTree marked, ContentNotes notes) {
    var mark = marked.get("cache_control");
    if (mark == null) {
      return null;
    }
    notes.given(Feature.CACHE_MARK, mark);
    ContentNotes.ignore(mark, "type"); // there is one
    return new CacheMark(mark.textOf("ttl"));
  }

  /** The vendor names fields with dots between the names. */
  private static String field(String pointer) {
    return pointer.isEmpty() ? "body" : pointer.substring(1).replace('/', '.');
  }
}
