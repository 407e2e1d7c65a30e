package ai.lyss.adapter.persistence.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryQuotaHistory;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.port.QuotaHistoryContract;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostgresQuotaHistoryTest extends QuotaHistoryContract {

  private static final long SEED = 31;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final LedgerDatabase database = LedgerDatabase.create();

  @Override
  protected QuotaHistory historyOf(List<UsageRecord> stored) {
    var rows = stored.stream().map(LedgerRow::closed).toList();
    assertThat(new PostgresUsageLedger(database.source(), DEADLINE).store(rows))
        .isEqualTo(new LedgerOutcome.Stored(rows.size()));
    return new PostgresQuotaHistory(database.source(), DEADLINE);
  }

  @Test
  void adds_up_random_rows_as_one_would_by_hand() {
    var random = new Random(SEED);
    var rows = new ArrayList<UsageRecord>();
    for (int i = 0; i < 3000; i++) {
      rows.add(UsageSamples.closed(random));
    }
    var stored = historyOf(rows);
    var expected = new InMemoryQuotaHistory(rows);
    for (int i = 0; i < 200; i++) {
      var quota = quota(random);
      var from = UsageSamples.FIRST.plusSeconds(random.nextInt(3600));
      var step = Duration.ofSeconds(1 + random.nextInt(900));
      assertThat(stored.used(quota, from, step))
          .as("seed %d, quota %s from %s by %s", SEED, quota, from, step)
          .isEqualTo(expected.used(quota, from, step));
    }
  }

  @Test
  void is_unavailable_without_its_table() {
    database.execute("DROP TABLE quota_records");
    assertThat(
            new PostgresQuotaHistory(database.source(), DEADLINE)
                .used(quota(new Random(SEED)), UsageSamples.FIRST, DEADLINE))
        .isEqualTo(new StoreOutcome.Unavailable<>());
  }

  private static Quota quota(Random random) {
    var scopes =
        List.of(
            new QuotaScope.WholeTenant(),
            new QuotaScope.OfKey(new KeyId(new UUID(9, random.nextInt(3)))),
            new QuotaScope.OfUser(random.nextBoolean() ? "Zoë" : "alice"));
    var metrics = QuotaMetric.values();
    return new Quota(
        new QuotaId(new UUID(3, 1)),
        new TenantId(new UUID(7, 1 + random.nextInt(2))),
        scopes.get(random.nextInt(scopes.size())),
        random.nextBoolean() ? new ModelName("gpt-4o-mini") : null,
        metrics[random.nextInt(metrics.length)],
        QuotaWindow.DAY,
        ZoneOffset.UTC,
        1000,
        List.of(),
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }
}
