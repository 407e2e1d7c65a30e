package ai.lyss.domain.access;

import org.jspecify.annotations.Nullable;

/**
 * How often the bearer of a key may call. Immutable.
 *
 * @param perMinute most calls a minute; 0 for no limit, null for the installation's own
 * @param perHour most calls an hour; 0 for no limit, null for the installation's own
 */
public record RateLimit(@Nullable Long perMinute, @Nullable Long perHour) {

  /** The installation's own limits. */
  public static final RateLimit USUAL = new RateLimit(null, null);

  /** Checks that limits are not negative. */
  public RateLimit {
    notNegative("per_minute", perMinute);
    notNegative("per_hour", perHour);
  }

  private static void notNegative(String field, @Nullable Long value) {
    if (value != null && value < 0) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: >= 0)");
    }
  }
}
