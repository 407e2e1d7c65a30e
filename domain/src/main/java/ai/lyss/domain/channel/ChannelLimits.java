package ai.lyss.domain.channel;

import org.jspecify.annotations.Nullable;

/**
 * How much a channel takes; null for no limit.
 *
 * @param maxConcurrency most attempts at once
 * @param requestsPerMinute most attempts a minute
 * @param tokensPerMinute most tokens a minute
 */
public record ChannelLimits(
    @Nullable Integer maxConcurrency,
    @Nullable Long requestsPerMinute,
    @Nullable Long tokensPerMinute) {

  /** No limits. */
  public static final ChannelLimits NONE = new ChannelLimits(null, null, null);

  /** Checks that limits are positive. */
  public ChannelLimits {
    positive("max_concurrency", maxConcurrency);
    positive("requests_per_minute", requestsPerMinute);
    positive("tokens_per_minute", tokensPerMinute);
  }

  private static void positive(String field, @Nullable Number value) {
    if (value != null && value.longValue() <= 0) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: > 0)");
    }
  }
}
