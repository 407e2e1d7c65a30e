package ai.lyss.domain.routing;

import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/**
 * Draws an index with a probability exactly proportional to its weight, in constant time: a fair
 * column, then a biased coin between the column and its alias. Whole numbers throughout, so that no
 * probability is off by rounding. Immutable.
 *
 * @see <a href="https://doi.org/10.1109/32.92917">M. D. Vose, “A linear algorithm for generating
 *     random numbers with a given distribution” (1991)</a>
 */
final class AliasTable {

  private final long total;
  private final long[] threshold;
  private final int[] alias;

  /** A table of these weights: at least one, none below 0, not all 0, in sum at most 2^63 / n. */
  AliasTable(int[] weights) {
    int n = weights.length;
    threshold = new long[n];
    alias = new int[n];
    long sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    if (sum <= 0) {
      throw new IllegalArgumentException("weights: sum " + sum + " (expected: > 0)");
    }
    total = sum;
    var small = new ArrayDeque<Integer>();
    var large = new ArrayDeque<Integer>();
    for (int i = 0; i < n; i++) {
      threshold[i] = Math.multiplyExact((long) weights[i], n);
      alias[i] = i;
      (threshold[i] < total ? small : large).push(i);
    }
    pair(small, large);
  }

  private void pair(ArrayDeque<Integer> small, ArrayDeque<Integer> large) {
    while (!small.isEmpty() && !large.isEmpty()) {
      int less = small.pop();
      int more = large.pop();
      alias[less] = more;
      threshold[more] -= total - threshold[less];
      (threshold[more] < total ? small : large).push(more);
    }
  }

  /** Draws an index. */
  int draw(RandomGenerator random) {
    if (alias.length == 1) {
      return 0;
    }
    int column = random.nextInt(alias.length);
    return random.nextLong(total) < threshold[column] ? column : alias[column];
  }
}
