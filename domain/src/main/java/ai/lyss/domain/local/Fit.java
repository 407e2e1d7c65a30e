package ai.lyss.domain.local;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaDemand;

/**
 * Whether a demand fits into quotas, and with how much output: fed with one quota after the other,
 * without changing any. Only tokens shrink with the output; money is held whole, since the ledger
 * does not know what output costs.
 */
final class Fit {

  private final QuotaDemand demand;
  private final long least;
  private long output;

  Fit(QuotaDemand demand) {
    this.demand = demand;
    long asked = Math.max(0, demand.amount().outputTokens());
    output = asked;
    least = Math.min(asked, Math.max(1, demand.leastOutput()));
  }

  /** Takes a quota into account; false when the demand does not fit into it at all. */
  boolean into(Quota quota, long room) {
    if (room < needed(quota)) {
      return false;
    }
    if (quota.metric().growsWithOutput()) {
      output = Math.min(output, room - demand.amount().withoutOutput(quota.metric()));
    }
    return true;
  }

  /** Returns the least room the demand needs in a quota. */
  long needed(Quota quota) {
    long fixed = demand.amount().withoutOutput(quota.metric());
    return quota.metric().growsWithOutput() ? saturated(fixed, least) : fixed;
  }

  private static long saturated(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  /** Returns the output that fits into all quotas. */
  long output() {
    return output;
  }

  boolean isClipped() {
    return output < demand.amount().outputTokens();
  }
}
