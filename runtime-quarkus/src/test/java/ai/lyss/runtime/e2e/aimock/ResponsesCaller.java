package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller of OpenAI's Responses, who has nothing stored. */
record ResponsesCaller() implements Caller {

  @Override
  public String name() {
    return "responses";
  }

  @Override
  public String path(Talk talk) {
    return "/v1/responses";
  }

  @Override
  public Map.Entry<String, String> key(String key) {
    return Map.entry("authorization", "Bearer " + key);
  }

  @Override
  public JsonObject ask(Talk talk) {
    var body =
        new JsonObject()
            .put("model", talk.model())
            .put("instructions", Talk.INSTRUCTIONS)
            .put("max_output_tokens", Talk.LIMIT)
            .put("store", false)
            .put(
                "input",
                new JsonArray()
                    .add(new JsonObject().put("role", "user").put("content", talk.text())));
    if (talk.streamed()) {
      body.put("stream", true);
    }
    if (talk.thinks()) {
      body.put("reasoning", new JsonObject().put("effort", "low").put("summary", "auto"))
          .put("include", new JsonArray().add("reasoning.encrypted_content"));
    }
    if (talk.tools()) {
      body.put(
          "tools",
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("type", "function")
                      .put("name", "tide")
                      .put("parameters", Caller.parameters())
                      .put("strict", false)));
    }
    return body;
  }

  @Override
  public JsonObject goOn(JsonObject asked, Answer answer) {
    var next = asked.copy();
    next.remove("stream");
    var input = next.getJsonArray("input").addAll(answer.turn());
    for (var call : answer.calls()) {
      input.add(
          new JsonObject()
              .put("type", "function_call_output")
              .put("call_id", call.id())
              .put("output", Caller.result(call)));
    }
    return next;
  }

  @Override
  public Answer whole(JsonObject body) {
    var text = new StringBuilder();
    var thoughts = new StringBuilder();
    var calls = new ArrayList<Answer.Call>();
    for (var item : Answer.objects(body.getJsonArray("output"))) {
      switch (item.getString("type")) {
        case "message" -> texts(item.getJsonArray("content"), text);
        case "reasoning" -> texts(item.getJsonArray("summary"), thoughts);
        case "function_call" ->
            calls.add(
                Answer.call(
                    item.getString("call_id"),
                    item.getString("name"),
                    item.getString("arguments")));
        default -> throw new AssertionError(item.encode());
      }
    }
    var usage = body.getJsonObject("usage");
    return new Answer(
        text.toString(),
        thoughts.toString(),
        calls,
        body.getString("status"),
        usage == null ? null : usage.getInteger("total_tokens"),
        body.getJsonArray("output"),
        null);
  }

  private static void texts(@Nullable JsonArray parts, StringBuilder to) {
    for (var part : Answer.objects(parts)) {
      to.append(Answer.text(part.getString("text")));
    }
  }

  @Override
  public Answer streamed(String stream) {
    var text = new StringBuilder();
    Answer last = null;
    for (var event : Answer.events(stream)) {
      var said = new JsonObject(event);
      switch (said.getString("type")) {
        case "error" -> {
          return Answer.failed(last == null ? error(said) : "after its end");
        }
        case "response.output_text.delta" -> text.append(said.getString("delta"));
        case "response.completed" -> last = whole(said.getJsonObject("response"));
        default -> {
          // announces parts that the last event holds whole
        }
      }
    }
    if (last == null || !last.text().contentEquals(text)) {
      throw new AssertionError(stream);
    }
    return last;
  }

  @Override
  public @Nullable String error(JsonObject body) {
    var error = body.getJsonObject("error");
    return Answer.at(error, "type") == null ? null : error.getString("message");
  }

  @Override
  public String endWithCalls() {
    return "completed";
  }

  @Override
  public String end() {
    return "completed";
  }
}
