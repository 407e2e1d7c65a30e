package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What whole blocks and the ends of answers mean. Blocks of tools that the vendor runs have no
 * equal elsewhere: their text and citations stand in text blocks and go on, the rest does not.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">The message object</a>
 */
final class AnthropicResponseTranslator {

  private AnthropicResponseTranslator() {}

  /** Reads the blocks of a whole message, and why it ended. */
  static void message(JsonTree message, Consumer<ChatChunk> out) {
    out.accept(new ChatChunk.Started(message.textOf("id"), message.textOf("model")));
    var content = message.get("content");
    var texts = new AnthropicExtras();
    int calls = 0;
    boolean called = false;
    if (content != null) {
      for (var block : content.children()) {
        if ("tool_use".equals(block.textOf("type"))) {
          boolean answer = isAnswer(block);
          called |= !answer;
          calls += call(block, answer, calls, out);
        } else {
          block(block, texts, out);
        }
      }
    }
    finished(message, called, out);
  }

  /** Tells whether a call stands for an answer in JSON. */
  static boolean isAnswer(JsonTree block) {
    return AnthropicToolTranslator.ANSWER_TOOL.equals(block.textOf("name"));
  }

  /** Returns how many calls it is for the caller. */
  private static int call(JsonTree block, boolean answer, int call, Consumer<ChatChunk> out) {
    var input = block.get("input");
    var arguments = input == null ? JsonChars.of("{}") : JsonChars.of(input.raw());
    if (answer) {
      out.accept(new ChatChunk.Text(0, arguments));
      return 0;
    }
    out.accept(started(block, call));
    out.accept(new ChatChunk.CallArguments(0, call, arguments));
    return 1;
  }

  /** Returns the start of a call. */
  static ChatChunk.CallStarted started(JsonTree block, int call) {
    var id = block.textOf("id");
    var name = block.textOf("name");
    return new ChatChunk.CallStarted(
        0, call, id == null ? "toolu_" + call : id, name == null ? "" : name, null);
  }

  private static void block(JsonTree block, AnthropicExtras texts, Consumer<ChatChunk> out) {
    var type = block.textOf("type");
    switch (type == null ? "" : type) {
      case "text" -> {
        texts.begin(0, out);
        texts.text(block.get("text"), out);
        var citations = block.get("citations");
        if (citations != null) {
          citations.children().forEach(citation -> texts.cited(0, citation, out));
        }
        texts.end(0, out);
      }
      case "thinking" -> {
        thinking(block.get("thinking"), out);
        var signature = block.textOf("signature");
        if (signature != null && !signature.isEmpty()) {
          out.accept(signed(signature));
        }
      }
      case "redacted_thinking" -> redacted(block, out);
      default -> {
        // a tool of the vendor's, or what is still to come
      }
    }
  }

  /** Hands thoughts on, unless there are none. */
  static void thinking(@Nullable JsonTree text, Consumer<ChatChunk> out) {
    var chars = text == null ? null : text.chars();
    if (chars != null && !chars.isEmpty()) {
      out.accept(new ChatChunk.Reasoning(0, chars));
    }
  }

  /** Returns a signature of thoughts. */
  static ChatChunk signed(String signature) {
    return new ChatChunk.ReasoningSigned(0, new ThoughtSignature(Issuer.ANTHROPIC, signature));
  }

  /** Hands on thoughts that only the vendor can read. */
  static void redacted(JsonTree block, Consumer<ChatChunk> out) {
    var data = block.textOf("data");
    if (data != null) {
      out.accept(new ChatChunk.SealedReasoning(0, new ThoughtSignature(Issuer.ANTHROPIC, data)));
    }
  }

  /**
   * Hands on why an answer ended, as the message or the delta of one says it; nothing as long as it
   * does not. A refusal is told in the vendor's words, where it has some.
   *
   * @param called whether the model called a tool of the caller's
   */
  static boolean finished(JsonTree told, boolean called, Consumer<ChatChunk> out) {
    var reason = told.textOf("stop_reason");
    if (reason == null) {
      return false;
    }
    var details = told.get("stop_details");
    var explanation = details == null ? null : details.get("explanation");
    var words = explanation == null ? null : explanation.chars();
    if (reason.equals("refusal") && words != null && !words.isEmpty()) {
      out.accept(new ChatChunk.Refusal(0, words));
    }
    out.accept(
        new ChatChunk.Finished(0, reason(reason, called), told.textOf("stop_sequence"), reason));
    return true;
  }

  /** Returns what a stop reason comes to. */
  static FinishReason reason(String word, boolean called) {
    return switch (word) {
      case "end_turn", "stop_sequence", "pause_turn" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }
}
