package ai.lyss.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AliasTableTest {

  /**
   * With N draws a count is binomial: within 5 standard deviations with odds of a million to one,
   * and not all of them exactly on the expectation either.
   */
  @Test
  void draws_in_proportion_to_the_weights() {
    int draws = 200_000;
    for (long seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var weights = random.ints(1 + random.nextInt(30), 0, 1_000).toArray();
      weights[0] += 1;
      long total = 0;
      for (int weight : weights) {
        total += weight;
      }
      var table = new AliasTable(weights);
      var counts = new int[weights.length];
      var chance = new SplittableRandom(seed);
      for (int i = 0; i < draws; i++) {
        counts[table.draw(chance)]++;
      }
      for (int i = 0; i < weights.length; i++) {
        double p = (double) weights[i] / total;
        double slack = 5 * Math.sqrt(draws * p * (1 - p));
        assertThat((double) counts[i])
            .as("seed %d, weight %d of %d", seed, weights[i], total)
            .isBetween(draws * p - slack, draws * p + slack);
      }
    }
  }

  /** Pearson's statistic over 10 classes: mean 9, above 40 once in 130,000, below 0.5 as rarely. */
  @Test
  void scatters_as_chance_does() {
    int[] weights = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    int draws = 100_000;
    double sum = 0;
    for (long seed = 0; seed < 50; seed++) {
      var table = new AliasTable(weights);
      var counts = new int[weights.length];
      var random = new SplittableRandom(seed);
      for (int i = 0; i < draws; i++) {
        counts[table.draw(random)]++;
      }
      double statistic = 0;
      for (int i = 0; i < weights.length; i++) {
        double expected = draws * weights[i] / 55.0;
        statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
      }
      assertThat(statistic).as("seed %d", seed).isBetween(0.5, 40.0);
      sum += statistic;
    }
    assertThat(sum / 50).isBetween(9 - 3.0, 9 + 3.0);
  }

  @Test
  void never_draws_a_weight_of_zero_and_always_the_only_one() {
    var table = new AliasTable(new int[] {0, 5, 0, 1_000_000, 0});
    var random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      assertThat(table.draw(random)).isIn(1, 3);
    }
    assertThat(new AliasTable(new int[] {3}).draw(random)).isZero();
  }

  @Test
  void holds_ten_thousand_of_the_largest_weights() {
    var weights = new int[10_000];
    Arrays.fill(weights, 1_000_000);
    var table = new AliasTable(weights);
    var random = new Random(2);
    var seen = new boolean[weights.length];
    for (int i = 0; i < 200_000; i++) {
      seen[table.draw(random)] = true;
    }
    assertThat(seen).as("each is missed with probability e^-20").containsOnly(true);
  }

  @Test
  void refuses_weights_that_are_all_zero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AliasTable(new int[] {0, 0}));
    assertThatIllegalArgumentException().isThrownBy(() -> new AliasTable(new int[0]));
  }
}
