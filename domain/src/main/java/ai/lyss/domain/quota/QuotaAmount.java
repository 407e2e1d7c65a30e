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
      case TOKENS -> Math.addExact(inputTokens, outputTokens);
      case INPUT_TOKENS -> inputTokens;
      case OUTPUT_TOKENS -> outputTokens;
      case COST -> costNanos == null ? 0 : costNanos;
    };
  }
}
