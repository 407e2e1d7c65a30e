package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.ProviderFailure.Barred;
import ai.lyss.domain.failure.ProviderFailure.ModelMissing;
import ai.lyss.domain.failure.ProviderFailure.RateLimited;
import ai.lyss.domain.failure.ProviderFailure.RequestRefused;
import ai.lyss.domain.failure.ProviderFailure.Unavailable;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiRefusalsTest {

  private static final OpenAiProtocol PROTOCOL =
      OpenAiProtocol.compatible(
          "test",
          InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")),
          AnswerLimits.STANDARD);

  static List<List<Object>> rows() {
    return List.of(
        List.of(301, "", new Unavailable(301, null)),
        List.of(400, error("insufficient_quota"), new Barred(FailureScope.FUNDING, 400)),
        List.of(400, error("billing_hard_limit_reached"), new Barred(FailureScope.FUNDING, 400)),
        List.of(
            400,
            message("Your credit balance is too low to access"),
            new Barred(FailureScope.FUNDING, 400)),
        List.of(400, error("model_not_found"), new ModelMissing(400)),
        List.of(
            400,
            "{\"code\":\"Client specified an invalid argument\","
                + "\"error\":\"Incorrect API key provided: xa***9f.\"}",
            new Barred(FailureScope.KEY, 400)),
        List.of(401, error("invalid_api_key"), new Barred(FailureScope.KEY, 401)),
        List.of(401, "", new Barred(FailureScope.KEY, 401)),
        List.of(402, message("Insufficient Balance"), new Barred(FailureScope.FUNDING, 402)),
        List.of(403, "", new Barred(FailureScope.KEY, 403)),
        List.of(
            403,
            error("unsupported_country_region_territory"),
            new Barred(FailureScope.REGION, 403)),
        List.of(403, error("model_not_found"), new ModelMissing(403)),
        List.of(404, error("model_not_found"), new ModelMissing(404)),
        List.of(404, "not here", new ModelMissing(404)),
        List.of(408, "", new Unavailable(408, null)),
        List.of(409, "", new Unavailable(409, null)),
        List.of(429, error("rate_limit_exceeded"), new RateLimited(null)),
        List.of(429, "", new RateLimited(null)),
        List.of(429, error("insufficient_quota"), new Barred(FailureScope.FUNDING, 429)),
        List.of(
            429,
            "{\"error\":{\"code\":\"1113\",\"message\":\"...\"}}",
            new Barred(FailureScope.FUNDING, 429)),
        List.of(
            429,
            message("You exceeded your current quota, please check"),
            new Barred(FailureScope.FUNDING, 429)),
        List.of(
            400,
            azure("OperationNotSupported", "The chatCompletion operation does not work"),
            new ModelMissing(400)),
        List.of(401, azure("401", "Access denied"), new Barred(FailureScope.KEY, 401)),
        List.of(
            403,
            azure("AccessDenied", "Access denied due to Virtual Network/Firewall rules."),
            new Barred(FailureScope.REGION, 403)),
        List.of(404, azure("DeploymentNotFound", "does not exist"), new ModelMissing(404)),
        List.of(404, azure("404", "Resource not found"), new ModelMissing(404)),
        List.of(408, azure("Timeout", "The operation was timeout."), new Unavailable(408, null)),
        List.of(
            429,
            azure("429", "have exceeded token rate limit. Please retry after 20 seconds. To"),
            new RateLimited(Duration.ofSeconds(20))),
        List.of(
            429,
            azure("429", "Please retry after 1 second."),
            new RateLimited(Duration.ofSeconds(1))),
        List.of(
            429,
            message("Rate limit reached. Please try again in 120ms."),
            new RateLimited(Duration.ofMillis(120))),
        List.of(
            429,
            message("Rate limit reached. Please try again in 7.66s."),
            new RateLimited(Duration.ofMillis(7_660))),
        List.of(498, "", new Unavailable(498, null)),
        List.of(500, error("insufficient_quota"), new Unavailable(500, null)),
        List.of(503, "<html>", new Unavailable(503, null)),
        List.of(529, "", new Unavailable(529, null)));
  }

  private static String azure(String code, String message) {
    return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
  }

  private static String error(String code) {
    return "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":null,\"code\":\""
        + code
        + "\"}}";
  }

  private static String message(String message) {
    return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"invalid_request_error\"}}";
  }

  @ParameterizedTest
  @MethodSource("rows")
  void acts_on_the_scope_at_fault(List<Object> row) {
    assertThat(refusal((int) row.getFirst(), (String) row.get(1))).isEqualTo(row.getLast());
  }

  static List<List<Object>> callersMistakes() {
    return List.of(
        List.of(400, error("unsupported_parameter")),
        List.of(400, error("context_length_exceeded")),
        List.of(400, message("'credit balance is too low' is not a valid value")),
        List.of(403, error("content_policy_violation")),
        List.of(
            403,
            "{\"error\":{\"code\":403,\"message\":\"flagged\","
                + "\"metadata\":{\"flagged_input\":\"x\"}}}"),
        List.of(400, azure("content_filter", "The response was filtered")),
        List.of(400, azure("1301", "unsafe")),
        List.of(413, ""),
        List.of(422, "{\"detail\":\"field required\"}"));
  }

  @ParameterizedTest
  @MethodSource("callersMistakes")
  void blames_no_channel_for_a_callers_mistake(List<Object> row) {
    var failure = refusal((int) row.getFirst(), (String) row.get(1));

    assertThat(failure).isInstanceOf(RequestRefused.class);
    assertThat(failure.scope()).isEqualTo(FailureScope.REQUEST);
    assertThat(((RequestRefused) failure).error().status()).isEqualTo(row.getFirst());
  }

  @Test
  void passes_the_vendors_words_on() {
    var body =
        "{\"error\":{\"message\":\"Bad \\u201cvalue\\u201d\",\"type\":\"invalid_request_error\","
            + "\"param\":\"messages[0]\",\"code\":\"invalid_value\"}}";
    var error = ((RequestRefused) refusal(400, body)).error();

    assertThat(error.message()).isEqualTo("Bad “value”");
    assertThat(error.type()).isEqualTo("invalid_request_error");
    assertThat(error.param()).isEqualTo("messages[0]");
    assertThat(error.code()).isEqualTo("invalid_value");
  }

  @Test
  void takes_the_key_and_the_host_out_of_the_vendors_words() {
    var words =
        "key "
            + Chats.KEY
            + " or sk-other-1234 at https://llm.internal:8443/v1/x,"
            + " Bearer abc.def and llm.internal:8443, org-abcdefgh12345";
    var error = ((RequestRefused) refusal(400, message(words))).error();

    assertThat(error.message())
        .doesNotContain(Chats.KEY)
        .doesNotContain("sk-other")
        .doesNotContain("internal")
        .doesNotContain("abc.def")
        .doesNotContain("abcdefgh")
        .startsWith("key ***");
  }

  @Test
  void reads_how_long_to_wait() {
    assertThat(retryAfter("retry-after", "7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(retryAfter("retry-after", "0.25")).isEqualTo(Duration.ofMillis(250));
    assertThat(retryAfter("retry-after", "Mon, 23 Nov 2026 10:00:30 GMT"))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(retryAfter("retry-after", "Mon, 23 Nov 2026 09:00:30 GMT")).isEqualTo(Duration.ZERO);
    assertThat(retryAfter("retry-after-ms", "1500")).isEqualTo(Duration.ofMillis(1_500));
    assertThat(retryAfter("retry-after", "99999999999")).isEqualTo(Duration.ofDays(1));
    assertThat(retryAfter("retry-after", "soon")).isNull();
    assertThat(retryAfter("retry-after", "-3")).isNull();
    assertThat(retryAfter("x-other", "1")).isNull();
  }

  private static Duration retryAfter(String name, String value) {
    var head = new HttpHead(429, MultiMap.caseInsensitiveMultiMap().add(name, value));
    var failure = PROTOCOL.refusal(Chats.provider(null), head, new byte[0]);
    return ((RateLimited) failure).retryAfter();
  }

  private static ProviderFailure refusal(int status, String body) {
    return PROTOCOL.refusal(
        Chats.provider(URI.create("https://llm.internal:8443/v1")),
        new HttpHead(status, MultiMap.caseInsensitiveMultiMap()),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
