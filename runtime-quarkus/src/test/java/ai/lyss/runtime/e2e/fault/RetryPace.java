package ai.lyss.runtime.e2e.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps rows from using up what they share: the retry budget of their tenant, 100 retries within
 * ten seconds. A row takes what it will cause before it starts, and what it took counts until ten
 * seconds after its end.
 */
final class RetryPace {

  private static final int MOST = 95;
  private static final long REMEMBERED = Duration.ofMillis(10_200).toNanos();

  private record Past(int retries, long until) {}

  private final Deque<Past> past = new ArrayDeque<>();
  private int taken;

  /** Waits until so many retries may be caused. */
  synchronized void take(int retries) throws InterruptedException {
    while (retries > 0 && taken + retries > MOST) {
      forget();
      if (taken + retries > MOST) {
        wait(20);
      }
    }
    taken += retries;
  }

  /** They have been caused. */
  synchronized void done(int retries) {
    if (retries > 0) {
      past.add(new Past(retries, System.nanoTime() + REMEMBERED));
    }
  }

  private void forget() {
    while (!past.isEmpty() && past.peek().until() - System.nanoTime() <= 0) {
      taken -= past.remove().retries();
    }
  }
}
