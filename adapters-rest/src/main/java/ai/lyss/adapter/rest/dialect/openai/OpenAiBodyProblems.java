package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.rest.relay.RequestReading.Unreadable;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonCursor;
import org.jspecify.annotations.Nullable;

/** Words what is wrong with a body, with the value at fault and what was expected. */
final class OpenAiBodyProblems {

  private static final int MOST_SHOWN = 40;

  private final byte[] body;
  private final JsonCursor json;

  OpenAiBodyProblems(byte[] body, JsonCursor json) {
    this.body = body;
    this.json = json;
  }

  /** It is not JSON, or not a JSON object. */
  static Unreadable malformed(@Nullable String why) {
    return new Unreadable(
        new GatewayFailure.InvalidRequest(
            "We could not parse the JSON body of your request: " + why + ".", null, null));
  }

  /** A field that the gateway reads is there twice. */
  static Unreadable twice(String field) {
    return Unreadable.field(field, "'" + field + "' is given twice (expected: once).");
  }

  /**
   * Steps over a field that the gateway does not read; returns what is wrong with its name when
   * some vendors would take it for one that the gateway reads.
   */
  @Nullable Unreadable passOver() {
    var name = json.key();
    var near = OpenAiField.nearly(name);
    if (near == null) {
      json.skipValue();
      return null;
    }
    return otherCase(name, near.wireName());
  }

  /** A field has a name that some vendors take for one that the gateway reads. */
  static Unreadable otherCase(String given, String read) {
    return Unreadable.field(given, "Invalid field '" + given + "' (expected: '" + read + "').");
  }

  /** The value that comes next is not what its field takes. */
  Unreadable wrongType(String field, String expected) {
    return json.skipValue() ? wrongValue(field, expected) : malformed(json.fault());
  }

  /** The same of the value that was stepped over last. */
  Unreadable wrongValue(String field, String expected) {
    return Unreadable.field(
        field, "Invalid '" + field + "': " + shown() + " (expected: " + expected + ").");
  }

  private String shown() {
    var span = json.span();
    int length = Math.min(span.end() - span.start(), MOST_SHOWN);
    var text = new String(body, span.start(), length, UTF_8);
    return span.end() - span.start() > MOST_SHOWN ? text + "…" : text;
  }
}
