package ai.lyss.domain.port;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A tenant, a clock and a ledger: what the contracts of ledgers have in common. */
abstract class QuotaLedgerScene {

  static final ModelName MODEL = new ModelName("gpt-4o-mini");
  private static final Instant START = Instant.parse("2026-03-10T11:22:33.456Z");

  private final AtomicLong ids = new AtomicLong();
  final TenantId tenant = new TenantId(UUID.randomUUID());
  Instant now = START;
  private @Nullable QuotaLedger made;

  /** Makes the ledger to test, with nothing in it for tenants that were never seen. */
  protected abstract QuotaLedger ledger(InstantSource clock);

  final synchronized QuotaLedger ledger() {
    if (made == null) {
      made = ledger(() -> now);
    }
    return made;
  }

  final Quota quota(QuotaMetric metric, QuotaWindow window, long limit) {
    return quota(metric, window, ZoneOffset.UTC, limit, List.of(), Quota.Mode.ENFORCED);
  }

  final Quota quota(
      QuotaMetric metric,
      QuotaWindow window,
      ZoneId zone,
      long limit,
      List<Integer> warnAt,
      Quota.Mode mode) {
    return new Quota(
        new QuotaId(new UUID(tenant.value().getLeastSignificantBits(), ids.incrementAndGet())),
        tenant,
        new QuotaScope.WholeTenant(),
        null,
        metric,
        window,
        zone,
        limit,
        warnAt,
        Quota.Enforcement.NORMAL,
        mode);
  }

  final QuotaDemand demand(QuotaAmount amount, long leastOutput) {
    return new QuotaDemand(
        new UUID(tenant.value().getMostSignificantBits(), ids.incrementAndGet()),
        new Caller(tenant, null, null, Set.of(Role.MEMBER), null),
        MODEL,
        amount,
        leastOutput,
        now);
  }

  static QuotaAmount amount(long input, long output) {
    return new QuotaAmount(1, input, output, null);
  }

  final QuotaDecision decide(QuotaDemand demand, List<Quota> quotas) {
    var answer = new CompletableFuture<QuotaDecision>();
    ledger().reserve(demand, quotas, answer::complete);
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  final QuotaDecision decide(QuotaAmount amount, Quota... quotas) {
    return decide(demand(amount, amount.outputTokens()), List.of(quotas));
  }

  final QuotaReservation granted(QuotaAmount amount, Quota... quotas) {
    return ((QuotaDecision.Granted) decide(amount, quotas)).reservation();
  }

  final QuotaDecision.Exhausted exhausted(QuotaAmount amount, Quota... quotas) {
    return (QuotaDecision.Exhausted) decide(amount, quotas);
  }
}
