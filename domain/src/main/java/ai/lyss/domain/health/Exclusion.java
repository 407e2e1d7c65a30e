package ai.lyss.domain.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a candidate may not be used now.
 *
 * @param reason the reason
 * @param retryIn after how long the reason is gone; null when time alone does not tell
 */
public record Exclusion(Reason reason, @Nullable Duration retryIn) {

  /** The reasons there are. */
  public enum Reason {
    /** The channel or its provider is switched off, or its weight is 0. */
    DISABLED,
    /** Too many of its attempts failed. */
    BREAKER_OPEN,
    /** The vendor asked to slow down. */
    COOLING_DOWN,
    /** Its credential is refused, or its account is empty. */
    MISCONFIGURED,
    /** As many attempts run as it takes. */
    AT_CONCURRENCY_LIMIT,
    /** Its model cannot do what the request needs. */
    LACKS_CAPABILITY,
    /** The request, or the answer asked for, is larger than its model takes. */
    CONTEXT_TOO_SMALL,
    /** This request has tried it. */
    ALREADY_TRIED
  }

  /** Returns an exclusion that time alone does not end. */
  public static Exclusion of(Reason reason) {
    return new Exclusion(reason, null);
  }

  /** Returns an exclusion until a moment of the monotonic clock; null when that is over. */
  static @Nullable Exclusion until(Reason reason, long untilNanos, long nowNanos) {
    long left = untilNanos - nowNanos;
    return left <= 0 ? null : new Exclusion(reason, Duration.ofNanos(left));
  }
}
