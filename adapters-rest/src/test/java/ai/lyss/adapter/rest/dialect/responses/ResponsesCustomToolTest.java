package ai.lyss.adapter.rest.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.RawJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tools that take free text, of which the vendor knows as functions of one text. */
class ResponsesCustomToolTest {

  private static final String REQUEST =
      "{\"model\":\"m\",\"tools\":[{\"type\":\"custom\",\"name\":\"sql\"},"
          + "{\"type\":\"function\",\"name\":\"f\"}]}";

  private static final List<ChatChunk> CHUNKS =
      List.of(
          new ChatChunk.CallStarted(0, 0, "call_a", "sql", null),
          new ChatChunk.CallArguments(0, 0, JsonChars.of("{\"input\":\"SELECT")),
          new ChatChunk.CallArguments(0, 0, JsonChars.of(" 1\"}")),
          new ChatChunk.CallStarted(0, 1, "call_b", "f", null),
          new ChatChunk.Finished(0, FinishReason.TOOL_CALLS, null, null));

  private static JsonObject call(String status, String input) {
    return new JsonObject()
        .put("id", "ctc_0")
        .put("type", "custom_tool_call")
        .put("status", status)
        .put("call_id", "call_a")
        .put("name", "sql")
        .put("input", input);
  }

  @Test
  void streams_the_text_as_it_comes() {
    var answer = Answer.streamed(REQUEST);
    CHUNKS.forEach(answer::add);
    var events =
        answer.events().stream()
            .filter(event -> Integer.valueOf(0).equals(event.getInteger("output_index")))
            .toList();
    assertThat(events.stream().map(event -> event.getString("type")))
        .containsExactly(
            "response.output_item.added",
            "response.custom_tool_call_input.delta",
            "response.custom_tool_call_input.delta",
            "response.custom_tool_call_input.done",
            "response.output_item.done");
    assertThat(events.getFirst().getJsonObject("item")).isEqualTo(call("in_progress", ""));
    assertThat(events.get(1).getString("delta")).isEqualTo("SELECT");
    assertThat(events.get(2).getString("delta")).isEqualTo(" 1");
    assertThat(events.get(3).getString("input")).isEqualTo("SELECT 1");
    assertThat(events.getLast().getJsonObject("item")).isEqualTo(call("completed", "SELECT 1"));
  }

  @Test
  void comes_back_with_its_id_as_the_call_that_it_was() {
    var answer = Answer.whole(REQUEST);
    CHUNKS.forEach(answer::add);
    var output = answer.response().getJsonArray("output");
    assertThat(output.getJsonObject(0)).isEqualTo(call("completed", "SELECT 1"));
    assertThat(output.getJsonObject(1).getString("type")).isEqualTo("function_call");

    var input = new JsonArray().add(new JsonObject().put("role", "user").put("content", "hi"));
    output.forEach(input::add);
    input.add(
        new JsonObject()
            .put("type", "custom_tool_call_output")
            .put("call_id", "call_a")
            .put("output", "1"));
    var body = new JsonObject().put("model", "m").put("input", input).encode().getBytes(UTF_8);
    var read = (ContentReading.Read) ResponsesContentReader.read(body);
    var messages = read.content().messages();
    assertThat(messages.get(1).parts().getFirst())
        .isEqualTo(
            new ContentPart.ToolCall(
                "call_a", "sql", RawJson.of("{\"input\":\"SELECT 1\"}"), null, null));
    var result = (ChatMessage.ToolResult) messages.getLast();
    assertThat(result.callId()).isEqualTo("call_a");
    assertThat(result.name()).isEqualTo("sql");
  }
}
