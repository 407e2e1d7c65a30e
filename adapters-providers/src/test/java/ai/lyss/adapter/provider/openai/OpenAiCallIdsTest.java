package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenAiCallIdsTest {

  private static final String CARRIED = "call_abc__thought__" + "QUJD".repeat(200);

  private static String spliced(String body) {
    var sent =
        OpenAiRequestSplice.of(Chats.chat(body), new ModelName("m"), null, OpenAiQuirks.OPENAI);
    return new String(sent.body(), StandardCharsets.UTF_8);
  }

  private static String history(String call, String result) {
    return "{\"model\":\"m\", \"messages\":[{\"role\":\"user\",\"content\":\"__thought__ x\"},"
        + "{\"role\":\"assistant\",\"tool_calls\":[{\"type\":\"function\", \"id\" : "
        + call
        + ",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
        + "{\"tool_call_id\":"
        + result
        + " ,\"role\":\"tool\",\"content\":\"ok\"}]}";
  }

  @Test
  void takes_signatures_out_of_calls_and_results_and_nothing_else() {
    assertThat(spliced(history('"' + CARRIED + '"', '"' + CARRIED + '"')))
        .isEqualTo(history("\"call_abc\"", "\"call_abc\""));
  }

  @Test
  void leaves_a_body_alone_whose_ids_carry_nothing() {
    for (var id : new String[] {"\"call_1\"", "\"\"", "null", "7", "\"_thought__\"", "\"é_\""}) {
      assertThat(spliced(history(id, id))).isEqualTo(history(id, id));
    }
    var long40 = '"' + "x".repeat(60) + '"'; // the caller's own, which the vendor judges
    assertThat(spliced(history(long40, long40))).isEqualTo(history(long40, long40));
  }

  @Test
  void shortens_what_is_left_when_it_is_too_long() {
    var id = '"' + "x".repeat(41) + "__thought__QQ\"";
    var sent = spliced(history(id, id));

    assertThat(sent).doesNotContain("__thought__QQ").doesNotContain("xxx");
    var made = '"' + OpenAiCallIds.fitting("x".repeat(41)) + '"';
    assertThat(sent).isEqualTo(history(made, made));
  }

  @Test
  void sends_what_is_left_of_an_id_that_carried_something() {
    assertThat(OpenAiCallIds.fitting(CARRIED)).isEqualTo("call_abc");
    assertThat(OpenAiCallIds.fitting("call_abc")).isEqualTo("call_abc");
    assertThat(OpenAiCallIds.fitting("__thought__QUJD")).isEqualTo("__thought__QUJD");
  }

  @Test
  void keeps_calls_and_results_together_and_ids_apart() {
    var random = Seeds.random(41, 0);
    var seen = new HashMap<String, String>();
    for (int i = 0; i < 5_000; i++) {
      var id = id(random, i);
      var fitting = OpenAiCallIds.fitting(id);
      assertThat(fitting).as(Seeds.seed() + ": " + id).isEqualTo(OpenAiCallIds.fitting(id));
      assertThat(fitting.length()).as(id).isBetween(1, 40);
      assertThat(seen.put(fitting, id)).as(id).isNull();
    }
  }

  private static String id(Random random, int unique) {
    var id = "id" + unique + "_" + "y".repeat(random.nextInt(80));
    return random.nextBoolean() ? id : id + "__thought__" + "Z".repeat(random.nextInt(300));
  }
}
