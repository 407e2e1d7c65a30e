package ai.lyss.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.lyss.domain.health.CircuitState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the example shows is so. */
class EmbeddedTest {

  private static final long SEED = 20261123L;
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private static final Embedded.Report REPORT =
      new Embedded(NOON, new SplittableRandom(SEED)).run(System.out);

  @Test
  void working_channels_share_by_weight() {
    // Binomial(1000, 3/4): mean 750, standard deviation 13.7; five of them to either side.
    int steady = REPORT.answers().get("steady");
    assertTrue(681 <= steady && steady <= 819, () -> "seed " + SEED + ": " + REPORT.answers());
    assertEquals(Embedded.REQUESTS, steady + REPORT.answers().get("shaky"));
  }

  @Test
  void no_request_is_lost_while_one_channel_is_broken() {
    assertEquals(Map.of("steady", Embedded.REQUESTS), REPORT.answersDuringOutage());
  }

  @Test
  void the_breaker_keeps_requests_from_the_broken_channel() {
    // At most five failures in a row are needed to open it, so at most five attempts are wasted.
    int wasted = REPORT.attemptsDuringOutage() - Embedded.REQUESTS;
    assertTrue(1 <= wasted && wasted <= 5, () -> "seed " + SEED + ": wasted " + wasted);
    assertEquals(CircuitState.OPEN, REPORT.circuitOfTheBroken());
  }

  @Test
  void the_quota_grants_what_it_holds() {
    // Each request needs 20 tokens to be free and leaves 15 behind: 0, 15, 30, 45, 60, 75 pass,
    // at 90 only 10 are free.
    assertEquals(6, REPORT.granted());
    assertEquals(90, REPORT.status().used());
    assertEquals(0, REPORT.status().reserved());
  }
}
