package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulated answer, made from the prompt alone. Every text says that it is simulated. Each word
 * of the text is a token and a chunk; a tool call counts two tokens, its name and its arguments.
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

  TokenUsage usage() {
    long each = prompt.tool() != null ? TOOL_CALL_TOKENS : words.size();
    return TokenUsage.of(prompt.inputTokens(), each * choices);
  }

  /** Returns the number of tokens that pace the answer. */
  int steps() {
    return each() * choices;
  }

  private int each() {
    return Math.max(1, words.size());
  }

  int choices() {
    return choices;
  }

  /** Returns what it is told apart by. */
  Identity identity() {
    return identity;
  }

  /** Returns the model's name. */
  String model() {
    return identity.model();
  }

  /** Returns the tool that is called; null when the answer is text. */
  @Nullable String tool() {
    return prompt.tool();
  }

  /** Returns which choice a step belongs to; the steps of a choice come one after the other. */
  int choiceOf(int step) {
    return step / each();
  }

  /** Returns the whole text. */
  String text() {
    return String.join("", words);
  }

  /** Returns the text of a step, possibly empty. */
  String word(int step) {
    return words.isEmpty() ? "" : words.get(step % each());
  }

  /** Returns the id of the call that a choice makes. */
  String callId(int choice) {
    return "call_" + identity.id() + '_' + choice;
  }

  /** Returns the bytes of text that a step holds. */
  int stepBytes(int step) {
    return word(step).getBytes(StandardCharsets.UTF_8).length;
  }
}
