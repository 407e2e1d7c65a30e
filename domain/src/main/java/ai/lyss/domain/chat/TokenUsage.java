package ai.lyss.domain.chat;

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

  /** Usage with input and output only. */
  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, output, null, null, null);
  }
}
