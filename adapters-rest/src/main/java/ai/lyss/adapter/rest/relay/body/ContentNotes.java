package ai.lyss.adapter.rest.relay.body;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.failure.VendorError;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is noted while a dialect's readers read the content of a body: which features it has, and
 * what is wrong with it, the first of which ends the reading. What none of them asked for is noted
 * as unknown, so that a reader cannot pass over a field in silence. One object a body; not
 * thread-safe.
 */
public final class ContentNotes {

  private static final int BAD_REQUEST = 400;

  private final GivenFeatures given = new GivenFeatures();
  private final Words words;
  private @Nullable VendorError problem;

  /** Takes notes in the words of a dialect. */
  public ContentNotes(Words words) {
    this.words = words;
  }

  /**
   * How a dialect tells a caller what is wrong.
   *
   * @param type the error type; null when the dialect has none
   * @param invalid says that the value at a JSON pointer is not what was expected
   */
  public record Words(@Nullable String type, BinaryOperator<String> invalid) {}

  /**
   * Reads a body.
   *
   * @param reader makes its content; what it says does not count once something is wrong
   */
  public ContentReading read(byte[] body, Function<JsonTree, ChatContent> reader) {
    var root =
        JsonTree.read(body, 0, body.length, fault -> wrong("The body is no JSON: " + fault, null));
    if (root == null) {
      return unreadable();
    }
    var content = reader.apply(root);
    root.unread().forEach(field -> given(Feature.UNKNOWN, field));
    return problem == null ? new ContentReading.Read(content) : unreadable();
  }

  private ContentReading unreadable() {
    var error = problem;
    return new ContentReading.Unreadable(
        error == null ? error("The body cannot be read.", null) : error);
  }

  private VendorError error(String message, @Nullable String place) {
    return new VendorError(BAD_REQUEST, message, words.type(), place, null);
  }

  /** Returns the features that were noted, and those that will be. */
  public GivenFeatures features() {
    return given;
  }

  /** Notes a feature that stands here. */
  public void given(Feature feature, JsonTree at) {
    given.add(feature, at.pointer());
  }

  /** Notes a feature that is all there is to say of this value, and takes it. */
  public void taken(Feature feature, JsonTree at) {
    at.take();
    given(feature, at);
  }

  /** Notes a feature and returns its number; null when that is none. */
  public @Nullable BigDecimal number(Feature feature, JsonTree at) {
    given(feature, at);
    var value = at.number();
    if (value == null) {
      wrong(at, "a number");
    }
    return value;
  }

  /** Notes a penalty, unless it is 0, which is none. */
  public @Nullable BigDecimal penalty(Feature feature, JsonTree at) {
    var value = at.number();
    return value != null && value.signum() == 0 ? null : number(feature, at);
  }

  /** Notes a feature and returns its whole number; null when that is none. */
  public @Nullable Long whole(Feature feature, JsonTree at) {
    given(feature, at);
    var value = at.whole();
    if (value == null) {
      wrong(at, "a whole number");
    }
    return value;
  }

  /** Notes a feature and returns its text; null when that is none. */
  public @Nullable String text(Feature feature, JsonTree at) {
    given(feature, at);
    var value = at.text();
    if (value == null) {
      wrong(at, "a text");
    }
    return value;
  }

  /** Takes members whose values change nothing. */
  public static void ignore(JsonTree object, String... names) {
    for (var name : names) {
      var member = object.get(name);
      if (member != null) {
        member.take();
      }
    }
  }

  /** Notes what is wrong; the first note counts. */
  public void wrong(String message, @Nullable String place) {
    if (problem == null) {
      problem = error(message, place);
    }
  }

  /** Notes that a value is not what its field takes. */
  public void wrong(JsonTree at, String expected) {
    wrong(words.invalid().apply(at.pointer(), expected), at.pointer());
  }

  /** Reads an address: of data, or of a place that a vendor or the gateway fetches it from. */
  public @Nullable MediaSource source(JsonTree at, String url) {
    if (!url.startsWith("data:")) {
      return new MediaSource.Url(url, null);
    }
    int comma = url.indexOf(',');
    var kind = comma < 0 ? "" : url.substring("data:".length(), comma);
    if (!kind.endsWith(";base64")) {
      wrong(at, "data:<media type>;base64,<data>");
      return null;
    }
    return new MediaSource.Inline(kind.substring(0, kind.indexOf(';')), url.substring(comma + 1));
  }

  /**
   * Reads the {@code arguments} of a call, a text: nothing is an object without members; what is no
   * object the vendor would refuse.
   */
  public @Nullable RawJson arguments(JsonTree call) {
    var text = call.textOf("arguments");
    if (text == null || text.isBlank()) {
      return RawJson.EMPTY_OBJECT;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var tree =
        JsonTree.read(bytes, 0, bytes.length, fault -> wrong(call, "arguments of JSON: " + fault));
    if (tree == null || !tree.isObject()) {
      wrong(call, "arguments that are one JSON object");
      return null;
    }
    return tree.raw();
  }
}
