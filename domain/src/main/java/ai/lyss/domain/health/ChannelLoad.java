package ai.lyss.domain.health;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the attempts that run on a channel, over all its models. Thread-safe without locks. */
final class ChannelLoad {

  private final AtomicInteger running = new AtomicInteger();
  private volatile int most = Integer.MAX_VALUE;

  /** Sets the limit, from the configuration that holds now; null for none. */
  void limit(@Nullable Integer maxConcurrency) {
    most = maxConcurrency == null ? Integer.MAX_VALUE : maxConcurrency;
  }

  boolean isFull() {
    return running.get() >= most;
  }

  /** Takes a place; false when none is free. */
  boolean enter() {
    int now;
    do {
      now = running.get();
      if (now >= most) {
        return false;
      }
    } while (!running.compareAndSet(now, now + 1));
    return true;
  }

  void leave() {
    running.decrementAndGet();
  }

  int running() {
    return running.get();
  }
}
