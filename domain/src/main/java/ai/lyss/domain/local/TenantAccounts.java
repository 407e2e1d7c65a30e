package ai.lyss.domain.local;

import ai.lyss.domain.port.QuotaHistory.Used;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The quotas and running relays of one tenant. Every call is atomic and short: thread-safe by a
 * lock that no other tenant shares. Its time is the latest moment it was told of.
 */
final class TenantAccounts {

  private static final long SWEEP_EVERY_MILLIS = Duration.ofHours(1).toMillis();

  /** What a relay holds: in each account, in the order of the quotas, the slot it was put into. */
  private record Held(QuotaReservation reservation, QuotaAccount[] accounts, long[] slots) {}

  private final Map<QuotaId, QuotaAccount> accounts = new HashMap<>();
  private final Map<UUID, Held> held = new HashMap<>();
  private long now = Long.MIN_VALUE;
  private long nextSweep = Long.MIN_VALUE;

  /** Sets a demand aside; one that is set aside already stays as it is. */
  synchronized QuotaDecision reserve(QuotaDemand demand, List<Quota> quotas) {
    var before = held.get(demand.relay());
    if (before != null) {
      return new QuotaDecision.Granted(before.reservation());
    }
    goOnTo(demand.admittedAt());
    var counted = new QuotaAccount[quotas.size()];
    var fit = new Fit(demand);
    Quota binding = null;
    long bindsUntil = Long.MIN_VALUE;
    for (int i = 0; i < counted.length; i++) {
      var quota = quotas.get(i);
      counted[i] = account(quota);
      if (quota.mode() == Quota.Mode.ENFORCED && !fit.into(quota, counted[i].room(quota))) {
        long until = fitsFrom(fit, quota, counted[i]);
        binding = until > bindsUntil ? quota : binding;
        bindsUntil = Math.max(bindsUntil, until);
      }
    }
    return binding == null
        ? granted(demand, quotas, fit, counted)
        : new QuotaDecision.Exhausted(binding, instant(bindsUntil));
  }

  private void goOnTo(Instant moment) {
    now = Math.max(now, moment.toEpochMilli());
    if (now >= nextSweep) {
      accounts.values().forEach(account -> account.counter().advance(now));
      accounts.values().removeIf(account -> account.isBlank(now));
      nextSweep = now + SWEEP_EVERY_MILLIS;
    }
  }

  private QuotaAccount account(Quota quota) {
    var account = accounts.get(quota.id());
    if (account == null || !account.counts(quota)) {
      account = new QuotaAccount(quota, now);
      accounts.put(quota.id(), account);
    }
    account.counter().advance(now);
    return account;
  }

  private static long fitsFrom(Fit fit, Quota quota, QuotaAccount account) {
    long spare = quota.limit() - fit.needed(quota);
    return spare < 0 ? QuotaCounter.NEVER : account.counter().atMostFrom(spare);
  }

  private static @Nullable Instant instant(long millis) {
    return millis == QuotaCounter.NEVER ? null : Instant.ofEpochMilli(millis);
  }

  private QuotaDecision granted(
      QuotaDemand demand, List<Quota> quotas, Fit fit, QuotaAccount[] counted) {
    var asked = demand.amount();
    var amount =
        new QuotaAmount(asked.requests(), asked.inputTokens(), fit.output(), asked.costNanos());
    var slots = new long[counted.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = counted[i].counter().take(counted[i].amountOf(amount));
    }
    boolean late = demand.admittedAt().toEpochMilli() < now;
    var reservation =
        new QuotaReservation(
            demand.relay(),
            quotas,
            amount,
            fit.isClipped() ? fit.output() : null,
            warning(quotas, counted),
            late ? Instant.ofEpochMilli(now) : demand.admittedAt());
    held.put(demand.relay(), new Held(reservation, counted, slots));
    return new QuotaDecision.Granted(reservation);
  }

  /** Returns the first quota with news; another one's is told with the next relay. */
  private @Nullable QuotaId warning(List<Quota> quotas, QuotaAccount[] counted) {
    for (int i = 0; i < counted.length; i++) {
      var quota = quotas.get(i);
      if (quota.mode() == Quota.Mode.ENFORCED && counted[i].warns(quota, now)) {
        return quota.id();
      }
    }
    return null;
  }

  /** Returns how many relays hold something. */
  synchronized int held() {
    return held.size();
  }

  /** Replaces what a relay holds by what it used; does nothing when it holds nothing. */
  synchronized void settle(UUID relay, QuotaAmount used) {
    var relayed = held.remove(relay);
    if (relayed == null) {
      return;
    }
    for (int i = 0; i < relayed.slots().length; i++) {
      var account = relayed.accounts()[i];
      long taken = account.amountOf(relayed.reservation().amount());
      account.counter().settle(relayed.slots()[i], taken, account.amountOf(used));
    }
  }

  synchronized QuotaStatus status(Quota quota, Instant moment) {
    goOnTo(moment);
    var counter = knows(quota) ? account(quota).counter() : QuotaCounter.of(quota, now);
    return new QuotaStatus(quota, counter.used(), counter.reserved(), instant(counter.resetAt()));
  }

  /** Tells whether a quota is counted already. */
  synchronized boolean knows(Quota quota) {
    var account = accounts.get(quota.id());
    return account != null && account.counts(quota);
  }

  /** Starts to count a quota from its history, unless it is counted already. */
  synchronized void restore(Quota quota, List<Used> history, Instant moment) {
    goOnTo(moment);
    if (knows(quota)) {
      return;
    }
    var counter = account(quota).counter();
    for (var used : history) {
      counter.restore(used.start().toEpochMilli(), Math.max(0, used.amount()));
    }
  }

  synchronized int size() {
    return accounts.size();
  }

  synchronized void retain(Set<QuotaId> quotas) {
    accounts.keySet().retainAll(quotas);
  }
}
