package ai.lyss.domain.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ledger's answer to a demand: all matching quotas hold it, or nothing is taken from any. */
public sealed interface QuotaDecision {

  /** It is set aside. */
  record Granted(QuotaReservation reservation) implements QuotaDecision {}

  /**
   * A quota does not hold it.
   *
   * @param quota the one that binds
   * @param resetAt from when on the demand fits if nothing else is taken meanwhile; null when it
   *     never will, as with a total
   */
  record Exhausted(Quota quota, @Nullable Instant resetAt) implements QuotaDecision {}

  /** The ledger cannot be reached, and its policy is to refuse then. */
  record Unreachable() implements QuotaDecision {}
}
