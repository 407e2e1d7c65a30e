package ai.lyss.adapter.rest.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Folds the events of a stream to a message as a strict client does: indices count from 0, one
 * block is open at a time, and a delta fits its block.
 */
final class MessageFold {

  private MessageFold() {}

  static JsonObject of(JsonObject start, List<JsonObject> events) {
    var message = start.copy();
    var content = new JsonArray();
    JsonObject open = null;
    var arguments = new StringBuilder();
    boolean ended = false;
    for (var event : events) {
      assertThat(ended).as("nothing after message_delta: %s", event).isFalse();
      switch (event.getString("type")) {
        case "content_block_start" -> {
          assertThat(open).as("one block at a time").isNull();
          assertThat(event.getInteger("index")).isEqualTo(content.size());
          open = event.getJsonObject("content_block").copy();
          arguments.setLength(0);
        }
        case "content_block_delta" -> {
          assertThat(event.getInteger("index")).isEqualTo(content.size());
          delta(open, event.getJsonObject("delta"), arguments);
        }
        case "content_block_stop" -> {
          assertThat(event.getInteger("index")).isEqualTo(content.size());
          if (open.getString("type").equals("tool_use") && !arguments.isEmpty()) {
            open.put("input", new JsonObject(arguments.toString()));
          }
          content.add(open);
          open = null;
        }
        case "message_delta" -> {
          message.mergeIn(event.getJsonObject("delta"));
          message.getJsonObject("usage").mergeIn(event.getJsonObject("usage"));
          ended = true;
        }
        default -> throw new AssertionError("no such event: " + event);
      }
    }
    assertThat(ended).as("a message_delta").isTrue();
    return message.put("content", content);
  }

  private static void delta(JsonObject open, JsonObject delta, StringBuilder arguments) {
    var of = open.getString("type");
    switch (delta.getString("type")) {
      case "text_delta" -> {
        assertThat(of).isEqualTo("text");
        open.put("text", open.getString("text") + delta.getString("text"));
      }
      case "thinking_delta" -> {
        assertThat(of).isEqualTo("thinking");
        open.put("thinking", open.getString("thinking") + delta.getString("thinking"));
      }
      case "signature_delta" -> {
        assertThat(of).isEqualTo("thinking");
        open.put("signature", delta.getString("signature"));
      }
      case "input_json_delta" -> {
        assertThat(of).isEqualTo("tool_use");
        arguments.append(delta.getString("partial_json"));
      }
      case "citations_delta" -> {
        assertThat(of).isEqualTo("text");
        var citations = open.getJsonArray("citations");
        open.put(
            "citations",
            (citations == null ? new JsonArray() : citations).add(delta.getValue("citation")));
      }
      default -> throw new AssertionError("no such delta: " + delta);
    }
  }
}
