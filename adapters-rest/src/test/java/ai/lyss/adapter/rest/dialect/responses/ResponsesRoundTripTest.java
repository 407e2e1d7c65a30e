package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.dialect.golden.ChunkLines;
import ai.lyss.adapter.rest.dialect.golden.GoldenCases;
import ai.lyss.adapter.rest.dialect.golden.GoldenCases.Case;
import ai.lyss.domain.content.ChatFold;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer said comes back as it was, when its output is sent as input. */
class ResponsesRoundTripTest {

  /** Images come back as calls of a hosted tool; calls that were cut are refused. */
  private static final Set<String> ONE_WAY = Set.of("image", "call-cut");

  static List<Case> answers() {
    return GoldenCases.of("responses/responses.jsonl").stream()
        .filter(golden -> !ONE_WAY.contains(golden.name()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void comes_back_as_it_was(Case golden) {
    var chunks = ChunkLines.read(golden.fields().getJsonArray("chunks"));
    var answer = Answer.whole("{\"model\":\"m\"}");
    var fold = new ChatFold();
    chunks.forEach(answer::add);
    chunks.forEach(fold::add);

    var input = new JsonArray().add(new JsonObject().put("role", "user").put("content", "hi"));
    answer.response().getJsonArray("output").forEach(input::add);
    var body = new JsonObject().put("model", "m").put("input", input).encode().getBytes(UTF_8);

    var choices = fold.answer().choices();
    var said = choices.isEmpty() ? List.<ContentPart>of() : choices.getFirst().parts();
    assertThat(turn(ResponsesContentReader.read(body))).isEqualTo(said);
  }

  private static List<ContentPart> turn(ContentReading reading) {
    if (reading instanceof ContentReading.Read read) {
      return read.content().messages().stream()
          .filter(ChatMessage.Assistant.class::isInstance)
          .flatMap(message -> message.parts().stream())
          .toList();
    }
    throw new AssertionError(reading + " (expected: a content)");
  }

  @Test
  void repeats_of_the_request_what_clients_ask_for() {
    var request =
        new JsonObject()
            .put("model", "m")
            .put("instructions", "Be brief.")
            .put("temperature", 0.5)
            .put("tools", new JsonArray().add(new JsonObject().put("type", "function")))
            .put("tool_choice", "required")
            .put("store", true)
            .put("metadata", null)
            .put("text", new JsonObject().put("verbosity", "low"));
    var response = Answer.whole(request.encode()).response();

    for (var name : List.of("instructions", "temperature", "tools", "tool_choice", "text")) {
      assertThat(response.getValue(name)).as(name).isEqualTo(request.getValue(name));
    }
    assertThat(response.getBoolean("store")).as("nothing is stored").isFalse();
    assertThat(response.getJsonObject("metadata")).isEmpty();
    assertThat(response.getBoolean("parallel_tool_calls")).isTrue();
    assertThat(response.getString("truncation")).isEqualTo("disabled");
    assertThat(response.fieldNames())
        .contains("max_output_tokens", "previous_response_id", "reasoning", "top_p", "created_at");
  }
}
