package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.failure.VendorError;
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

  private final GivenFeatures given = new GivenFeatures();
  private @Nullable VendorError problem;

  private AnthropicContentReader() {}

  /** Reads a body. */
  static ContentReading read(byte[] body) {
    var reader = new AnthropicContentReader();
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
    var options = new AnthropicOptionReader(this);
    for (var field : root.children()) {
      if (!KNOWN.contains(field.name())) {
        options.take(field);
      }
    }
    var messages = new AnthropicMessageReader(this).read(root);
    var tools = root.get("tools") == null ? ToolUse.NONE : new AnthropicToolReader(this).read(root);
    return new ChatContent(
        messages,
        options.sampling(),
        tools,
        options.format(),
        options.reasoning(),
        options.labels(),
        given);
  }

  /** Reads the mark of the prompt cache that a block or tool may have; null when it has none. */
  @Nullable CacheMark mark(JsonTree marked) {
    var mark = marked.get("cache_control");
    if (mark == null) {
      return null;
    }
    given(Feature.CACHE_MARK, mark);
    return new CacheMark(mark.textOf("ttl"));
  }

  /** Notes a feature that stands here. */
  void given(Feature feature, JsonTree at) {
    given.add(feature, at.pointer());
  }

  /** Notes what of an object nobody has a word for: its members but these, nulls left out. */
  void others(JsonTree object, Set<String> known) {
    for (var member : object.children()) {
      boolean says =
          switch (member.kind()) {
            case NULL, FALSE -> false;
            case OBJECT, ARRAY -> !member.children().isEmpty();
            case STRING, NUMBER, TRUE, INVALID -> true;
          };
      if (says && !known.contains(member.name())) {
        given(Feature.UNKNOWN, member);
      }
    }
  }

  /** Notes what is wrong; the first note counts. */
  void wrong(String message, @Nullable String place) {
    if (problem == null) {
      problem = new VendorError(400, message, "invalid_request_error", place, null);
    }
  }

  /** Notes that a value is not what its field takes. */
  void wrong(JsonTree at, String expected) {
    var place = at.pointer();
    wrong(
        (place.isEmpty() ? "body" : place.substring(1).replace('/', '.'))
            + ": invalid (expected: "
            + expected
            + ")",
        place);
  }
}
