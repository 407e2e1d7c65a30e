package ai.lyss.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests at a steady rate over three channels, one of which dies after a third of the time and
 * returns after two: no caller sees it. {@code -Dlyss.load.rate=500 -Dlyss.load.seconds=60} is the
 * full size.
 */
@Timeout(600)
final class FailoverUnderLoadIT {

  private static final int RATE = Integer.getInteger("lyss.load.rate", 200);
  private static final int SECONDS = Integer.getInteger("lyss.load.seconds", 9);

  /** Doubling from here, its fourth trial falls into the middle of the last third. */
  private static final String OPEN_FOR = SECONDS * 1_000 / 30 + "ms";

  @TempDir Path temporary;

  @Test
  void a_channel_that_dies_and_returns_fails_no_call() throws Exception {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    var pace = new PacedVendor.Pace(20, 5, 0);
    try (var mortal = new PacedVendor(vertx, pace);
        var second = new PacedVendor(vertx, pace);
        var third = new PacedVendor(vertx, pace);
        var service =
            LoadedService.start(
                temporary.resolve("state"),
                Map.of("LYSS_HEALTH_OPEN_FOR", OPEN_FOR),
                List.of(mortal, second, third))) {
      new SteadyCallers(vertx, service.port()).run(RATE, 2, List.of()); // warms up
      int before = mortal.answered();
      var atReturn = new AtomicInteger();
      var seen =
          new SteadyCallers(vertx, service.port())
              .run(
                  RATE,
                  SECONDS,
                  List.of(
                      new SteadyCallers.Event(SECONDS * 1_000 / 3, mortal::die),
                      new SteadyCallers.Event(
                          SECONDS * 2_000 / 3,
                          () -> {
                            atReturn.set(mortal.answered());
                            mortal.revive();
                          })));

      report(seen, mortal.answered() - before);
      assertThat(seen.calls()).isEqualTo(RATE * SECONDS);
      assertThat(seen.failed()).as("first: %s", seen.firstFault()).isZero();
      assertThat(seen.attempts())
          .isGreaterThan(seen.calls()) // it did die, and was noticed by trying
          .isLessThanOrEqualTo(seen.calls() * 12 / 10);
      // a third of the calls before its death: 200 of 600, give or take seven deviations of 11.5
      int beforeDeath = atReturn.get() - before;
      assertThat(beforeDeath).isBetween(RATE * SECONDS / 9 * 3 / 5, RATE * SECONDS / 9 * 7 / 5);
      assertThat(mortal.answered()).as("after its return").isGreaterThan(atReturn.get());
      assertThat(service.metric("lyss_relays_running")).isZero();
      assertThat(service.stop()).isZero();
    } finally {
      PacedVendor.await(vertx.close());
    }
  }

  private static void report(SteadyCallers.Seen seen, int byTheMortal) throws IOException {
    var report =
        new LoadReport("failover", "calls", "failed", "attempts a call", "by the mortal channel");
    report.row(
        seen.calls(),
        seen.failed(),
        "%.4f".formatted((double) seen.attempts() / seen.calls()),
        byTheMortal);
    report.write();
  }
}
