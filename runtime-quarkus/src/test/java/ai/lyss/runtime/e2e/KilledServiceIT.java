package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
final class KilledServiceIT {

  private static final long SEED = 20_261_123;
  private static final int ROUNDS = Integer.getInteger("lyss.kill.rounds", 4);

  @TempDir Path temporary;

  private Path home() {
    return temporary.resolve("state");
  }

  private Connection connect() throws SQLException, IOException {
    var lines = Files.readAllLines(home().resolve("postgres/data/postmaster.pid"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + lines.get(3) + "/lyss",
        "postgres",
        Files.readString(home().resolve("database.password")).strip());
  }

  @Test
  void starts_again_after_a_kill_with_every_commit_in_place() throws IOException, SQLException {
    for (int round = 0; round < ROUNDS; round++) {
      try (var service = ServiceProcess.ready(home());
          var connection = connect();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE IF NOT EXISTS witness (round int)");
        try (var rows = statement.executeQuery("SELECT count(*) FROM witness")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).as("rows after %d kills", round).isEqualTo(round);
        }
        statement.execute("INSERT INTO witness VALUES (" + round + ")");
        service.handle().destroyForcibly();
        assertThat(service.exit()).isEqualTo(137);
        if (round + 1 < ROUNDS) {
          orphanStays(service);
        }
      }
    }
  }

  /** The next round starts beside the database that the killed process left behind. */
  private void orphanStays(ServiceProcess killed) throws IOException {
    assertThat(killed.databases()).hasSize(1);
    try (var next = ServiceProcess.ready(home())) {
      assertThat(next.databases()).hasSize(1);
      assertThat(next.stop()).isZero();
    }
  }

  @Test
  void starts_after_kills_at_random_moments_of_its_start() throws IOException {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      try (var service = ServiceProcess.start(home(), Map.of())) {
        waitFor(service, Duration.ofMillis(random.nextLong(200, 6_000)));
        service.handle().destroyForcibly();
        service.exit();
        try (var next = ServiceProcess.ready(home())) {
          assertThat(next.get("/q/health/ready").statusCode())
              .as("round %d, seed %d", round, SEED)
              .isEqualTo(200);
          assertThat(next.stop()).isZero();
        }
      }
    }
  }

  private static void waitFor(ServiceProcess service, Duration time) {
    try {
      service.handle().onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void is_not_misled_by_a_number_that_belongs_to_another_process_by_now() throws IOException {
    try (var service = ServiceProcess.ready(home())) {
      assertThat(service.stop()).isZero();
    }
    var other = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          home().resolve("postgres/data/postmaster.pid"),
          other.pid() + "\n" + home().resolve("postgres/data") + "\n1\n5432\n\n127.0.0.1\n");
      try (var service = ServiceProcess.ready(home())) {
        assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
      }
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }
}
