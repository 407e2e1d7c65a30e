package ai.lyss.adapter.rest.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with a body, with the value at fault and what was expected. */
final class GeminiBodyProblems {

  private static final int MOST_SHOWN = 40;

  private final byte[] body;
  private final JsonCursor json;

  GeminiBodyProblems(byte[] body, JsonCursor json) {
    this.body = body;
    this.json = json;
  }

  /** It is not JSON, or not a JSON object. */
  static Unreadable malformed(@Nullable String why) {
    return new Unreadable(
        new GatewayFailure.InvalidRequest(
            "Invalid JSON payload received: " + why + ".", null, null));
  }

  /** A field that the gateway reads is there twice. */
  static Unreadable twice(String field) {
    return Unreadable.field(field, "'" + field + "' is given twice (expected: once).");
  }

  /** The value that comes next is not what its field takes. */
  Unreadable wrongType(String field, String expected) {
    return json.skipValue() ? wrongValue(field, expected) : malformed(json.fault());
  }

  /** The same of the value that was stepped over last. */
  Unreadable wrongValue(String field, String expected) {
    if (json.fault() != null) {
      return malformed(json.fault());
    }
    var span = json.span();
    int length = Math.min(span.end() - span.start(), MOST_SHOWN);
    var text = new String(body, span.start(), length, UTF_8);
    var shown = span.end() - span.start() > MOST_SHOWN ? text + "…" : text;
    return Unreadable.field(
        field, "Invalid value at '" + field + "': " + shown + " (expected: " + expected + ").");
  }
}
