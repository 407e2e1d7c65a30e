package ai.lyss.domain.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying the same again: anything from nothing to a bound that starts at 50
 * ms and doubles with each attempt up to 1 s (“full jitter”). Thread-safe when the random source
 * is.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Marc
 *     Brooker, “Exponential Backoff And Jitter”</a>
 */
public final class Backoff {

  /** The bound after the first attempt. */
  public static final Duration BASE = Duration.ofMillis(50);

  /** The bound that is never passed. */
  public static final Duration CAP = Duration.ofSeconds(1);

  private static final int DOUBLINGS_TO_CAP = 5;

  private final RandomGenerator random;

  /** Waits by this chance. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Returns how long to wait after so many attempts, at least one. */
  public Duration after(int attemptsMade) {
    int doublings = Math.clamp(attemptsMade - 1L, 0, DOUBLINGS_TO_CAP);
    long bound = Math.min(CAP.toNanos(), BASE.toNanos() << doublings);
    return Duration.ofNanos(random.nextLong(bound + 1));
  }
}
