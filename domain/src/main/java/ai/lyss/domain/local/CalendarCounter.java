package ai.lyss.domain.local;

import ai.lyss.domain.quota.CalendarWindow;
import java.time.Duration;
import java.util.function.LongFunction;

/** Counts within a window that starts and ends at set moments. */
final class CalendarCounter implements QuotaCounter {

  /** So much is never counted in earnest; it keeps sums within a long. */
  private static final long MOST = 1L << 61;

  private static final Duration LONGER_THAN_ANY_HISTORY = Duration.ofDays(365_000);

  private final LongFunction<CalendarWindow> windowAt;
  private CalendarWindow window;
  private long used;
  private long reserved;
  private boolean touched;

  CalendarCounter(LongFunction<CalendarWindow> windowAt, long nowMillis) {
    this.windowAt = windowAt;
    window = windowAt.apply(nowMillis);
  }

  @Override
  public void advance(long nowMillis) {
    if (nowMillis >= window.endMillis()) {
      window = windowAt.apply(nowMillis);
      used = 0;
      reserved = 0;
      touched = false;
    }
  }

  @Override
  public long used() {
    return used;
  }

  @Override
  public long reserved() {
    return reserved;
  }

  @Override
  public long take(long amount) {
    touched = true;
    reserved = Math.min(reserved + Math.min(amount, MOST), MOST);
    return window.startMillis();
  }

  @Override
  public void settle(long slot, long taken, long charged) {
    if (slot == window.startMillis()) {
      reserved = Math.max(0, reserved - taken);
      used = Math.min(used + Math.min(charged, MOST), MOST);
    }
  }

  @Override
  public void restore(long atMillis, long amount) {
    if (window.contains(atMillis)) {
      touched = true;
      used = Math.min(used + Math.min(amount, MOST), MOST);
    }
  }

  @Override
  public long atMostFrom(long amount) {
    return window.endMillis();
  }

  @Override
  public long resetAt() {
    return window.endMillis();
  }

  @Override
  public long quietUntil(long nowMillis) {
    return window.endMillis();
  }

  @Override
  public long from() {
    return Math.max(0, window.startMillis());
  }

  @Override
  public Duration step() {
    return window.endMillis() == NEVER
        ? LONGER_THAN_ANY_HISTORY
        : Duration.ofMillis(window.endMillis() - window.startMillis());
  }

  @Override
  public boolean isBlank() {
    return !touched;
  }
}
