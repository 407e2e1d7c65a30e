package ai.lyss.domain.port;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaStatus;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts use against quotas. Each call is atomic by itself and linearizable per tenant;
 * thread-safe.
 */
public interface QuotaLedger {

  /**
   * Sets a demand aside in all these quotas at once, or in none. The answer comes on the calling
   * event loop, at once or later.
   *
   * @param quotas the quotas that match the demand
   */
  void reserve(QuotaDemand demand, List<Quota> quotas, Consumer<QuotaDecision> answer);

  /** Replaces a reservation by what was really used; a second call for a relay does nothing. */
  void settle(QuotaReservation reservation, QuotaAmount used);

  /** Gives a reservation back whole; a call after it was settled does nothing. */
  void release(QuotaReservation reservation);

  /**
   * Returns how these quotas stand, in their order; nothing at all while the ledger cannot be
   * reached. May block: not for event loops.
   */
  List<QuotaStatus> status(List<Quota> quotas);
}
