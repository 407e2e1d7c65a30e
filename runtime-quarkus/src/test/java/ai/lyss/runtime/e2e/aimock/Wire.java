package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.aimock.Aimock.Sent;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** What a vendor demands of a request and would refuse, by its own documents. */
interface Wire {

  /** Headers that any vendor may be sent. */
  Set<String> HEADERS =
      Set.of("host", "user-agent", "content-type", "content-length", "accept", "accept-encoding");

  /** Holds a request against it. */
  void check(SoftAssertions softly, Sent request);

  static Wire of(Mocked vendor) {
    return switch (vendor) {
      case OPENAI, AZURE, DEEPSEEK, COMPATIBLE -> new ChatWire(vendor);
      case ANTHROPIC -> new MessagesWire();
      case GEMINI -> new GeminiWire();
      case OLLAMA -> new OllamaWire();
    };
  }

  /** Checks that there is the vendor's credential, JSON, and no header but those and more. */
  static void headers(SoftAssertions softly, Mocked vendor, Sent request, String... more) {
    var credential = vendor.credential();
    softly
        .assertThat(request.headers())
        .as(request.path())
        .contains(credential, Map.entry("content-type", "application/json"));
    softly
        .assertThat(request.headers().keySet())
        .as(request.path())
        .filteredOn(name -> !HEADERS.contains(name) && !name.equals(credential.getKey()))
        .containsExactlyInAnyOrder(more);
  }

  /** Checks that an object has no field but these. */
  static void only(SoftAssertions softly, Sent request, JsonObject object, Set<String> fields) {
    softly
        .assertThat(fields)
        .as(request.path() + " " + request.text())
        .containsAll(object.fieldNames());
  }

  /** Takes out what the gateway may edit where it splices. */
  static JsonObject withoutEdits(JsonObject body) {
    var rest = body.copy();
    rest.remove("model");
    rest.remove("stream_options");
    return rest;
  }
}
