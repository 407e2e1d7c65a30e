package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.aimock.Aimock.Sent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** Anthropic's Messages of version 2023-06-01. */
record MessagesWire() implements Wire {

  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "max_tokens",
          "messages",
          "system",
          "stop_sequences",
          "stream",
          "tools",
          "tool_choice",
          "thinking",
          "output_config");
  private static final Set<String> TOOL = Set.of("name", "description", "input_schema");

  @Override
  public void check(SoftAssertions softly, Sent request) {
    Wire.headers(softly, Mocked.ANTHROPIC, request, "anthropic-version");
    softly.assertThat(request.headers()).containsEntry("anthropic-version", "2023-06-01");
    softly.assertThat(request.path()).isEqualTo("/v1/messages");
    var body = request.body();
    Wire.only(softly, request, body, FIELDS);
    softly.assertThat(body.getInteger("max_tokens")).as(request.text()).isPositive();
    var thinking = body.getJsonObject("thinking");
    if (thinking != null && thinking.getInteger("budget_tokens") != null) {
      softly
          .assertThat(thinking.getInteger("budget_tokens"))
          .as(request.text())
          .isBetween(1_024, body.getInteger("max_tokens") - 1);
    }
    for (var tool : Answer.objects(body.getJsonArray("tools"))) {
      Wire.only(softly, request, tool, TOOL);
      softly
          .assertThat(tool.getJsonObject("input_schema").getString("type"))
          .as(request.text())
          .isEqualTo("object");
    }
    turns(softly, request, Answer.objects(body.getJsonArray("messages")), thinking != null);
  }

  /** Turns alternate, and each call is answered at the front of the very next turn. */
  private static void turns(
      SoftAssertions softly, Sent request, List<JsonObject> messages, boolean thinks) {
    var open = new ArrayList<String>();
    var role = "user";
    for (var message : messages) {
      softly.assertThat(message.getString("role")).as(request.text()).isEqualTo(role);
      role = role.equals("user") ? "assistant" : "user";
      var blocks = blocks(message);
      var results = blocks.stream().filter(block -> is(block, "tool_result")).toList();
      softly
          .assertThat(results.stream().map(block -> block.getString("tool_use_id")))
          .as(request.text())
          .containsExactlyInAnyOrderElementsOf(open);
      softly.assertThat(blocks.subList(0, results.size())).as(request.text()).isEqualTo(results);
      open.clear();
      for (var block : blocks) {
        if (is(block, "tool_use")) {
          softly.assertThat(block.getString("id")).as(request.text()).matches("[a-zA-Z0-9_-]+");
          softly.assertThat(block.getValue("input")).isInstanceOf(JsonObject.class);
          open.add(block.getString("id"));
        }
      }
      if (thinks && !open.isEmpty()) {
        softly.assertThat(blocks.getFirst().getString("signature")).as(request.text()).isNotEmpty();
      }
    }
    softly.assertThat(open).as(request.text()).isEmpty();
  }

  private static List<JsonObject> blocks(JsonObject message) {
    return message.getValue("content") instanceof JsonArray blocks
        ? Answer.objects(blocks)
        : List.of(new JsonObject().put("type", "text"));
  }

  private static boolean is(JsonObject block, String type) {
    return block.getString("type").equals(type);
  }
}
