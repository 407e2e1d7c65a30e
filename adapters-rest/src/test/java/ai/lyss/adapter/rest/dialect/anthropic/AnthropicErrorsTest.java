package ai.lyss.adapter.rest.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.VendorError;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failures in Anthropic's words, by translation.md §10 and the list of types in anthropic.md §6.
 */
class AnthropicErrorsTest {

  private static final Set<String> TYPES =
      Set.of(
          "invalid_request_error",
          "authentication_error",
          "billing_error",
          "permission_error",
          "not_found_error",
          "conflict_error",
          "request_too_large",
          "rate_limit_error",
          "api_error",
          "timeout_error",
          "overloaded_error");

  private static Arguments of(int status, String type, GatewayFailure failure) {
    return Arguments.of(status, type, failure);
  }

  private static GatewayFailure refused(int status, String type) {
    return new GatewayFailure.RefusedByVendor(new VendorError(status, "no", type, null, null));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        of(400, "invalid_request_error", new GatewayFailure.InvalidRequest("bad", "x", null)),
        of(401, "authentication_error", new GatewayFailure.Unauthenticated("who?")),
        of(403, "permission_error", new GatewayFailure.Forbidden("no")),
        of(404, "not_found_error", new GatewayFailure.ModelNotFound("m")),
        of(413, "request_too_large", new GatewayFailure.TooLarge(5)),
        of(
            429,
            "rate_limit_error",
            new GatewayFailure.RateLimitExceeded("requests", Duration.ofSeconds(1))),
        of(429, "rate_limit_error", new GatewayFailure.QuotaExhausted("tokens", null, null)),
        of(503, "overloaded_error", new GatewayFailure.NoChannelAvailable(null)),
        of(429, "rate_limit_error", new GatewayFailure.UpstreamRateLimited(null)),
        of(504, "timeout_error", new GatewayFailure.UpstreamTimedOut()),
        of(502, "api_error", new GatewayFailure.UpstreamFailed(null)),
        of(502, "api_error", new GatewayFailure.Interrupted("broken_off")),
        of(503, "overloaded_error", new GatewayFailure.Unavailable("stopping", null)),
        of(500, "api_error", new GatewayFailure.Internal()),
        of(400, "invalid_request_error", refused(400, "invalid_request_error")),
        of(422, "invalid_request_error", refused(422, "image_generation_user_error")),
        of(404, "not_found_error", refused(404, null)),
        of(413, "request_too_large", refused(413, "server_error")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tells_failures_by_types_that_the_dialect_has(
      int status, String type, GatewayFailure failure) {
    var writer = new AnthropicResponseWriter();
    var body = new JsonObject(new String(writer.errorBody(failure, "req-1"), UTF_8));

    assertThat(FailureStatus.of(failure)).isEqualTo(status);
    assertThat(body.fieldNames()).containsExactly("type", "error", "request_id");
    assertThat(body.getString("type")).isEqualTo("error");
    assertThat(body.getString("request_id")).isEqualTo("req-1");
    assertThat(TYPES).contains(type);
    assertThat(body.getJsonObject("error").getString("type")).isEqualTo(type);
    assertThat(body.getJsonObject("error").getString("message")).isNotBlank();
    assertThat(new String(writer.errorEvent(failure, "req-1"), UTF_8))
        .isEqualTo("event: error\ndata: " + body.encode() + "\n\n");
  }
}
