package ai.lyss.application.chat;

import java.time.Duration;

/**
 * How far an answer is read that nobody waits for any more.
 *
 * @param time the longest time, from the hang-up on
 * @param bytes the most bytes of the answer, from the hang-up on
 */
public record DrainBounds(Duration time, long bytes) {

  /** What holds unless something else is configured: a minute and 4 MiB. */
  public static final DrainBounds STANDARD = new DrainBounds(Duration.ofSeconds(60), 4L << 20);

  /** Checks that both are positive. */
  public DrainBounds {
    if (!time.isPositive() || bytes < 1) {
      throw new IllegalArgumentException("drain: " + time + ", " + bytes + " (expected: > 0)");
    }
  }
}
