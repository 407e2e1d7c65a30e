package ai.lyss.domain.routing;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws by weight × success rate over the last minute, floored at 0.05. The weights are in an alias
 * table; the rate is applied by rejection: a drawn candidate is kept with the probability of its
 * rate, else drawn anew. That gives the product exactly and follows the rates at once, with no
 * table to rebuild: weights 1 and 1 with rates 1 and 0.25 give 0.8 and 0.2. Thread-safe.
 */
final class WeightedRandom implements RoutingPolicy.Chooser {

  private static final double LEAST_RATE = 0.05;
  private static final int MOST_REJECTIONS = 32;

  private final List<Candidate> candidates;
  private final AliasTable weights;

  WeightedRandom(List<Candidate> candidates) {
    this.candidates = List.copyOf(candidates);
    weights =
        new AliasTable(this.candidates.stream().mapToInt(c -> c.channel().weight()).toArray());
  }

  @Override
  public int choose(RandomGenerator random) {
    int drawn = weights.draw(random);
    for (int i = 0; i < MOST_REJECTIONS && candidates.size() > 1; i++) {
      double rate = candidates.get(drawn).health().successRate();
      if (rate >= 1 || random.nextDouble() < Math.max(LEAST_RATE, rate)) {
        return drawn;
      }
      drawn = weights.draw(random);
    }
    return drawn;
  }
}
