package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller of Gemini's generateContent. */
record GeminiCaller() implements Caller {

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String path(Talk talk) {
    return "/v1beta/models/"
        + talk.model()
        + (talk.streamed() ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  @Override
  public Map.Entry<String, String> key(String key) {
    return Map.entry("x-goog-api-key", key);
  }

  @Override
  public JsonObject ask(Talk talk) {
    var options = new JsonObject().put("maxOutputTokens", Talk.LIMIT);
    if (talk.thinks()) {
      options.put(
          "thinkingConfig",
          new JsonObject().put("thinkingBudget", Talk.BUDGET).put("includeThoughts", true));
    } else {
      options.put("stopSequences", new JsonArray().add("END"));
    }
    var said = new JsonObject().put("text", talk.text());
    var body =
        new JsonObject()
            .put("contents", new JsonArray().add(content("user", new JsonArray().add(said))))
            .put(
                "systemInstruction",
                new JsonObject()
                    .put(
                        "parts",
                        new JsonArray().add(new JsonObject().put("text", Talk.INSTRUCTIONS))))
            .put("generationConfig", options);
    if (talk.tools()) {
      var tide =
          new JsonObject().put("name", "tide").put("parametersJsonSchema", Caller.parameters());
      body.put(
          "tools",
          new JsonArray()
              .add(new JsonObject().put("functionDeclarations", new JsonArray().add(tide))));
    }
    return body;
  }

  private static JsonObject content(String role, JsonArray parts) {
    return new JsonObject().put("role", role).put("parts", parts);
  }

  @Override
  public JsonObject goOn(JsonObject asked, Answer answer) {
    var next = asked.copy();
    var results = new JsonArray();
    for (var call : answer.calls()) {
      var result =
          new JsonObject()
              .put("name", call.name())
              .put("response", new JsonObject().put("output", Caller.result(call)));
      if (!call.id().isEmpty()) {
        result.put("id", call.id());
      }
      results.add(new JsonObject().put("functionResponse", result));
    }
    next.getJsonArray("contents")
        .add(content("model", answer.turn()))
        .add(content("user", results));
    return next;
  }

  @Override
  public Answer whole(JsonObject body) {
    var candidate = body.getJsonArray("candidates").getJsonObject(0);
    var parts = candidate.getJsonObject("content", new JsonObject()).getJsonArray("parts");
    return answer(
        parts == null ? new JsonArray() : parts, candidate.getString("finishReason"), tokens(body));
  }

  private static @Nullable Integer tokens(JsonObject body) {
    var usage = body.getJsonObject("usageMetadata");
    return usage == null ? null : usage.getInteger("totalTokenCount");
  }

  private static Answer answer(JsonArray parts, @Nullable String end, @Nullable Integer tokens) {
    var text = new StringBuilder();
    var thoughts = new StringBuilder();
    var calls = new ArrayList<Answer.Call>();
    for (var part : Answer.objects(parts)) {
      var call = part.getJsonObject("functionCall");
      if (call != null) {
        calls.add(
            Answer.call(call.getString("id", ""), call.getString("name"), call.getValue("args")));
      } else {
        (part.getBoolean("thought", false) ? thoughts : text)
            .append(Answer.text(part.getString("text")));
      }
    }
    return new Answer(text.toString(), thoughts.toString(), calls, end, tokens, parts, null);
  }

  @Override
  public Answer streamed(String stream) {
    var parts = new JsonArray();
    String end = null;
    Integer tokens = null;
    for (var event : Answer.events(stream)) {
      var chunk = new JsonObject(event);
      if (chunk.containsKey("error")) {
        return Answer.failed(end == null ? error(chunk) : "after its end");
      }
      tokens = tokens(chunk) == null ? tokens : tokens(chunk);
      if (chunk.getJsonArray("candidates") != null) {
        var piece = whole(chunk);
        parts.addAll(piece.turn());
        end = piece.end() == null ? end : piece.end();
      }
    }
    return answer(parts, end, tokens);
  }

  @Override
  public @Nullable String error(JsonObject body) {
    var error = body.getJsonObject("error");
    return Answer.at(error, "status") == null || error.getInteger("code") == null
        ? null
        : error.getString("message");
  }

  @Override
  public String endWithCalls() {
    return "STOP";
  }

  @Override
  public String end() {
    return "STOP";
  }
}
