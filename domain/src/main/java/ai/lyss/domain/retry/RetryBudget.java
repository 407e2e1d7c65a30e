package ai.lyss.domain.retry;

import ai.lyss.domain.health.RollingTally;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops retry storms: over the last ten seconds there are at most 100 retries, or a fifth as many
 * as requests where that is more. One budget a tenant and one a channel. Thread-safe without locks.
 *
 * @see <a href="https://twitter.github.io/finagle/guide/Clients.html">Finagle, “Retry Budget”</a>
 */
public final class RetryBudget {

  private static final int SECONDS = 10;
  private static final long LEAST = 10L * SECONDS;
  private static final long REQUESTS_PER_RETRY = 5;

  private final LongSupplier nanoClock;
  private final RollingTally requestsAndRetries = new RollingTally(SECONDS, Duration.ofSeconds(1));

  /** A full budget by this monotonic clock. */
  public RetryBudget(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** A first attempt is made: it pays for a fifth of a retry. */
  public void requested() {
    requestsAndRetries.event(nanoClock.getAsLong());
  }

  /** Spends a retry; false, and nothing spent, when there is none left. */
  public boolean tryRetry() {
    return requestsAndRetries.hitWithin(
        nanoClock.getAsLong(), requests -> Math.max(LEAST, requests / REQUESTS_PER_RETRY));
  }
}
