package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with a body as Anthropic does: the field first, then why. */
final class AnthropicBodyProblems {

  private static final int MOST_SHOWN = 40;

  private final byte[] body;
  private final JsonCursor json;

  AnthropicBodyProblems(byte[] body, JsonCursor json) {
    this.body = body;
    this.json = json;
  }

  /** It is not JSON, or not a JSON object. */
  static Unreadable malformed(@Nullable String why) {
    return new Unreadable(
        new GatewayFailure.InvalidRequest(
            "The request body is not valid JSON: " + why, null, null));
  }

  /** A field is missing. */
  static Unreadable missing(String field) {
    return Unreadable.field(field, field + ": Field required");
  }

  /** A field that the gateway reads is there twice. */
  static Unreadable twice(String field) {
    return Unreadable.field(field, field + ": given twice (expected: once)");
  }

  /** Steps over a field that the gateway does not read, unless its name passes for one it does. */
  @Nullable Unreadable passOver() {
    var name = json.key();
    var near = AnthropicField.nearly(name);
    if (near == null) {
      json.skipValue();
      return null;
    }
    return Unreadable.field(name, name + ": no such field (expected: " + near.wireName() + ")");
  }

  /** The value that comes next is not what its field takes. */
  Unreadable wrongType(String field, String expected) {
    return json.skipValue() ? wrongValue(field, expected) : malformed(json.fault());
  }

  /** The same of the value that was stepped over last. */
  Unreadable wrongValue(String field, String expected) {
    return Unreadable.field(field, field + ": " + shown() + " (expected: " + expected + ")");
  }

  private String shown() {
    var span = json.span();
    int length = Math.min(span.end() - span.start(), MOST_SHOWN);
    var text = new String(body, span.start(), length, UTF_8);
    return span.end() - span.start() > MOST_SHOWN ? text + "…" : text;
  }
}
