package ai.lyss.domain.health;

import java.time.Duration;

/**
 * When a channel is taken out of use, and for how long.
 *
 * @param failureThreshold failures in a row that open the breaker
 * @param openFor how long it stays open the first time; doubles each time a trial fails
 * @param halfOpenTrials trials at once, and successes that close it again
 */
public record HealthSettings(int failureThreshold, Duration openFor, int halfOpenTrials) {

  /** Five failures, 15 seconds, two trials. */
  public static final HealthSettings USUAL = new HealthSettings(5, Duration.ofSeconds(15), 2);

  /** Checks that all are positive. */
  public HealthSettings {
    if (failureThreshold < 1) {
      throw new IllegalArgumentException(
          "failure-threshold: " + failureThreshold + " (expected: >= 1)");
    }
    if (openFor.isNegative() || openFor.isZero()) {
      throw new IllegalArgumentException("open-for: " + openFor + " (expected: > 0)");
    }
    if (halfOpenTrials < 1) {
      throw new IllegalArgumentException(
          "half-open-trials: " + halfOpenTrials + " (expected: >= 1)");
    }
  }
}
