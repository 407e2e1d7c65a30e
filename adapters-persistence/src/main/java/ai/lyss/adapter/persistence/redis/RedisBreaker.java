package ai.lyss.adapter.persistence.redis;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers from waiting for a Redis that does not answer: after some failures in a row it lets
 * one call a pause through, until one succeeds. Thread-safe, without locks.
 */
final class RedisBreaker {

  private static final int FAILURES = 5;
  private static final long PAUSE_NANOS = 250_000_000;

  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<@Nullable Opening> opening = new AtomicReference<>();

  /** Since when calls are kept away, and until when all of them. */
  private record Opening(long untilNanos) {
    static Opening from(long nowNanos) {
      return new Opening(nowNanos + PAUSE_NANOS);
    }
  }

  /** Tells whether a call may pass now. */
  boolean passes(long nowNanos) {
    var now = opening.get();
    return now == null
        || (nowNanos - now.untilNanos() >= 0 && opening.compareAndSet(now, Opening.from(nowNanos)));
  }

  /** Tells whether calls are kept away. */
  boolean isOpen() {
    return opening.get() != null;
  }

  /** Notes a good answer. */
  void succeeded() {
    if (failures.get() != 0) {
      failures.set(0);
    }
    if (opening.get() != null) {
      opening.set(null);
    }
  }

  /** Notes a failure; true when it is the one from which on calls are kept away. */
  boolean failed(long nowNanos) {
    if (failures.incrementAndGet() < FAILURES) {
      return false;
    }
    return opening.getAndSet(Opening.from(nowNanos)) == null;
  }
}
