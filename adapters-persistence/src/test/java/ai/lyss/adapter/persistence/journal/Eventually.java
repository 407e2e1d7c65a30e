package ai.lyss.adapter.persistence.journal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  static void isTrue(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": not within " + LIMIT);
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
  }
}
