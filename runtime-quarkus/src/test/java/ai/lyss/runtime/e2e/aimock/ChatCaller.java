package ai.lyss.runtime.e2e.aimock;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A caller of OpenAI's Chat Completions. */
record ChatCaller() implements Caller {

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public String path(Talk talk) {
    return "/v1/chat/completions";
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
            .put("max_completion_tokens", Talk.LIMIT)
            .put(
                "messages",
                new JsonArray()
                    .add(message("system", Talk.INSTRUCTIONS))
                    .add(message("user", talk.text())));
    if (talk.streamed()) {
      body.put("stream", true).put("stream_options", new JsonObject().put("include_usage", true));
    }
    if (talk.thinks()) {
      body.put("reasoning_effort", "low");
    } else {
      body.put("stop", "END");
    }
    if (talk.tools()) {
      var tide = new JsonObject().put("name", "tide").put("parameters", Caller.parameters());
      body.put(
          "tools",
          new JsonArray().add(new JsonObject().put("type", "function").put("function", tide)));
    }
    return body;
  }

  private static JsonObject message(String role, String content) {
    return new JsonObject().put("role", role).put("content", content);
  }

  @Override
  public JsonObject goOn(JsonObject asked, Answer answer) {
    var next = asked.copy();
    next.remove("stream");
    next.remove("stream_options");
    var messages = next.getJsonArray("messages").addAll(answer.turn());
    for (var call : answer.calls()) {
      messages.add(message("tool", Caller.result(call)).put("tool_call_id", call.id()));
    }
    return next;
  }

  @Override
  public Answer whole(JsonObject body) {
    var choice = body.getJsonArray("choices").getJsonObject(0);
    return answer(
        choice.getJsonObject("message"), choice.getString("finish_reason"), tokens(body), null);
  }

  private static @Nullable Integer tokens(JsonObject body) {
    var usage = body.getJsonObject("usage");
    return usage == null ? null : usage.getInteger("total_tokens");
  }

  private static Answer answer(
      JsonObject message, @Nullable String end, @Nullable Integer tokens, @Nullable String error) {
    var calls = new ArrayList<Answer.Call>();
    for (var call : Answer.objects(message.getJsonArray("tool_calls"))) {
      var function = call.getJsonObject("function");
      calls.add(
          Answer.call(
              call.getString("id"), function.getString("name"), function.getString("arguments")));
    }
    return new Answer(
        Answer.text(message.getString("content")),
        Answer.text(message.getString("reasoning_content")),
        calls,
        end,
        tokens,
        new JsonArray().add(message),
        error);
  }

  @Override
  public Answer streamed(String stream) {
    var message = new JsonObject().put("role", "assistant");
    var calls = new TreeMap<Integer, JsonObject>();
    String end = null;
    Integer tokens = null;
    var events = Answer.events(stream);
    for (var event : events) {
      if (event.equals("[DONE]")) {
        continue;
      }
      var chunk = new JsonObject(event);
      if (chunk.containsKey("error")) {
        return Answer.failed(events.contains("[DONE]") ? "[DONE]" : error(chunk));
      }
      tokens = tokens(chunk) == null ? tokens : tokens(chunk);
      for (var choice : Answer.objects(chunk.getJsonArray("choices"))) {
        merge(message, calls, choice.getJsonObject("delta"));
        end = choice.getString("finish_reason") == null ? end : choice.getString("finish_reason");
      }
    }
    if (!calls.isEmpty()) {
      message.put("tool_calls", new JsonArray(new ArrayList<>(calls.values())));
    }
    var ended = events.getLast().equals("[DONE]");
    return answer(message, ended ? end : null, tokens, null);
  }

  private static void merge(JsonObject message, Map<Integer, JsonObject> calls, JsonObject delta) {
    for (var field : new String[] {"content", "reasoning_content"}) {
      if (delta.getString(field) != null) {
        message.put(field, Answer.text(message.getString(field)) + delta.getString(field));
      }
    }
    mergeBlocks(message, delta.getJsonArray("thinking_blocks"));
    for (var call : Answer.objects(delta.getJsonArray("tool_calls"))) {
      var function = call.getJsonObject("function", new JsonObject());
      var whole = calls.computeIfAbsent(call.getInteger("index"), index -> start(call));
      var arguments = whole.getJsonObject("function").getString("arguments");
      whole
          .getJsonObject("function")
          .put("arguments", arguments + Answer.text(function.getString("arguments")));
    }
  }

  private static JsonObject start(JsonObject call) {
    return new JsonObject()
        .put("id", call.getString("id"))
        .put("type", "function")
        .put(
            "function",
            new JsonObject()
                .put("name", call.getJsonObject("function").getString("name"))
                .put("arguments", ""));
  }

  /** Thoughts come in pieces, their signature with or after the last one. */
  private static void mergeBlocks(JsonObject message, @Nullable JsonArray pieces) {
    for (var piece : Answer.objects(pieces)) {
      var blocks = message.getJsonArray("thinking_blocks", new JsonArray());
      message.put("thinking_blocks", blocks);
      if (blocks.isEmpty()) {
        blocks.add(new JsonObject().put("type", "thinking").put("thinking", ""));
      }
      var block = blocks.getJsonObject(0);
      block.put("thinking", block.getString("thinking") + Answer.text(piece.getString("thinking")));
      if (piece.getString("signature") != null) {
        block.put("signature", piece.getString("signature"));
      }
    }
  }

  @Override
  public @Nullable String error(JsonObject body) {
    var error = body.getJsonObject("error");
    return Answer.at(error, "type") == null ? null : error.getString("message");
  }

  @Override
  public String endWithCalls() {
    return "tool_calls";
  }

  @Override
  public String end() {
    return "stop";
  }
}
