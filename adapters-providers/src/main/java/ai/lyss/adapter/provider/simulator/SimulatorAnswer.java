package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated answer in OpenAI's shape, whole or as events, made from the prompt alone. Every
 * text says that it is simulated, and {@code system_fingerprint} is {@code simulator}. Each word of
 * the text is a token and a chunk; a tool call counts two tokens, its name and its arguments.
 */
final class SimulatorAnswer {

  private static final int MAX_ECHO_WORDS = 200;
  private static final int TOOL_CALL_TOKENS = 2;

  private final Identity identity;
  private final SimulatorPrompt prompt;
  private final List<String> words;
  private final boolean cut;
  private final int choices;

  /**
   * What an answer is told apart by.
   *
   * @param id its id, without characters that JSON escapes
   * @param createdSeconds when it was made, in seconds of the epoch
   * @param model the model's name
   */
  record Identity(String id, long createdSeconds, String model) {}

  /**
   * How long an answer is.
   *
   * @param limit most tokens, as the caller or the gateway set it; null for none
   * @param tokens how many tokens it would have without that; null for those of its text
   * @param choices how many answers there are
   */
  record Extent(@Nullable Long limit, @Nullable Integer tokens, int choices) {}

  SimulatorAnswer(Identity identity, SimulatorPrompt prompt, Extent extent) {
    this.identity = identity;
    this.prompt = prompt;
    this.choices = extent.choices();
    var limit = extent.limit();
    var all =
        prompt.tool() == null
            ? drawnOut(text(prompt.lastUserText()), extent.tokens())
            : List.<String>of();
    this.cut = limit != null && limit < all.size();
    this.words = limit != null && cut ? all.subList(0, limit.intValue()) : all;
  }

  private static List<String> text(String asked) {
    var words = new ArrayList<String>();
    for (var word : ("This is a simulated answer to: " + asked.strip()).split("\\s+", -1)) {
      if (words.size() < MAX_ECHO_WORDS) {
        words.add(words.isEmpty() ? word : " " + word);
      }
    }
    return words;
  }

  /** Returns a text of so many words: cut, or said again and again. */
  private static List<String> drawnOut(List<String> words, @Nullable Integer tokens) {
    if (tokens == null) {
      return words;
    }
    var all = new ArrayList<String>(tokens);
    for (int i = 0; i < tokens; i++) {
      var word = words.get(i % words.size());
      all.add(i > 0 && i % words.size() == 0 ? " " + word : word);
    }
    return all;
  }

  FinishReason finish() {
    if (prompt.tool() != null) {
      return FinishReason.TOOL_CALLS;
    }
    return cut ? FinishReason.LENGTH : FinishReason.STOP;
  }

  private String finishName() {
    return switch (finish()) {
      case TOOL_CALLS -> "tool_calls";
      case LENGTH -> "length";
      case STOP, CONTENT_FILTER, OTHER -> "stop";
    };
  }

  TokenUsage usage() {
    long each = prompt.tool() != null ? TOOL_CALL_TOKENS : words.size();
    return TokenUsage.of(prompt.inputTokens(), each * choices);
  }

  /** Returns the number of tokens that pace the answer. */
  int steps() {
    return Math.max(1, words.size()) * choices;
  }

  /** Returns the whole answer. */
  byte[] whole() {
    var out = start("chat.completion").append(",\"choices\":[");
    for (int i = 0; i < choices; i++) {
      out.append(i == 0 ? "" : ",").append("{\"index\":").append(i).append(",\"message\":");
      out.append("{\"role\":\"assistant\",\"content\":");
      if (prompt.tool() != null) {
        out.append("null,\"refusal\":null,\"tool_calls\":[");
        toolCall(out, i, prompt.tool()).append("]}");
      } else {
        quote(out, String.join("", words)).append(",\"refusal\":null,\"annotations\":[]}");
      }
      out.append(",\"logprobs\":null,\"finish_reason\":\"").append(finishName()).append("\"}");
    }
    return bytes(usage(out.append("],\"usage\":")).append('}'));
  }

  /** Returns the event that opens a choice: its role, without content. */
  byte[] roleEvent(int choice, boolean usageAsked) {
    var content = prompt.tool() == null ? "\"\"" : "null";
    return event(
        choice,
        "{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}",
        usageAsked);
  }

  /** Returns the event of one step, from 0; the steps of a choice come one after the other. */
  byte[] stepEvent(int step, boolean usageAsked) {
    int each = Math.max(1, words.size());
    int choice = step / each;
    var delta = new StringBuilder();
    if (prompt.tool() != null) {
      toolCall(delta.append("{\"tool_calls\":["), choice, prompt.tool()).append("]}");
    } else {
      quote(delta.append("{\"content\":"), words.isEmpty() ? "" : words.get(step % each))
          .append('}');
    }
    return event(choice, delta.toString(), usageAsked);
  }

  /** Returns the bytes of text that a step holds. */
  int stepBytes(int step) {
    if (words.isEmpty()) {
      return 0;
    }
    return words.get(step % words.size()).getBytes(StandardCharsets.UTF_8).length;
  }

  private byte[] event(int choice, String delta, boolean usageAsked) {
    var out = start("chat.completion.chunk", "data: ");
    out.append(",\"choices\":[{\"index\":").append(choice).append(",\"delta\":").append(delta);
    out.append(",\"logprobs\":null,\"finish_reason\":null}]");
    return bytes(out.append(usageAsked ? ",\"usage\":null" : "").append("}\n\n"));
  }

  /** Returns the events that end the answer: finishes, usage when it was asked for, the marker. */
  byte[] lastEvents(boolean usageAsked) {
    var out = new StringBuilder();
    for (int i = 0; i < choices; i++) {
      out.append(start("chat.completion.chunk", "data: "));
      out.append(",\"choices\":[{\"index\":").append(i).append(",\"delta\":{},\"logprobs\":null");
      out.append(",\"finish_reason\":\"").append(finishName()).append("\"}]");
      out.append(usageAsked ? ",\"usage\":null" : "").append("}\n\n");
    }
    if (usageAsked) {
      out.append(start("chat.completion.chunk", "data: ")).append(",\"choices\":[],\"usage\":");
      usage(out).append("}\n\n");
    }
    return bytes(out.append("data: [DONE]\n\n"));
  }

  private StringBuilder start(String object) {
    return start(object, "");
  }

  private StringBuilder start(String object, String before) {
    var out = new StringBuilder(256).append(before).append("{\"id\":\"").append(identity.id());
    out.append("\",\"object\":\"").append(object).append("\",\"created\":");
    out.append(identity.createdSeconds()).append(",\"model\":");
    return quote(out, identity.model()).append(",\"system_fingerprint\":\"simulator\"");
  }

  private StringBuilder toolCall(StringBuilder out, int choice, String tool) {
    out.append("{\"index\":0,\"id\":\"call_").append(identity.id()).append('_').append(choice);
    out.append("\",\"type\":\"function\",\"function\":{\"name\":");
    return quote(out, tool).append(",\"arguments\":\"{}\"}}");
  }

  private StringBuilder usage(StringBuilder out) {
    var usage = usage();
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
