package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.dialect.openai.OpenAiRoutes;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which number the event of a failure has. */
class ResponsesStreamWriterTest {

  private final ResponsesResponseWriter writer =
      new ResponsesResponseWriter(OpenAiRoutes.failures());

  private static void pass(DialectWriter to, String events) {
    var bytes = ("..." + events + "...").getBytes(UTF_8);
    to.passed(new ByteSlice(bytes, 3, bytes.length - 6));
  }

  private static int number(DialectWriter from) {
    var event = new String(from.errorEvent(new GatewayFailure.Internal()), UTF_8);
    return new JsonObject(event.substring(event.indexOf('{'))).getInteger("sequence_number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "data: {\"sequence_number\":0}|1",
        "data: {\"type\":\"x\",\"sequence_number\": 41,\"delta\":\"a\"}|42",
        "data: {\"sequence_number\":3}~~data: {\"sequence_number\":4}~~|5",
        "data: {\"sequence_number\":3,\"delta\":\"\\\"sequence_number\\\":99\"}|4",
        "data: {\"sequence_number\":3,\"tools\":[{\"sequence_number\":{}}]}|4",
        "data: {\"sequence_number\":7|8",
        "data: {\"sequence_number\":|0",
        "data: {}|0",
        ": keep-alive|0"
      })
  void follows_the_last_event_that_went_out(String events, int next) {
    var answer = writer.ofOneAnswer();
    pass(answer, events.replace('~', '\n'));
    assertThat(number(answer)).isEqualTo(next);
  }

  @Test
  void remembers_through_events_without_a_number() {
    var answer = writer.ofOneAnswer();
    pass(answer, "data: {\"sequence_number\":10}\n\n");
    pass(answer, ": keep-alive\n\n");
    assertThat(number(answer)).isEqualTo(11);
  }

  @Test
  void counts_each_answer_on_its_own() {
    pass(writer.ofOneAnswer(), "data: {\"sequence_number\":10}\n\n");
    assertThat(number(writer.ofOneAnswer())).isZero();
    assertThat(number(writer)).isZero();
  }
}
