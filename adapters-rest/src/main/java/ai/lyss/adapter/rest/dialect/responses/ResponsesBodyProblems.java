package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body: where, what stands there, and what was expected. */
final class ResponsesBodyProblems {

  private static final int MOST_SHOWN = 40;

  private final byte[] body;
  private final JsonCursor json;

  ResponsesBodyProblems(byte[] body, JsonCursor json) {
    this.body = body;
    this.json = json;
  }

  /** It is no JSON object. */
  static Unreadable malformed(@Nullable String why) {
    return new Unreadable(
        new GatewayFailure.InvalidRequest("The body is no JSON object: " + why + ".", null, null));
  }

  /** A place that the gateway reads is there twice. */
  static Unreadable twice(String place) {
    return Unreadable.field(place, "'" + place + "' is given twice (expected: once).");
  }

  /**
   * Steps over a field that the gateway does not read; returns what is wrong with its name when it
   * differs from one that is read in case only, which some readers of JSON would not mind.
   */
  @Nullable Unreadable passOver() {
    var name = json.key();
    var near = ResponsesField.nearly(name);
    if (near == null) {
      json.skipValue();
      return null;
    }
    return Unreadable.field(
        name, "Invalid field '" + name + "' (expected: '" + near.wireName() + "').");
  }

  /** The value that comes next is of a kind that its field does not take. */
  Unreadable wrongKind(String field, String expected) {
    return json.skipValue() ? wrongValue(field, expected) : malformed(json.fault());
  }

  /** The value that was stepped over last is one that its field does not take. */
  Unreadable wrongValue(String field, String expected) {
    var span = json.span();
    int length = span.end() - span.start();
    var text = new String(body, span.start(), Math.min(length, MOST_SHOWN), UTF_8);
    var shown = length > MOST_SHOWN ? text + "…" : text;
    return Unreadable.field(
        field, "Invalid '" + field + "': " + shown + " (expected: " + expected + ").");
  }
}
