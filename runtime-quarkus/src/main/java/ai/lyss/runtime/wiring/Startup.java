package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.journal.JournalDrainer;
import ai.lyss.adapter.persistence.journal.MappedUsageJournal;
import ai.lyss.adapter.provider.http.HttpTransport;
import ai.lyss.adapter.provider.tokenizer.JtokkitTokenCounter;
import ai.lyss.application.admin.FirstProvider;
import ai.lyss.application.admin.FirstStart;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.port.ConfigurationChanges;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.health.ReadinessGate;
import ai.lyss.runtime.observability.AccessLogWriter;
import ai.lyss.runtime.observability.Gauges;
import ai.lyss.runtime.start.Announcement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Brings the parts up in their order and down in the reverse: first things, what the last process
 * left in the journal, the configuration, the counters, then the readiness gate.
 */
@Singleton
final class Startup {

  private static final Logger LOG = Logger.getLogger(Startup.class);
  private static final String CONFIGURATION = "configuration";
  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

  private final GatewayConfig config;
  private final ReadinessGate gate;
  private final Announcement announcement;
  private final FirstStart firstStart;
  private final LiveConfiguration live;
  private final ConfigurationChanges changes;
  private final QuotaCounters counters;
  private final Journaling journaling;
  private final Relaying relaying;

  /** The journal and what drains it. */
  @Singleton
  record Journaling(MappedUsageJournal journal, JournalDrainer drainer) {}

  /** The connections to vendors, what counts their tokens, and what is shown of relays. */
  @Singleton
  record Relaying(
      HttpTransport transport,
      JtokkitTokenCounter tokens,
      Gauges gauges,
      AccessLogWriter accessLog) {}

  @Inject
  Startup(
      GatewayConfig config,
      ReadinessGate gate,
      Announcement announcement,
      FirstStart firstStart,
      LiveConfiguration live,
      ConfigurationChanges changes,
      QuotaCounters counters,
      Journaling journaling,
      Relaying relaying) {
    this.config = config;
    this.gate = gate;
    this.announcement = announcement;
    this.firstStart = firstStart;
    this.live = live;
    this.changes = changes;
    this.counters = counters;
    this.journaling = journaling;
    this.relaying = relaying;
    gate.demand(CONFIGURATION);
  }

  void start(@Observes StartupEvent started) {
    makeFirstThings();
    recoverJournal();
    reload();
    changes.listen(this::reload);
  }

  private void makeFirstThings() {
    var bootstrap = config.bootstrap();
    var providers =
        bootstrap.providers().orElse(false)
            ? FirstProviders.of(System::getenv)
            : List.<FirstProvider>of();
    var wish =
        new FirstStart.Wish(bootstrap.tenant(), bootstrap.adminKey().orElse(null), providers);
    var made = made(firstStart.run(wish));
    Secret newKey = made.newKey();
    if (newKey != null) {
      announcement.firstKeyMade(newKey);
    }
  }

  private static FirstStart.Result made(StoreOutcome<FirstStart.Result> outcome) {
    return switch (outcome) {
      case StoreOutcome.Done<FirstStart.Result> done -> done.value();
      case StoreOutcome.Missing<FirstStart.Result> missing -> throw unmade(missing.what());
      case StoreOutcome.Conflict<FirstStart.Result> conflict -> throw unmade(conflict.message());
      case StoreOutcome.Stale<FirstStart.Result> stale -> throw unmade("changed meanwhile");
      case StoreOutcome.Unavailable<FirstStart.Result> down -> throw unmade("store unreachable");
    };
  }

  private static IllegalStateException unmade(String why) {
    return new IllegalStateException("the first tenant could not be made: " + why);
  }

  /** Counters are restored from the ledger, so what the journal still holds is stored first. */
  private void recoverJournal() {
    try {
      journaling
          .drainer()
          .recovered()
          .toCompletableFuture()
          .get(LONGEST_RECOVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      LOG.warn("the journal of the last process is still being stored; going on meanwhile");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the journal could not be recovered", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Scheduled(every = "30s", delayed = "30s")
  void reload() {
    if (!live.reload(this::restoreCounters)) {
      LOG.warn("the configuration could not be read; the former one stays");
      return;
    }
    gate.met(CONFIGURATION);
  }

  /** A quota that is new here counts what the ledger says was used, before it is asked. */
  private void restoreCounters(Configuration configuration) {
    if (!counters.restored().test(configuration.quotas())) {
      LOG.warn("the counters of quotas could not be restored; trying again with the next reload");
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    changes.close();
    relaying.tokens().close(); // relays that are over but not settled yet go to the journal now
    counters.close().run();
    journaling.drainer().close();
    journaling.journal().close();
    relaying.transport().close();
    relaying.accessLog().close();
    LOG.info("stopped: relays are over and their records are kept");
  }
}
