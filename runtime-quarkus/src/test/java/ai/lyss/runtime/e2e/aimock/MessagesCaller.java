package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A caller of Anthropic's Messages. */
record MessagesCaller() implements Caller {

  @Override
  public String name() {
    return "messages";
  }

  @Override
  public String path(Talk talk) {
    return "/v1/messages";
  }

  @Override
  public Map.Entry<String, String> key(String key) {
    return Map.entry("x-api-key", key);
  }

  @Override
  public JsonObject ask(Talk talk) {
    var body =
        new JsonObject()
            .put("model", talk.model())
            .put("max_tokens", Talk.LIMIT)
            .put("system", Talk.INSTRUCTIONS)
            .put(
                "messages",
                new JsonArray()
                    .add(new JsonObject().put("role", "user").put("content", talk.text())));
    if (talk.streamed()) {
      body.put("stream", true);
    }
    if (talk.thinks()) {
      body.put(
          "thinking", new JsonObject().put("type", "enabled").put("budget_tokens", Talk.BUDGET));
    } else {
      body.put("stop_sequences", new JsonArray().add("END"));
    }
    if (talk.tools()) {
      var tide = new JsonObject().put("name", "tide").put("input_schema", Caller.parameters());
      body.put("tools", new JsonArray().add(tide));
    }
    return body;
  }

  @Override
  public JsonObject goOn(JsonObject asked, Answer answer) {
    var next = asked.copy();
    next.remove("stream");
    var results = new JsonArray();
    for (var call : answer.calls()) {
      results.add(
          new JsonObject()
              .put("type", "tool_result")
              .put("tool_use_id", call.id())
              .put("content", Caller.result(call)));
    }
    next.getJsonArray("messages")
        .add(new JsonObject().put("role", "assistant").put("content", answer.turn()))
        .add(new JsonObject().put("role", "user").put("content", results));
    return next;
  }

  @Override
  public Answer whole(JsonObject body) {
    var usage = body.getJsonObject("usage");
    var tokens = usage.getInteger("input_tokens") + usage.getInteger("output_tokens");
    return answer(body.getJsonArray("content"), body.getString("stop_reason"), tokens);
  }

  private static Answer answer(JsonArray blocks, @Nullable String end, @Nullable Integer tokens) {
    var text = new StringBuilder();
    var thoughts = new StringBuilder();
    var calls = new ArrayList<Answer.Call>();
    for (var block : Answer.objects(blocks)) {
      switch (block.getString("type")) {
        case "text" -> text.append(block.getString("text"));
        case "thinking" -> thoughts.append(block.getString("thinking"));
        case "tool_use" ->
            calls.add(
                Answer.call(
                    block.getString("id"), block.getString("name"), block.getValue("input")));
        default -> throw new AssertionError(block.encode());
      }
    }
    return new Answer(text.toString(), thoughts.toString(), calls, end, tokens, blocks, null);
  }

  @Override
  public Answer streamed(String stream) {
    var blocks = new ArrayList<JsonObject>();
    String end = null;
    int tokens = 0;
    for (var data : Answer.events(stream)) {
      var event = new JsonObject(data);
      switch (event.getString("type")) {
        case "error" -> {
          return Answer.failed(stream.contains("message_stop") ? "after its end" : error(event));
        }
        case "content_block_start" -> {
          assertNext(event, blocks.size());
          blocks.add(event.getJsonObject("content_block"));
        }
        case "content_block_delta" ->
            merge(blocks.get(event.getInteger("index")), event.getJsonObject("delta"));
        case "content_block_stop" -> close(blocks.get(event.getInteger("index")));
        case "message_start" ->
            tokens =
                event.getJsonObject("message").getJsonObject("usage").getInteger("input_tokens");
        case "message_delta" -> {
          var usage = event.getJsonObject("usage");
          tokens = usage.getInteger("input_tokens", tokens) + usage.getInteger("output_tokens");
          end = event.getJsonObject("delta").getString("stop_reason");
        }
        case "message_stop", "ping" -> {
          // nothing in them
        }
        default -> throw new AssertionError(data);
      }
    }
    var whole = Answer.events(stream).getLast().contains("\"message_stop\"");
    return answer(new JsonArray(new ArrayList<>(blocks)), whole ? end : null, tokens);
  }

  private static void assertNext(JsonObject event, int expected) {
    if (event.getInteger("index") != expected) {
      throw new AssertionError(event.encode() + " (expected: index " + expected + ")");
    }
  }

  private static void merge(JsonObject block, JsonObject delta) {
    var field =
        switch (delta.getString("type")) {
          case "text_delta" -> "text";
          case "thinking_delta" -> "thinking";
          case "signature_delta" -> "signature";
          case "input_json_delta" -> "partial_json";
          default -> throw new AssertionError(delta.encode());
        };
    block.put(field, Answer.text(block.getString(field)) + delta.getString(field));
  }

  private static void close(JsonObject block) {
    var arguments = (String) block.remove("partial_json");
    if (arguments != null && !arguments.isEmpty()) {
      block.put("input", new JsonObject(arguments));
    }
  }

  @Override
  public @Nullable String error(JsonObject body) {
    var error = body.getJsonObject("error");
    return "error".equals(body.getString("type")) && Answer.at(error, "type") != null
        ? error.getString("message")
        : null;
  }

  @Override
  public String endWithCalls() {
    return "tool_use";
  }

  @Override
  public String end() {
    return "end_turn";
  }
}
