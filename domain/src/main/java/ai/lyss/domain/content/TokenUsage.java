package ai.lyss.domain.content;

import org.jspecify.annotations.Nullable;

/**
 * Tokens as reported or counted. A count that nobody gave is null, not zero.
 *
 * @param input tokens of input, cached ones included
 * @param output tokens of output, reasoning included
 * @param cached tokens of input read from the vendor's prompt cache
 * @param cacheWrite tokens of input written to that cache
 * @param reasoning tokens of output spent on reasoning
 */
public record TokenUsage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long cached,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning) {

  /** Usage of which nothing is known. */
  public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null, null);

  private static final long MOST_TOKENS = 1_000_000_000;

  /** Usage with input and output only. */
  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, output, null, null, null);
  }

  /**
   * Returns this usage without the counts that no answer can have: they would overflow sums or give
   * money back. No output where content came is a placeholder, and so is the input beside it.
   *
   * @param contentBytes bytes of generated text that arrived
   */
  public TokenUsage credible(long contentBytes) {
    boolean placeholder = output != null && output == 0 && contentBytes > 0;
    return new TokenUsage(
        placeholder ? null : credible(input),
        placeholder ? null : credible(output),
        credible(cached),
        credible(cacheWrite),
        credible(reasoning));
  }

  /** Returns this usage with the counts that a later report gives in their place. */
  public TokenUsage updatedBy(TokenUsage later) {
    return new TokenUsage(
        later.input != null ? later.input : input,
        later.output != null ? later.output : output,
        later.cached != null ? later.cached : cached,
        later.cacheWrite != null ? later.cacheWrite : cacheWrite,
        later.reasoning != null ? later.reasoning : reasoning);
  }

  private static @Nullable Long credible(@Nullable Long count) {
    return count == null || count < 0 || count > MOST_TOKENS ? null : count;
  }
}
