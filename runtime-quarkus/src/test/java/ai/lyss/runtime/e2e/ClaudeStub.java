package ai.lyss.runtime.e2e;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;

/** Answers in Anthropic's form, by what the last message says. */
final class ClaudeStub {

  static final String SIGNATURE = "Q2F0K2E=";

  private ClaudeStub() {}

  static StubAnswer answer(StubRequest request) {
    var body = request.text();
    boolean stream = body.contains("\"stream\":true");
    if (body.contains("refuse")) {
      return StubAnswer.json(
          400,
          "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
              + "\"no such thing\"},\"request_id\":\"req_vendor\"}");
    }
    if (body.contains("break")) {
      return StubAnswer.stream(start(), block(0, "text", "\"text\":\"\""), text(0, "Bon"));
    }
    if (body.contains("go on")) {
      return body.contains(SIGNATURE)
          ? whole("{\"type\":\"text\",\"text\":\"gone on\",\"citations\":null}", "end_turn")
          : StubAnswer.json(
              400,
              "{\"type\":\"error\",\"error\":{\"type\":"
                  + "\"invalid_request_error\",\"message\":\"a thought without its signature\"}}");
    }
    if (body.contains("think\"") || body.contains("think\\\"")) {
      return thinking(stream);
    }
    if (body.contains("\"tools\"")) {
      return calls(stream);
    }
    return stream
        ? StubAnswer.stream(
            start(),
            event("ping", ""),
            block(0, "text", "\"text\":\"\",\"citations\":null"),
            text(0, "Bon"),
            text(0, "jour"),
            stop(0),
            end("end_turn"))
        : whole("{\"type\":\"text\",\"text\":\"Bonjour\",\"citations\":null}", "end_turn");
  }

  private static StubAnswer calls(boolean stream) {
    return stream
        ? StubAnswer.stream(start(), call(0, "Brest"), call(1, "Cork"), end("tool_use"))
        : whole(
            "{\"type\":\"tool_use\",\"id\":\"toolu_0\",\"name\":\"tide\",\"input\":"
                + "{\"port\":\"Brest\"},\"caller\":{\"type\":\"direct\"}}",
            "tool_use");
  }

  private static StubAnswer thinking(boolean stream) {
    return stream
        ? StubAnswer.stream(
            start(),
            block(0, "thinking", "\"thinking\":\"\",\"signature\":\"\""),
            delta(0, "thinking_delta", "\"thinking\":\"Need the table\""),
            delta(0, "signature_delta", "\"signature\":\"" + SIGNATURE + "\""),
            stop(0),
            block(1, "text", "\"text\":\"\",\"citations\":null"),
            text(1, "At two"),
            stop(1),
            end("end_turn"))
        : whole(
            "{\"type\":\"thinking\",\"thinking\":\"Need the table\",\"signature\":\""
                + SIGNATURE
                + "\"},{\"type\":\"text\",\"text\":\"At two\",\"citations\":null}",
            "end_turn");
  }

  private static StubAnswer whole(String blocks, String reason) {
    return StubAnswer.json(
        200,
        "{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
            + "\"container\":null,\"diagnostics\":null,\"content\":["
            + blocks
            + "],\"stop_reason\":\""
            + reason
            + "\",\"stop_sequence\":null,\"stop_details\":null,\"usage\":"
            + usage(2)
            + "}");
  }

  private static String usage(int output) {
    return "{\"input_tokens\":3,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
        + "\"cache_creation\":null,\"output_tokens\":"
        + output
        + ",\"output_tokens_details\":null,\"server_tool_use\":null,\"service_tier\":null,"
        + "\"inference_geo\":null,\"speed\":null}";
  }

  private static String event(String type, String rest) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + rest + "}  \n\n";
  }

  private static String start() {
    return event(
        "message_start",
        ",\"message\":{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\",\"model\":"
            + "\"claude-x\",\"container\":null,\"diagnostics\":null,\"content\":[],"
            + "\"stop_reason\":null,\"stop_sequence\":null,\"stop_details\":null,\"usage\":"
            + usage(1)
            + "}");
  }

  private static String block(int index, String type, String rest) {
    return event(
        "content_block_start",
        ",\"index\":" + index + ",\"content_block\":{\"type\":\"" + type + "\"," + rest + "}");
  }

  private static String delta(int index, String type, String rest) {
    return event(
        "content_block_delta",
        ",\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\"," + rest + "}");
  }

  private static String text(int index, String text) {
    return delta(index, "text_delta", "\"text\":\"" + text + "\"");
  }

  private static String stop(int index) {
    return event("content_block_stop", ",\"index\":" + index);
  }

  private static String call(int index, String port) {
    return block(
            index,
            "tool_use",
            "\"id\":\"toolu_"
                + index
                + "\",\"name\":\"tide\",\"input\":{},\"caller\":{\"type\":\"direct\"}")
        + delta(index, "input_json_delta", "\"partial_json\":\"\"")
        + delta(index, "input_json_delta", "\"partial_json\":\"{\\\"port\\\": \\\"" + port + "\"")
        + delta(index, "input_json_delta", "\"partial_json\":\"\\\"}\"")
        + stop(index);
  }

  private static String end(String reason) {
    return event(
            "message_delta",
            ",\"delta\":{\"stop_reason\":\""
                + reason
                + "\",\"stop_sequence\":null,\"stop_details\":null,\"container\":null},\"usage\":"
                + "{\"input_tokens\":3,\"cache_creation_input_tokens\":0,"
                + "\"cache_read_input_tokens\":0,\"output_tokens\":2,"
                + "\"output_tokens_details\":null,\"server_tool_use\":null}")
        + event("message_stop", "");
  }
}
