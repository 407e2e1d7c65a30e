package ai.lyss.adapter.persistence.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a thread once to stop, and wakes it when it waits. Thread-safe. */
final class StopSignal {

  private final CountDownLatch stopped = new CountDownLatch(1);

  void give() {
    stopped.countDown();
  }

  boolean isGiven() {
    return stopped.getCount() == 0;
  }

  /** Waits; returns true when it was told to stop, and then at once. */
  boolean within(Duration wait) {
    try {
      return stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      give();
      return true;
    }
  }
}
