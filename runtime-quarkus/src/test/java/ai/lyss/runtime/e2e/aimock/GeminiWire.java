package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.aimock.Aimock.Sent;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** Gemini's generateContent. */
record GeminiWire() implements Wire {

  private static final Set<String> FIELDS =
      Set.of("contents", "systemInstruction", "tools", "toolConfig", "generationConfig");
  private static final Set<String> OPTIONS =
      Set.of("maxOutputTokens", "stopSequences", "thinkingConfig");
  private static final Set<String> FUNCTION = Set.of("name", "description", "parametersJsonSchema");

  @Override
  public void check(SoftAssertions softly, Sent request) {
    Wire.headers(softly, Mocked.GEMINI, request);
    softly
        .assertThat(request.path())
        .matches(
            "/v1beta/models/gemini-2\\.5-[a-z-]+:(generateContent|streamGenerateContent\\?alt=sse)");
    var body = request.body();
    Wire.only(softly, request, body, FIELDS);
    Wire.only(softly, request, body.getJsonObject("generationConfig"), OPTIONS);
    for (var tool : Answer.objects(body.getJsonArray("tools"))) {
      for (var function : Answer.objects(tool.getJsonArray("functionDeclarations"))) {
        Wire.only(softly, request, function, FUNCTION);
      }
    }
    contents(softly, request);
  }

  /**
   * Turns alternate, and results stand right after their calls, by name, and by id if it has one.
   */
  private static void contents(SoftAssertions softly, Sent request) {
    var open = new ArrayList<String>();
    var role = "user";
    for (var content : Answer.objects(request.body().getJsonArray("contents"))) {
      softly.assertThat(content.getString("role")).as(request.text()).isEqualTo(role);
      role = role.equals("user") ? "model" : "user";
      var parts = Answer.objects(content.getJsonArray("parts"));
      softly.assertThat(parts).as(request.text()).isNotEmpty();
      for (var part : parts) {
        var call = part.getJsonObject("functionCall");
        var result = part.getJsonObject("functionResponse");
        if (call != null) {
          softly.assertThat(call.getValue("args")).isInstanceOf(JsonObject.class);
          open.add(key(call));
        }
        if (result != null) {
          softly.assertThat(result.getValue("response")).isInstanceOf(JsonObject.class);
          softly.assertThat(open.remove(key(result))).as(request.text()).isTrue();
        }
      }
    }
    softly.assertThat(open).as(request.text()).isEmpty();
  }

  private static String key(JsonObject callOrResult) {
    return callOrResult.getString("name") + " " + callOrResult.getString("id");
  }
}
