package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.aimock.Aimock.Sent;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/** Ollama's own chats. */
record OllamaWire() implements Wire {

  private static final Set<String> FIELDS =
      Set.of("model", "messages", "tools", "think", "stream", "options", "truncate");
  private static final Set<String> OPTIONS = Set.of("num_predict", "stop");
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
  private static final Set<String> MESSAGE =
      Set.of("role", "content", "images", "thinking", "tool_calls", "tool_name", "tool_call_id");

  @Override
  public void check(SoftAssertions softly, Sent request) {
    Wire.headers(softly, Mocked.OLLAMA, request);
    softly.assertThat(request.path()).isEqualTo("/api/chat");
    var body = request.body();
    Wire.only(softly, request, body, FIELDS);
    Wire.only(softly, request, body.getJsonObject("options"), OPTIONS);
    softly.assertThat(body.getBoolean("stream")).as("streams unless told").isNotNull();
    for (var message : Answer.objects(body.getJsonArray("messages"))) {
      Wire.only(softly, request, message, MESSAGE);
      softly.assertThat(ROLES).as(request.text()).contains(message.getString("role"));
      softly.assertThat(message.getValue("content")).as(request.text()).isInstanceOf(String.class);
      for (var call : Answer.objects(message.getJsonArray("tool_calls"))) {
        softly
            .assertThat(call.getJsonObject("function").getValue("arguments"))
            .as(request.text())
            .isInstanceOf(JsonObject.class);
      }
      if (message.getString("role").equals("tool")) {
        softly.assertThat(message.getString("tool_name")).as(request.text()).isEqualTo("tide");
      }
    }
  }
}
