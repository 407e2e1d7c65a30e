package ai.lyss.domain.local;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Counts use within this process, for an installation of one replica. Answers at once. Thread-safe:
 * calls for one tenant take turns, tenants do not wait for each other, and a demand that no quota
 * matches takes no lock. Minutes and hours slide in steps of 1/120 of their length; days and months
 * are the calendar's. A charge belongs to the window of its admission, whenever it is settled; use
 * whose window is over is forgotten.
 */
public final class LocalQuotaLedger implements QuotaLedger {

  private static final QuotaAmount NOTHING = new QuotaAmount(0, 0, 0, 0L);

  private final InstantSource clock;
  private final ConcurrentMap<TenantId, TenantAccounts> tenants = new ConcurrentHashMap<>();

  /** An empty ledger; {@code clock} is the one that admissions are dated by. */
  public LocalQuotaLedger(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts what history says was used in the present windows of these quotas. Blocks while history
   * is read. Call it before a quota is first reserved from: one that is counted already is left as
   * it is, so that nothing counts twice.
   *
   * @return whether all of them are counted now; when history could not be read the call may be
   *     repeated
   */
  public boolean restore(List<Quota> quotas, QuotaHistory history) {
    boolean all = true;
    for (var quota : quotas) {
      all &= accounts(quota.tenant()).knows(quota) || restored(quota, history);
    }
    return all;
  }

  private boolean restored(Quota quota, QuotaHistory history) {
    var now = clock.instant();
    var blank = QuotaCounter.of(quota, now.toEpochMilli());
    var outcome = history.used(quota, Instant.ofEpochMilli(blank.from()), blank.step());
    if (!(outcome instanceof StoreOutcome.Done<List<QuotaHistory.Used>> done)) {
      return false;
    }
    accounts(quota.tenant()).restore(quota, done.value(), now);
    return true;
  }

  /** Returns how many quotas are counted now; one without use in its window costs nothing. */
  public int size() {
    return tenants.values().stream().mapToInt(TenantAccounts::size).sum();
  }

  /** Returns how many reservations are neither settled nor released; thread-safe. */
  public int held() {
    return tenants.values().stream().mapToInt(TenantAccounts::held).sum();
  }

  /** Forgets what was counted for all quotas but these. */
  public void retain(Set<QuotaId> quotas) {
    tenants.values().forEach(accounts -> accounts.retain(quotas));
  }

  @Override
  public void reserve(QuotaDemand demand, List<Quota> quotas, Consumer<QuotaDecision> answer) {
    answer.accept(
        quotas.isEmpty()
            ? unlimited(demand)
            : accounts(demand.caller().tenant()).reserve(demand, quotas));
  }

  private static QuotaDecision unlimited(QuotaDemand demand) {
    return new QuotaDecision.Granted(
        new QuotaReservation(
            demand.relay(), List.of(), demand.amount(), null, null, demand.admittedAt()));
  }

  private TenantAccounts accounts(TenantId tenant) {
    var accounts = tenants.get(tenant);
    return accounts != null
        ? accounts
        : tenants.computeIfAbsent(tenant, id -> new TenantAccounts());
  }

  @Override
  public void settle(QuotaReservation reservation, QuotaAmount used) {
    var quotas = reservation.tenantQuotas();
    if (!quotas.isEmpty()) {
      accounts(quotas.getFirst().tenant()).settle(reservation.relay(), used);
    }
  }

  @Override
  public void release(QuotaReservation reservation) {
    settle(reservation, NOTHING);
  }

  @Override
  public List<QuotaStatus> status(List<Quota> quotas) {
    var now = clock.instant();
    return quotas.stream().map(quota -> accounts(quota.tenant()).status(quota, now)).toList();
  }
}
