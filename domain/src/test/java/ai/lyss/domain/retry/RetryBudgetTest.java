package ai.lyss.domain.retry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.health.ManualNanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private final ManualNanos clock = new ManualNanos();
  private final RetryBudget budget = new RetryBudget(clock);

  private int spendAll() {
    int spent = 0;
    while (budget.tryRetry()) {
      spent++;
    }
    return spent;
  }

  @Test
  void grants_ten_a_second_without_any_traffic() {
    assertThat(spendAll()).isEqualTo(100);
    clock.advance(Duration.ofSeconds(8));
    assertThat(spendAll()).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(spendAll()).isEqualTo(100);
  }

  @Test
  void grants_a_fifth_of_much_traffic() {
    for (int i = 0; i < 10_000; i++) {
      budget.requested();
    }
    assertThat(spendAll()).isEqualTo(2_000);
    clock.advance(Duration.ofSeconds(10));
    assertThat(spendAll()).isEqualTo(100);
  }

  @Test
  void keeps_attempts_within_six_fifths_of_steady_traffic() {
    long requests = 0;
    long retries = 0;
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 1_000; i++) {
        budget.requested();
        requests++;
        retries += budget.tryRetry() ? 1 : 0;
        clock.advance(Duration.ofMillis(1));
      }
    }
    assertThat((double) retries / requests).isBetween(0.19, 0.2);
  }

  /** Every ten-second span of a random run: at most max(100, a fifth), by the list of all calls. */
  @Test
  void holds_in_every_span_of_nine_seconds_whatever_the_traffic() {
    for (long seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var tested = new RetryBudget(clock);
      var requests = new ArrayList<Long>();
      var retries = new ArrayList<Long>();
      for (int i = 0; i < 3_000; i++) {
        clock.advance(Duration.ofNanos((long) (random.nextExponential() * 4e6)));
        long now = clock.getAsLong();
        if (random.nextBoolean()) {
          tested.requested();
          requests.add(now);
        } else if (tested.tryRetry()) {
          retries.add(now);
          long recentRetries = retries.stream().filter(at -> at > now - 9_000_000_000L).count();
          long recent = requests.stream().filter(at -> at > now - 10_000_000_000L).count();
          assertThat(recentRetries)
              .as("seed %d", seed)
              .isLessThanOrEqualTo(Math.max(100, recent / 5));
        }
      }
      assertThat(retries.size()).as("seed %d", seed).isGreaterThanOrEqualTo(100);
    }
  }
}
