package ai.lyss.runtime.e2e.aimock;

import ai.lyss.runtime.e2e.aimock.Aimock.Sent;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/**
 * OpenAI's Chat Completions, as four vendors take them; its Responses come from OpenAI's callers.
 */
record ChatWire(Mocked vendor) implements Wire {

  private static final Set<String> FIELDS =
      Set.of("model", "messages", "stop", "stream", "stream_options", "tools");
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");

  private String path(JsonObject body) {
    return switch (vendor) {
      case AZURE ->
          "/openai/deployments/"
              + body.getString("model")
              + "/chat/completions?api-version=2024-10-21";
      case DEEPSEEK -> "/deepseek/chat/completions";
      case COMPATIBLE -> "/house/v1/chat/completions";
      default -> "/v1/chat/completions";
    };
  }

  private Set<String> fields() {
    var fields = new HashSet<>(FIELDS);
    fields.addAll(
        switch (vendor) {
          case OPENAI -> Set.of("max_completion_tokens", "reasoning_effort");
          case AZURE -> Set.of("max_completion_tokens");
          case DEEPSEEK -> Set.of("max_tokens", "reasoning_effort", "thinking");
          default -> Set.of("max_tokens", "max_completion_tokens", "reasoning_effort");
        });
    return fields;
  }

  @Override
  public void check(SoftAssertions softly, Sent request) {
    Wire.headers(softly, vendor, request);
    var body = request.body();
    if (request.path().equals("/v1/responses")) {
      softly.assertThat(body.getBoolean("store")).as(request.text()).isFalse();
      return;
    }
    softly.assertThat(request.path()).isEqualTo(path(body));
    Wire.only(softly, request, body, fields());
    if (body.getBoolean("stream", false)) {
      softly
          .assertThat(body.getJsonObject("stream_options"))
          .as(request.text())
          .isEqualTo(new JsonObject().put("include_usage", true));
    }
    messages(softly, request, Answer.objects(body.getJsonArray("messages")));
  }

  /** Every call is answered right after it, by its id. */
  private void messages(SoftAssertions softly, Sent request, List<JsonObject> messages) {
    var open = new ArrayList<String>();
    for (var message : messages) {
      softly.assertThat(ROLES).as(request.text()).contains(message.getString("role"));
      if (message.getString("role").equals("tool")) {
        softly
            .assertThat(open.remove(message.getString("tool_call_id")))
            .as(request.text())
            .isTrue();
        continue;
      }
      softly.assertThat(open).as(request.text()).isEmpty();
      for (var call : Answer.objects(message.getJsonArray("tool_calls"))) {
        softly.assertThat(call.getString("id")).as(request.text()).hasSizeBetween(1, 40);
        softly.assertThat(call.getString("type")).as(request.text()).isEqualTo("function");
        var arguments = call.getJsonObject("function").getString("arguments");
        softly.assertThat(new JsonObject(arguments)).as(request.text()).isNotEmpty();
        open.add(call.getString("id"));
        if (vendor == Mocked.DEEPSEEK) {
          softly.assertThat(message.getString("reasoning_content")).as(request.text()).isNotNull();
        }
      }
    }
    softly.assertThat(open).as(request.text()).isEmpty();
  }
}
