package ai.lyss.domain.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that moves when it is told to; it starts far from 0, as real ones do. */
public final class ManualNanos implements LongSupplier {

  private final AtomicLong now = new AtomicLong(-8_000_000_000_000_000_003L);

  @Override
  public long getAsLong() {
    return now.get();
  }

  public void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
