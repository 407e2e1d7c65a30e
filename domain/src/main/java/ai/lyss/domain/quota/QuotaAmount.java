package ai.lyss.domain.quota;

import org.jspecify.annotations.Nullable;

/**
 * How much of each metric a relay takes.
 *
 * @param requests relays, 1
 * @param inputTokens tokens of input
 * @param outputTokens tokens of output
 * @param costNanos money in nano-units; null when the model has no price
 */
public record QuotaAmount(
    long requests, long inputTokens, long outputTokens, @Nullable Long costNanos) {

  /** Returns the amount of one metric; 0 for a cost that is not known. */
  public long of(QuotaMetric metric) {
    return switch (metric) {
      case REQUESTS -> requests;
      case TOKENS -> sum(inputTokens, outputTokens);
      case INPUT_TOKENS -> inputTokens;
      case OUTPUT_TOKENS -> outputTokens;
      case COST -> costNanos == null ? 0 : costNanos;
    };
  }

  /** Returns the part of a metric's amount that stays when the output is lowered; never below 0. */
  public long withoutOutput(QuotaMetric metric) {
    return switch (metric) {
      case REQUESTS, INPUT_TOKENS, COST -> Math.max(0, of(metric));
      case TOKENS -> Math.max(0, inputTokens);
      case OUTPUT_TOKENS -> 0;
    };
  }

  /** Counts come from vendors: absurd ones must not keep a relay from being settled. */
  private static long sum(long one, long other) {
    long sum = one + other;
    return one > 0 && other > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }
}
