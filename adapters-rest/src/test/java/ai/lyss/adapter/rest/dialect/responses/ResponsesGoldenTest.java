package ai.lyss.adapter.rest.dialect.responses;

import static ai.lyss.adapter.rest.dialect.golden.GoldenCases.normal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.dialect.golden.ChunkLines;
import ai.lyss.adapter.rest.dialect.golden.ContentPrinter;
import ai.lyss.adapter.rest.dialect.golden.GoldenCases;
import ai.lyss.adapter.rest.dialect.golden.GoldenCases.Case;
import ai.lyss.adapter.rest.dialect.openai.OpenAiRoutes;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.VendorError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases of the dialect, which were written by hand from the wire's documents. */
class ResponsesGoldenTest {

  static List<Case> requests() {
    return GoldenCases.of("requests/responses.jsonl");
  }

  static List<Case> streams() {
    return GoldenCases.of("streams/responses.jsonl");
  }

  static List<Case> responses() {
    return GoldenCases.of("responses/responses.jsonl");
  }

  static List<Case> errors() {
    return GoldenCases.of("errors/responses.jsonl");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void reads_the_content_of(Case golden) {
    var body = golden.fields().getJsonObject("in").encode().getBytes(UTF_8);
    switch (ResponsesContentReader.read(body)) {
      case ContentReading.Read read ->
          assertThat(normal(ContentPrinter.print(read.content())))
              .isEqualTo(normal(golden.fields().getJsonObject("expected")));
      case ContentReading.Unreadable unreadable -> {
        var error = unreadable.error();
        assertThat(golden.fields().getJsonObject("refused")).as(error.message()).isNotNull();
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.param())
            .isEqualTo(golden.fields().getJsonObject("refused").getString("param"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void streams(Case golden) {
    var answer = Answer.streamed("{\"model\":\"m\",\"stream\":true}");
    ChunkLines.read(golden.fields().getJsonArray("chunks")).forEach(answer::add);
    var events = answer.events();
    var told = new JsonArray();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i).copy();
      assertThat(event.remove("sequence_number")).as("number of %s", event).isEqualTo(i);
      event.remove("response");
      var type = (String) event.remove("type");
      told.add(new JsonObject().put(type.substring("response.".length()), event));
    }
    assertThat(normal(told)).isEqualTo(normal(golden.fields().getJsonArray("expected")));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void answers(Case golden) {
    var chunks = ChunkLines.read(golden.fields().getJsonArray("chunks"));
    var answer = Answer.whole("{\"model\":\"m\"}");
    chunks.forEach(answer::add);
    var response = answer.response();
    var expected = golden.fields().getJsonObject("expected");
    for (var member : expected.fieldNames()) {
      assertThat(normal(response.getValue(member)))
          .as(member)
          .isEqualTo(normal(expected.getValue(member)));
    }
    var stream = Answer.streamed("{\"model\":\"m\"}");
    chunks.forEach(stream::add);
    assertThat(normal(stream.events().getLast().getJsonObject("response")))
        .as("what a stream ends with")
        .isEqualTo(normal(response));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void tells_the_failure(Case golden) {
    var failure = failure(golden.fields().getJsonObject("failure"));
    var writer = new ResponsesResponseWriter(OpenAiRoutes.failures());

    assertThat(FailureStatus.of(failure)).isEqualTo(golden.fields().getInteger("status"));
    assertThat(normal(new JsonObject(new String(writer.errorBody(failure), UTF_8))))
        .isEqualTo(normal(golden.fields().getJsonObject("body")));
    var event = new String(writer.ofOneAnswer().errorEvent(failure), UTF_8);
    assertThat(event).startsWith("event: error\ndata: {").endsWith("}\n\n");
    assertThat(normal(new JsonObject(event.substring(event.indexOf('{')))))
        .isEqualTo(normal(golden.fields().getJsonObject("event")));
  }

  private static GatewayFailure failure(JsonObject given) {
    var kind = given.fieldNames().iterator().next();
    return switch (kind) {
      case "invalid" ->
          new GatewayFailure.InvalidRequest(
              given.getString(kind), given.getString("param"), given.getString("code"));
      case "unauthenticated" -> new GatewayFailure.Unauthenticated(given.getString(kind));
      case "forbidden" -> new GatewayFailure.Forbidden(given.getString(kind));
      case "model" -> new GatewayFailure.ModelNotFound(given.getString(kind));
      case "limit" -> new GatewayFailure.TooLarge(given.getLong(kind));
      case "rate" ->
          new GatewayFailure.RateLimitExceeded(given.getString(kind), Duration.ofSeconds(1));
      case "quota" -> new GatewayFailure.QuotaExhausted(given.getString(kind), null, null);
      case "none" -> new GatewayFailure.NoChannelAvailable(null);
      case "upstreamRate" -> new GatewayFailure.UpstreamRateLimited(null);
      case "late" -> new GatewayFailure.UpstreamTimedOut();
      case "failed" -> new GatewayFailure.UpstreamFailed(null);
      case "interrupted" -> new GatewayFailure.Interrupted(given.getString(kind));
      case "vendor" -> {
        var error = given.getJsonObject(kind);
        yield new GatewayFailure.RefusedByVendor(
            new VendorError(
                error.getInteger("status"),
                error.getString("message"),
                error.getString("type"),
                error.getString("param"),
                error.getString("code")));
      }
      default -> throw new IllegalArgumentException(kind + ": no failure");
    };
  }
}
