package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.journal.JournalDrainer;
import ai.lyss.adapter.persistence.journal.MappedUsageJournal;
import ai.lyss.adapter.persistence.usage.PostgresQuotaHistory;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.runtime.config.GatewayConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The usage journal, what drains it, and the counters of quotas. */
final class Ledger {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Produces
  @Singleton
  MappedUsageJournal journal(GatewayConfig config, InstantSource wall) {
    var journal = config.journal();
    return new MappedUsageJournal(
        config.home().resolve("journal"),
        journal.segmentSize().bytes(),
        journal.maxSize().bytes(),
        wall);
  }

  @Produces
  @Singleton
  JournalDrainer drainer(MappedUsageJournal journal, DataSource store, InstantSource wall) {
    return new JournalDrainer(journal, new PostgresUsageLedger(store, DEADLINE), wall);
  }

  @Produces
  @Singleton
  QuotaHistory history(DataSource store) {
    return new PostgresQuotaHistory(store, DEADLINE);
  }

  @Produces
  @Singleton
  LocalQuotaLedger counters(InstantSource wall) {
    return new LocalQuotaLedger(wall);
  }
}
