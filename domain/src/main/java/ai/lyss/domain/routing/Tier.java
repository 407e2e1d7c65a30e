package ai.lyss.domain.routing;

import java.util.List;

/**
 * The drawable candidates of one priority, and the policy prepared for them. Immutable.
 *
 * @param candidates the candidates
 * @param chooser draws one of them
 */
record Tier(List<Candidate> candidates, RoutingPolicy.Chooser chooser) {

  static Tier of(List<Candidate> candidates, RoutingPolicy policy) {
    return new Tier(List.copyOf(candidates), policy.prepare(candidates));
  }
}
