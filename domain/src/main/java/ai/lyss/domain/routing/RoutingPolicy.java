package ai.lyss.domain.routing;

import ai.lyss.domain.channel.PolicyName;
import java.util.List;
import java.util.random.RandomGenerator;

/** How one candidate is chosen among equals. Immutable; this interface is the catalogue. */
public interface RoutingPolicy {

  /**
   * Prepares the choice among the candidates of one priority, all of positive weight, once for all
   * requests.
   */
  Chooser prepare(List<Candidate> candidates);

  /** A prepared choice. Thread-safe; costs on average the same for few candidates and for many. */
  interface Chooser {

    /** Returns the index of a candidate, whether it can serve now or not. */
    int choose(RandomGenerator random);
  }

  /** By weight and recent success, at random. */
  static RoutingPolicy weightedRandom() {
    return WeightedRandom::new;
  }

  /**
   * Returns the policy of that name. Weighted random is the one that is built; it stands in for the
   * others.
   */
  static RoutingPolicy of(PolicyName name) {
    return switch (name) {
      case WEIGHTED_RANDOM, ROUND_ROBIN, LEAST_CONNECTIONS, BEST_PERFORMANCE, ADAPTIVE ->
          weightedRandom();
    };
  }
}
