package ai.lyss.adapter.persistence.change;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.change.PostgresConfigurationChanges.Timing;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.database.TestLine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresConfigurationChangesTest {

  private static final Timing QUICK =
      new Timing(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private static TestDatabase database;

  private final TestLine line = new TestLine(TestDatabase.port());
  private final Semaphore calls = new Semaphore(0);
  private final PostgresConfigurationChanges changes = changes(QUICK);

  @BeforeAll
  static void start() {
    database = TestDatabase.empty();
  }

  @AfterEach
  void end() {
    changes.close();
    line.close();
  }

  @Test
  void tells_of_a_notice_at_once_and_not_after_the_next_ping() throws InterruptedException {
    var patient = Duration.ofMinutes(10);
    try (var slow = changes(new Timing(patient, patient, patient, patient))) {
      slow.listen(calls::release);
      awaitCall();

      database.execute("notify lyss_configuration, 'x'");

      awaitCall();
    }
  }

  @Test
  void connects_again_and_tells_when_its_connection_was_ended() throws InterruptedException {
    changes.listen(calls::release);
    awaitCall();
    for (int i = 0; i < 3; i++) {
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'lyss configuration changes'"
              + " and datname = current_database()");

      awaitCall();
    }

    database.execute("notify lyss_configuration");

    awaitCall();
  }

  @Test
  void leaves_a_connection_that_answers_nothing_any_more() throws InterruptedException {
    changes.listen(calls::release);
    awaitCall();
    line.freeze();
    line.awaitAccepted(line.accepted() + 1);

    line.restore();

    awaitCall();
    database.execute("notify lyss_configuration");
    awaitCall();
  }

  @Test
  void waits_for_a_server_that_is_not_there_yet() throws InterruptedException {
    line.cut();
    changes.listen(calls::release);
    line.awaitAccepted(3);
    assertThat(calls.availablePermits()).isZero();

    line.restore();

    awaitCall();
  }

  @Test
  void tells_nothing_while_nothing_happens() throws InterruptedException {
    changes.listen(calls::release);
    awaitCall();

    // Several pings long.
    assertThat(calls.tryAcquire(1, TimeUnit.SECONDS)).isFalse();
    assertThat(line.accepted()).isEqualTo(1);
  }

  @Test
  void closes_within_a_moment_while_it_listens_connects_or_waits() throws InterruptedException {
    var patient = Duration.ofMinutes(10);
    try (var listening = changes(new Timing(patient, patient, patient, patient))) {
      listening.listen(calls::release);
      awaitCall();
      assertThat(timeOf(listening::close)).isLessThan(Duration.ofSeconds(2));
    }
    line.cut();
    try (var waiting = changes(new Timing(patient, patient, patient, patient))) {
      int before = line.accepted();
      waiting.listen(calls::release);
      line.awaitAccepted(before + 1);
      assertThat(timeOf(waiting::close)).isLessThan(Duration.ofSeconds(2));
    }
    line.freeze();
    try (var connecting = changes(QUICK)) {
      int before = line.accepted();
      connecting.listen(calls::release);
      line.awaitAccepted(before + 1);
      assertThat(timeOf(connecting::close)).isLessThan(Duration.ofSeconds(3));
    }
  }

  private PostgresConfigurationChanges changes(Timing timing) {
    var address = new DatabaseAddress(database.url(line.port()), TestDatabase.user(), null);
    return new PostgresConfigurationChanges(address, timing);
  }

  private void awaitCall() throws InterruptedException {
    assertThat(calls.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }

  private static Duration timeOf(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
