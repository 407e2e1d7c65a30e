package ai.lyss.domain.fake;

import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A history that adds up rows one by one. Immutable. */
public final class InMemoryQuotaHistory implements QuotaHistory {

  private final List<UsageRecord> rows;

  /** A history of these rows. */
  public InMemoryQuotaHistory(List<UsageRecord> rows) {
    this.rows = List.copyOf(rows);
  }

  @Override
  public StoreOutcome<List<Used>> used(Quota quota, Instant from, Duration step) {
    if (step.compareTo(Duration.ofNanos(1000)) < 0) {
      throw new IllegalArgumentException("step: " + step + " (expected: >= 1 microsecond)");
    }
    var sums = new TreeMap<Long, Long>();
    for (var row : rows) {
      long amount = row.provenance() == null ? 0 : amount(row).of(quota.metric());
      if (amount > 0 && counts(quota, row) && !row.opened().admittedAt().isBefore(from)) {
        long index = Duration.between(from, row.opened().admittedAt()).dividedBy(step);
        sums.merge(index, amount, Math::addExact);
      }
    }
    var used = new ArrayList<Used>();
    sums.forEach((index, sum) -> used.add(new Used(from.plus(step.multipliedBy(index)), sum)));
    return new StoreOutcome.Done<>(used);
  }

  private static boolean counts(Quota quota, UsageRecord row) {
    var opened = row.opened();
    return quota.tenant().equals(opened.tenant())
        && (quota.model() == null || quota.model().equals(opened.model()))
        && switch (quota.scope()) {
          case QuotaScope.WholeTenant whole -> true;
          case QuotaScope.OfKey key -> key.key().equals(opened.key());
          case QuotaScope.OfUser user -> user.user().equals(opened.user());
        };
  }

  private static QuotaAmount amount(UsageRecord row) {
    var usage = row.usage();
    return new QuotaAmount(
        1,
        usage.input() == null ? 0 : usage.input(),
        usage.output() == null ? 0 : usage.output(),
        row.cost() == null ? null : row.cost().nanos());
  }
}
