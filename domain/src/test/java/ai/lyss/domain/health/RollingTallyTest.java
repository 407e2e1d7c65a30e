package ai.lyss.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RollingTallyTest {

  private static final long SECOND = 1_000_000_000L;

  /**
   * Against the list of all events: nothing older than 10 s counts, nothing younger than 9 s not.
   */
  @Test
  void counts_the_last_nine_to_ten_seconds() {
    for (long seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var tally = new RollingTally(10, Duration.ofSeconds(1));
      var events = new ArrayList<Long>();
      long now = random.nextLong() / 2;
      for (int i = 0; i < 2_000; i++) {
        now += (long) (random.nextExponential() * SECOND / (1 + random.nextInt(20)));
        if (random.nextInt(500) == 0) {
          now += 100 * SECOND;
        }
        tally.event(now);
        events.add(now);
        assertThat(tally.events(now))
            .as("seed %d", seed)
            .isBetween(younger(events, now - 9 * SECOND), younger(events, now - 10 * SECOND));
        assertThat(tally.hits(now)).isZero();
      }
    }
  }

  private static long younger(List<Long> events, long than) {
    return events.stream().filter(at -> at > than).count();
  }

  @Test
  void stays_at_the_largest_count_of_a_bucket() {
    var tally = new RollingTally(2, Duration.ofSeconds(1));
    for (int i = 0; i < (1 << 21) + 5; i++) {
      tally.hit(0);
    }
    tally.event(0);
    assertThat(tally.hits(0)).isEqualTo((1 << 21) - 1);
    assertThat(tally.events(0)).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  void loses_nothing_and_keeps_its_condition_under_contention() throws Exception {
    var tally = new RollingTally(10, Duration.ofSeconds(1));
    var calls = new ArrayList<Callable<Integer>>();
    for (int thread = 0; thread < 8; thread++) {
      calls.add(
          () -> {
            int hits = 0;
            for (int i = 0; i < 5_000; i++) {
              tally.event(7);
              hits += tally.hitWithin(7, events -> 1_000) ? 1 : 0;
            }
            return hits;
          });
    }
    int hits = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var call : threads.invokeAll(calls)) {
        hits += call.get();
      }
    }
    assertThat(hits).isEqualTo(1_000);
    assertThat(tally.hits(7)).isEqualTo(1_000);
    assertThat(tally.events(7)).isEqualTo(40_000);
  }
}
