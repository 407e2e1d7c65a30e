package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.journal.JournalDrainer;
import ai.lyss.adapter.persistence.journal.MappedUsageJournal;
import ai.lyss.adapter.persistence.usage.PostgresQuotaHistory;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.SharedState;
import ai.lyss.runtime.health.SharedStateReadiness;
import ai.lyss.runtime.observability.Gauges;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

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
  QuotaCounters counters(
      GatewayConfig config,
      Config settings,
      Vertx vertx,
      QuotaHistory history,
      Gauges gauges,
      InstantSource wall) {
    return switch (config.sharedState().orElse(SharedState.LOCAL)) {
      case LOCAL -> {
        var ledger = new LocalQuotaLedger(wall);
        gauges.reservations(ledger::held).sharedQuotas(() -> 0, () -> 0, () -> 0);
        yield local(ledger, history);
      }
      case REDIS -> {
        var shared = SharedCounters.open(settings, config, vertx, history, wall);
        shared.show(gauges);
        yield shared.counters();
      }
    };
  }

  private static QuotaCounters local(LocalQuotaLedger ledger, QuotaHistory history) {
    var probe =
        new SharedStateReadiness.Probe() {
          @Override
          public String kind() {
            return "local";
          }

          @Override
          public boolean answers() {
            return true;
          }
        };
    return new QuotaCounters(ledger, quotas -> ledger.restore(quotas, history), probe, () -> {});
  }

  @Produces
  @Singleton
  QuotaLedger ledger(QuotaCounters counters) {
    return counters.ledger();
  }

  @Produces
  @Singleton
  SharedStateReadiness.Probe probe(QuotaCounters counters) {
    return counters.probe();
  }
}
