package ai.lyss.adapter.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.usage.FreezingProxy;
import ai.lyss.adapter.persistence.usage.LedgerDatabase;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.fixture.UsageSamples;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL stops, freezes and comes back while relays go on. */
@Timeout(300)
class LedgerOutageTest {

  private static final long SEED = 13;
  private static final int SEGMENT = 256 * 1024;
  private static final long PACE_NANOS = 500_000;

  @TempDir private Path temp;
  private final AtomicLong relayed = new AtomicLong();
  private volatile boolean done;
  private Thread caller;
  private MappedUsageJournal journal;
  private JournalDrainer drainer;

  @AfterEach
  void stop() {
    drainer.close();
    journal.close();
  }

  @Test
  void goes_on_by_itself_when_the_server_was_stopped_and_started_again() throws Exception {
    var data = temp.resolve("data");
    var server = server(data, 0);
    int port = server.getPort();
    var database = LedgerDatabase.create(server);
    start(database);
    Eventually.isTrue("rows are stored", () -> drainer.storedRows() > 0);
    server.close();
    Eventually.isTrue("failures", () -> drainer.consecutiveFailures() > 0);
    long before = relayed.get();
    Eventually.isTrue("relays go on", () -> relayed.get() > before + 200);
    try (var again = server(data, port)) {
      assertThat(again.getPort()).isEqualTo(port);
      Eventually.isTrue("it is back", () -> drainer.consecutiveFailures() == 0);
      finish(database);
    }
  }

  @Test
  void goes_on_by_itself_when_the_server_was_frozen() throws Exception {
    var database = LedgerDatabase.create();
    try (var proxy = new FreezingProxy(database.port())) {
      start(database.through(proxy.port()));
      Eventually.isTrue("rows are stored", () -> drainer.storedRows() > 0);
      proxy.freeze();
      Eventually.isTrue("failures", () -> drainer.consecutiveFailures() > 0);
      long before = relayed.get();
      Eventually.isTrue("relays go on", () -> relayed.get() > before + 200);
      proxy.thaw();
      finish(database);
    }
  }

  private void start(LedgerDatabase database) {
    var clock = InstantSource.system();
    journal = new MappedUsageJournal(temp.resolve("journal"), SEGMENT, 200 * SEGMENT, clock);
    drainer =
        new JournalDrainer(
            journal, new PostgresUsageLedger(database.source(), Duration.ofMillis(800)), clock);
    caller = Thread.ofPlatform().start(this::relay);
  }

  private void relay() {
    var random = new Random(SEED);
    while (!done) {
      var row = UsageSamples.closed(random);
      if (journal.opened(row.opened())) {
        journal.closed(row);
        relayed.incrementAndGet();
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
  }

  private void finish(LedgerDatabase database) throws InterruptedException {
    done = true;
    caller.join();
    Eventually.isTrue(
        "all rows are stored",
        () -> database.number("SELECT count(*) FROM quota_records") == relayed.get());
    assertThat(drainer.rejectedRows()).isZero();
    // a row whose acknowledgement got lost is stored, and not counted
    assertThat(drainer.storedRows()).isBetween(1L, relayed.get());
  }

  private static EmbeddedPostgres server(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }
}
