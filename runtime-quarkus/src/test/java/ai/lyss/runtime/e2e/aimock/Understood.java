package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.aimock.Dialogue.Round;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * What aimock understood of a request must be what the caller meant, in whatever format it came.
 */
final class Understood {

  private Understood() {}

  /**
   * Holds a body of aimock's journal, in OpenAI's form, against a dialogue.
   *
   * @param before the rounds before this request
   */
  static void check(SoftAssertions softly, Dialogue dialogue, List<Round> before, JsonObject body) {
    var name = dialogue + " round " + (before.size() + 1);
    softly
        .assertThat(body.getString("model"))
        .as(name)
        .isEqualTo(dialogue.vendor().upstream(dialogue.about(), dialogue.caller().name()));
    softly
        .assertThat(body.getBoolean("stream", false))
        .as(name)
        .isEqualTo(dialogue.streamed() && before.isEmpty());
    softly.assertThat(limit(body)).as(name).isEqualTo(Talk.LIMIT);
    softly.assertThat(tools(body)).as(name).isEqualTo(dialogue.about().usesTools() ? 1 : 0);
    softly.assertThat(said(body)).as(name).isEqualTo(expected(dialogue, before));
    if (dialogue.vendor() != Mocked.OLLAMA) {
      softly.assertThat(answered(body)).as(name).isEqualTo(called(body));
    }
  }

  private static Integer limit(JsonObject body) {
    return body.getInteger("max_completion_tokens", body.getInteger("max_tokens", -1));
  }

  private static int tools(JsonObject body) {
    return Answer.objects(body.getJsonArray("tools")).size();
  }

  private static List<String> expected(Dialogue dialogue, List<Round> before) {
    var expected = new ArrayList<String>();
    expected.add("system: " + Talk.INSTRUCTIONS);
    expected.add("user: " + dialogue.text());
    for (var round : before) {
      round.answer().called().forEach(call -> expected.add("calls " + call));
      round.answer().calls().forEach(call -> expected.add("tool: " + Caller.result(call)));
    }
    return expected;
  }

  private static List<String> said(JsonObject body) {
    var said = new ArrayList<String>();
    for (var message : Answer.objects(body.getJsonArray("messages"))) {
      var text = text(message.getValue("content"));
      var role = message.getString("role").replace("developer", "system");
      if (!text.isEmpty()) {
        said.add(role + ": " + text);
      }
      for (var call : Answer.objects(message.getJsonArray("tool_calls"))) {
        var function = call.getJsonObject("function");
        var arguments = new JsonObject(function.getString("arguments")).encode();
        said.add("calls " + function.getString("name") + arguments);
      }
    }
    return said;
  }

  /** Content is a text, or parts; what tools returned may stand in an object. */
  private static String text(Object content) {
    if (content == null) {
      return "";
    }
    var text =
        content instanceof Iterable<?>
            ? new JsonObject()
                .put("a", content)
                .getJsonArray("a")
                .getJsonObject(0)
                .getString("text")
            : content.toString();
    return text.startsWith("{\"output\":") ? new JsonObject(text).getString("output") : text;
  }

  private static List<String> called(JsonObject body) {
    return Answer.objects(body.getJsonArray("messages")).stream()
        .flatMap(message -> Answer.objects(message.getJsonArray("tool_calls")).stream())
        .map(call -> call.getString("id"))
        .toList();
  }

  private static List<String> answered(JsonObject body) {
    return Answer.objects(body.getJsonArray("messages")).stream()
        .filter(message -> message.getString("role").equals("tool"))
        .map(message -> message.getString("tool_call_id"))
        .toList();
  }
}
