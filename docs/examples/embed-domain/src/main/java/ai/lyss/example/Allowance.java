package ai.lyss.example;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.store.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One quota, kept in this process: set aside before a request, settled after it. */
final class Allowance {

  private final QuotaLedger ledger;
  private final Quota quota;
  private final Caller caller;
  private final Ids ids;
  private final InstantSource clock;

  Allowance(QuotaLedger ledger, Quota quota, Caller caller, Ids ids, InstantSource clock) {
    this.ledger = ledger;
    this.quota = quota;
    this.caller = caller;
    this.ids = ids;
    this.clock = clock;
  }

  /** Sets tokens aside for a request; empty when the quota does not hold them. */
  Optional<QuotaReservation> reserve(long inputTokens, long outputTokens) {
    var demand =
        new QuotaDemand(
            ids.next(),
            caller,
            Setup.MODEL.name(),
            new QuotaAmount(1, inputTokens, outputTokens, null),
            outputTokens,
            clock.instant());
    // The port answers a call-back; the ledger in this process answers at once.
    var answer = new AtomicReference<QuotaDecision>();
    ledger.reserve(demand, List.of(quota), answer::set);
    return switch (answer.get()) {
      case QuotaDecision.Granted granted -> Optional.of(granted.reservation());
      case QuotaDecision.Exhausted exhausted -> Optional.empty();
      case QuotaDecision.Unreachable unreachable ->
          throw new IllegalStateException("a ledger in this process is always reachable");
    };
  }

  /** Replaces what was set aside by what was used. */
  void settle(QuotaReservation reservation, long inputTokens, long outputTokens) {
    ledger.settle(reservation, new QuotaAmount(1, inputTokens, outputTokens, null));
  }

  /** Gives back what was set aside for a request that was never sent. */
  void release(QuotaReservation reservation) {
    ledger.release(reservation);
  }

  QuotaStatus status() {
    return ledger.status(List.of(quota)).getFirst();
  }
}
