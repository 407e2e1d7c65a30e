package ai.lyss.adapter.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.usage.LedgerDatabase;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.usage.RelayStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a relaying process again and again; {@code -Dlyss.exhaustive=true} kills it more often. */
class KilledProcessTest {

  private static final long SEED = Long.getLong("lyss.seed", 20261123);
  private static final int ROUNDS = Boolean.getBoolean("lyss.exhaustive") ? 60 : 5;

  private static final int LINE = "O 00000000-0000-0000-0000-000000000000\n".length();

  @TempDir private Path temp;
  @TempDir private Path outside;
  private Path acknowledged;
  private Path errors;
  private final LedgerDatabase database = LedgerDatabase.create();
  private final Set<UUID> opened = new HashSet<>();
  private final Set<UUID> closed = new HashSet<>();

  @Test
  @Timeout(1800)
  void has_every_acknowledged_record_in_the_ledger_once() throws Exception {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      runAndKill(random);
      // now and then the next process dies before anybody has drained what this one left
      if (round == ROUNDS - 1 || random.nextInt(3) > 0) {
        recover();
        check("seed %d, round %d".formatted(SEED, round));
      }
    }
    assertThat(closed).as("seed %d", SEED).hasSizeGreaterThan(100);
    assertThat(database.number("SELECT count(*) FROM quota_records WHERE status = 'orphaned'"))
        .isPositive();
  }

  private void runAndKill(Random random) throws Exception {
    boolean drains = random.nextBoolean();
    int lines = random.nextInt(5) == 0 ? 0 : random.nextInt(6_000);
    acknowledged = Files.createTempFile(outside, "acknowledged", "");
    errors = Files.createTempFile(outside, "errors", "");
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                AppendingProcess.class.getName(),
                temp.toString(),
                Long.toString(random.nextLong()),
                drains ? database.url() : "-")
            .redirectError(errors.toFile())
            .redirectOutput(acknowledged.toFile())
            .start();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(lines == 0 ? random.nextInt(700) : 0));
    Eventually.isTrue(
        "it relays; " + Files.readString(errors),
        () -> acknowledged.toFile().length() >= lines * (long) LINE || !process.isAlive());
    assertThat(process.isAlive()).as(() -> "errors: " + errors()).isTrue();
    process.destroyForcibly();
    process.waitFor();
    for (var line : Files.readAllLines(acknowledged)) {
      note(line);
    }
  }

  private String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Only a whole line was acknowledged. */
  private void note(String line) {
    if (line.length() == LINE - 1) {
      var id = UUID.fromString(line.substring(2));
      (line.startsWith("O") ? opened : closed).add(id);
    }
  }

  private void recover() {
    var clock = InstantSource.system();
    try (var journal =
            new MappedUsageJournal(
                temp, AppendingProcess.SEGMENT, AppendingProcess.SEGMENT * 160L, clock);
        var drainer =
            new JournalDrainer(
                journal,
                new PostgresUsageLedger(database.source(), Duration.ofSeconds(20)),
                clock)) {
      drainer.recovered().toCompletableFuture().join();
      assertThat(drainer.rejectedRows()).isZero();
    }
  }

  private void check(String when) throws IOException {
    var statuses = new HashMap<UUID, String>();
    for (var row :
        database.rows("SELECT relay_id, status, coalesce(request_id, '') FROM quota_records")) {
      var fields = row.split("\\|");
      var id = UUID.fromString(fields[0]);
      assertThat(statuses.put(id, fields[1])).as("%s: second row of %s", when, id).isNull();
      assertThat(fields[2]).isEqualTo(AppendingProcess.opened(id).requestId());
    }
    var missing = new HashSet<>(opened);
    missing.removeAll(statuses.keySet());
    assertThat(missing).as(when).isEmpty();
    for (var id : closed) {
      assertThat(statuses.get(id))
          .as("%s: relay %s", when, id)
          .isEqualTo(AppendingProcess.closed(id).status().name().toLowerCase(Locale.ROOT));
    }
    checkOpen(when, statuses);
    try (var files = Files.list(temp)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .as(when)
          .noneMatch(name -> name.startsWith("unreadable") || name.startsWith("rejected"));
    }
  }

  /** The end of such a relay was either not journalled, or journalled and not acknowledged. */
  private void checkOpen(String when, Map<UUID, String> statuses) {
    for (var id : opened) {
      if (!closed.contains(id)) {
        assertThat(statuses.get(id))
            .as("%s: relay %s", when, id)
            .isIn(
                RelayStatus.ORPHANED.name().toLowerCase(Locale.ROOT),
                AppendingProcess.closed(id).status().name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
