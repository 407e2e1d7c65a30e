package ai.lyss.domain.local;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** One quota's counter with the warnings it gave. Not thread-safe: its tenant's lock guards it. */
final class QuotaAccount {

  private final QuotaWindow window;
  private final QuotaMetric metric;
  private final ZoneId zone;
  private final QuotaCounter counter;
  private final Map<Integer, Long> quietUntil = new HashMap<>(4);

  QuotaAccount(Quota quota, long nowMillis) {
    window = quota.window();
    metric = quota.metric();
    zone = quota.zone();
    counter = QuotaCounter.of(quota, nowMillis);
  }

  /** Tells whether it counts what the quota, which may have been changed, limits now. */
  boolean counts(Quota quota) {
    return window == quota.window() && metric == quota.metric() && zone.equals(quota.zone());
  }

  QuotaCounter counter() {
    return counter;
  }

  long amountOf(QuotaAmount amount) {
    return Math.max(0, amount.of(metric));
  }

  /** Returns what may still be taken; negative when more was used than the limit allows. */
  long room(Quota quota) {
    return quota.limit() - counter.used() - counter.reserved();
  }

  /**
   * Tells whether a threshold is reached that was not warned of in this window, and remembers that
   * it was.
   */
  boolean warns(Quota quota, long nowMillis) {
    boolean warns = false;
    long taken = counter.used() + counter.reserved();
    for (int permille : quota.warnAtPermille()) {
      boolean reached = taken > 0 && taken >= quota.threshold(permille);
      if (reached && quietUntil.getOrDefault(permille, Long.MIN_VALUE) <= nowMillis) {
        quietUntil.put(permille, counter.quietUntil(nowMillis));
        warns = true;
      }
    }
    return warns;
  }

  /** Tells whether a new account in its place would say the same at this moment. */
  boolean isBlank(long nowMillis) {
    return counter.isBlank() && quietUntil.values().stream().allMatch(until -> until <= nowMillis);
  }
}
