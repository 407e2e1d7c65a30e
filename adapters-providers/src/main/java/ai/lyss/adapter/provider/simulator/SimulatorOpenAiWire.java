package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.chat.RequestOutline;
import java.nio.charset.StandardCharsets;

/** A simulated answer in OpenAI's shape; {@code system_fingerprint} is {@code simulator}. */
final class SimulatorOpenAiWire implements SimulatorWire {

  private final SimulatorAnswer answer;
  private final boolean stream;
  private final boolean usageAsked;

  SimulatorOpenAiWire(SimulatorAnswer answer, RequestOutline outline) {
    this.answer = answer;
    this.stream = outline.stream();
    this.usageAsked = outline.usageAsked();
  }

  @Override
  public String contentType() {
    return stream ? "text/event-stream" : "application/json";
  }

  private String finishName() {
    return switch (answer.finish()) {
      case TOOL_CALLS -> "tool_calls";
      case LENGTH -> "length";
      case STOP, CONTENT_FILTER, OTHER -> "stop";
    };
  }

  @Override
  public byte[] whole() {
    var out = start("chat.completion").append(",\"choices\":[");
    var tool = answer.tool();
    for (int i = 0; i < answer.choices(); i++) {
      out.append(i == 0 ? "" : ",").append("{\"index\":").append(i).append(",\"message\":");
      out.append("{\"role\":\"assistant\",\"content\":");
      if (tool != null) {
        out.append("null,\"refusal\":null,\"tool_calls\":[");
        toolCall(out, i, tool).append("]}");
      } else {
        quote(out, answer.text()).append(",\"refusal\":null,\"annotations\":[]}");
      }
      out.append(",\"logprobs\":null,\"finish_reason\":\"").append(finishName()).append("\"}");
    }
    return bytes(usageObject(out.append("],\"usage\":")).append('}'));
  }

  @Override
  public byte[] begin(int choice) {
    var content = answer.tool() == null ? "\"\"" : "null";
    return event(choice, "{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}");
  }

  @Override
  public byte[] step(int step) {
    int choice = answer.choiceOf(step);
    var delta = new StringBuilder();
    var tool = answer.tool();
    if (tool != null) {
      toolCall(delta.append("{\"tool_calls\":["), choice, tool).append("]}");
    } else {
      quote(delta.append("{\"content\":"), answer.word(step)).append('}');
    }
    return event(choice, delta.toString());
  }

  private byte[] event(int choice, String delta) {
    var out = start("chat.completion.chunk", "data: ");
    out.append(",\"choices\":[{\"index\":").append(choice).append(",\"delta\":").append(delta);
    out.append(",\"logprobs\":null,\"finish_reason\":null}]");
    return bytes(out.append(usageAsked ? ",\"usage\":null" : "").append("}\n\n"));
  }

  /** Finishes, usage when it was asked for, the marker. */
  @Override
  public byte[] last() {
    var out = new StringBuilder();
    for (int i = 0; i < answer.choices(); i++) {
      out.append(start("chat.completion.chunk", "data: "));
      out.append(",\"choices\":[{\"index\":").append(i).append(",\"delta\":{},\"logprobs\":null");
      out.append(",\"finish_reason\":\"").append(finishName()).append("\"}]");
      out.append(usageAsked ? ",\"usage\":null" : "").append("}\n\n");
    }
    if (usageAsked) {
      out.append(start("chat.completion.chunk", "data: ")).append(",\"choices\":[],\"usage\":");
      usageObject(out).append("}\n\n");
    }
    return bytes(out.append("data: [DONE]\n\n"));
  }

  private StringBuilder start(String object) {
    return start(object, "");
  }

  private StringBuilder start(String object, String before) {
    var out =
        new StringBuilder(256).append(before).append("{\"id\":\"").append(answer.identity().id());
    out.append("\",\"object\":\"").append(object).append("\",\"created\":");
    out.append(answer.identity().createdSeconds()).append(",\"model\":");
    return quote(out, answer.identity().model()).append(",\"system_fingerprint\":\"simulator\"");
  }

  private StringBuilder toolCall(StringBuilder out, int choice, String tool) {
    out.append("{\"index\":0,\"id\":\"").append(answer.callId(choice));
    out.append("\",\"type\":\"function\",\"function\":{\"name\":");
    return quote(out, tool).append(",\"arguments\":\"{}\"}}");
  }

  private StringBuilder usageObject(StringBuilder out) {
    var usage = answer.usage();
    long input = usage.input() == null ? 0 : usage.input();
    long output = usage.output() == null ? 0 : usage.output();
    out.append("{\"prompt_tokens\":").append(input).append(",\"completion_tokens\":");
    return out.append(output).append(",\"total_tokens\":").append(input + output).append('}');
  }

  private static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"');
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
