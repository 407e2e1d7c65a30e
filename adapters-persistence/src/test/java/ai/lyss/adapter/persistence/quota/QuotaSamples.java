package ai.lyss.adapter.persistence.quota;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A tenant that no other test has, and what it asks. */
final class QuotaSamples {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  final TenantId tenant = new TenantId(UUID.randomUUID());

  Quota quota(QuotaMetric metric, QuotaWindow window, long limit) {
    return quota(new QuotaId(UUID.randomUUID()), metric, window, limit, List.of());
  }

  Quota quota(
      QuotaId id, QuotaMetric metric, QuotaWindow window, long limit, List<Integer> warnAt) {
    return new Quota(
        id,
        tenant,
        new QuotaScope.WholeTenant(),
        null,
        metric,
        window,
        ZoneOffset.UTC,
        limit,
        warnAt,
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }

  QuotaDemand demand(QuotaAmount amount, long leastOutput, Instant at) {
    return new QuotaDemand(
        UUID.randomUUID(),
        new Caller(tenant, null, null, Set.of(Role.MEMBER), null),
        new ModelName("m"),
        amount,
        leastOutput,
        at);
  }

  QuotaDemand demand(long input, long output) {
    return demand(new QuotaAmount(1, input, output, null), output, Instant.now());
  }

  static QuotaDecision decide(QuotaLedger ledger, QuotaDemand demand, Quota... quotas) {
    return decision(ledger, demand, List.of(quotas)).join();
  }

  static CompletableFuture<QuotaDecision> decision(
      QuotaLedger ledger, QuotaDemand demand, List<Quota> quotas) {
    var answer = new CompletableFuture<QuotaDecision>();
    ledger.reserve(demand, quotas, answer::complete);
    return answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  static QuotaReservation granted(QuotaLedger ledger, QuotaDemand demand, Quota... quotas) {
    return ((QuotaDecision.Granted) decide(ledger, demand, quotas)).reservation();
  }

  static QuotaStatus status(QuotaLedger ledger, Quota quota) {
    return ledger.status(List.of(quota)).getFirst();
  }

  /** Tells whether a quota stands so; false while it cannot be told. */
  static boolean stands(QuotaLedger ledger, Quota quota, long used, long reserved) {
    var status = ledger.status(List.of(quota));
    return !status.isEmpty()
        && status.getFirst().used() == used
        && status.getFirst().reserved() == reserved;
  }

  static void eventually(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + ": not within " + LIMIT);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
