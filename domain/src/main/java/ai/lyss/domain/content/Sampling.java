package ai.lyss.domain.content;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is drawn and when to stop. Numbers keep the digits they came with; what the
 * caller did not say is null.
 *
 * @param outputLimit most tokens of output
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topK at least 1
 * @param stop texts that end the answer, possibly none
 * @param seed for answers that can be had again
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 * @param choices how many answers, at least 1
 * @param topLogprobs how many likely tokens to tell at each place, 0 for the one drawn; null for no
 *     log probabilities
 */
public record Sampling(
    @Nullable Long outputLimit,
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    @Nullable Long topK,
    List<String> stop,
    @Nullable Long seed,
    @Nullable BigDecimal presencePenalty,
    @Nullable BigDecimal frequencyPenalty,
    int choices,
    @Nullable Integer topLogprobs) {

  /** Copies the list. */
  public Sampling {
    stop = List.copyOf(stop);
  }

  /** Returns the same with another limit. */
  public Sampling limitedTo(long tokens) {
    return new Sampling(
        tokens,
        temperature,
        topP,
        topK,
        stop,
        seed,
        presencePenalty,
        frequencyPenalty,
        choices,
        topLogprobs);
  }
}
