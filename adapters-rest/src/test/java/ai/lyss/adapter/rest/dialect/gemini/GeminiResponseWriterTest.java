package ai.lyss.adapter.rest.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.VendorError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiResponseWriterTest {

  private static final GeminiResponseWriter WRITER = new GeminiResponseWriter(StreamForm.EVENTS);
  private static final Duration WAIT = Duration.ofMillis(34_400);

  /** Statuses by gemini.md §5 and translation.md §10. */
  static Stream<Arguments> failures() {
    return Stream.of(
        of(new GatewayFailure.InvalidRequest("m", null, null), 400, "INVALID_ARGUMENT"),
        of(new GatewayFailure.Unauthenticated("m"), 401, "UNAUTHENTICATED"),
        of(new GatewayFailure.Forbidden("m"), 403, "PERMISSION_DENIED"),
        of(new GatewayFailure.ModelNotFound("x"), 404, "NOT_FOUND"),
        of(new GatewayFailure.TooLarge(9), 413, "INVALID_ARGUMENT"),
        of(new GatewayFailure.RateLimitExceeded("l", WAIT), 429, "RESOURCE_EXHAUSTED"),
        of(new GatewayFailure.QuotaExhausted("p", null, null), 429, "RESOURCE_EXHAUSTED"),
        of(new GatewayFailure.UpstreamRateLimited(null), 429, "RESOURCE_EXHAUSTED"),
        of(new GatewayFailure.Internal(), 500, "INTERNAL"),
        of(new GatewayFailure.UpstreamFailed(null), 502, "UNAVAILABLE"),
        of(new GatewayFailure.Interrupted("k"), 502, "UNAVAILABLE"),
        of(new GatewayFailure.NoChannelAvailable(null), 503, "UNAVAILABLE"),
        of(new GatewayFailure.Unavailable("m", null), 503, "UNAVAILABLE"),
        of(new GatewayFailure.UpstreamTimedOut(), 504, "DEADLINE_EXCEEDED"),
        of(refused(400, "FAILED_PRECONDITION"), 400, "FAILED_PRECONDITION"),
        of(refused(400, "context_length_exceeded"), 400, "INVALID_ARGUMENT"),
        of(refused(422, null), 422, "INVALID_ARGUMENT"));
  }

  private static Arguments of(GatewayFailure failure, int code, String status) {
    return Arguments.of(failure, code, status);
  }

  private static GatewayFailure refused(int status, String code) {
    return new GatewayFailure.RefusedByVendor(new VendorError(status, "no", null, null, code));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tells_failures_in_googles_words(GatewayFailure failure, int code, String status) {
    var error = error(failure);

    assertThat(error.getInteger("code")).isEqualTo(code);
    assertThat(error.getString("status")).isEqualTo(status);
    assertThat(error.getString("message")).isNotBlank();
  }

  @Test
  void says_when_to_come_again_and_which_field_is_at_fault() {
    var limited = error(new GatewayFailure.UpstreamRateLimited(WAIT));
    assertThat(limited.getJsonArray("details"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                        .put("retryDelay", "35s")));

    var wrong = error(new GatewayFailure.InvalidRequest("empty", "contents", null));
    assertThat(wrong.getJsonArray("details").getJsonObject(0).getString("@type"))
        .endsWith("BadRequest");
    assertThat(wrong.encode()).contains("\"field\":\"contents\"");
  }

  @Test
  void tells_a_late_failure_in_the_form_of_the_stream() {
    var broken = new GatewayFailure.Interrupted("broken_off");
    assertThat(new String(WRITER.errorEvent(broken), UTF_8))
        .startsWith("data: {\"error\":{\"code\":502,")
        .endsWith("}\r\n\r\n");

    var array = new GeminiResponseWriter(StreamForm.ARRAY);
    var whole = "[{}" + new String(array.errorEvent(broken), UTF_8);
    assertThat(new JsonArray(whole).getJsonObject(1).containsKey("error")).isTrue();
    assertThat(array.keepAlive()).as("no room for a comment").isEmpty();
  }

  private static JsonObject error(GatewayFailure failure) {
    return new JsonObject(new String(WRITER.errorBody(failure), UTF_8)).getJsonObject("error");
  }
}
