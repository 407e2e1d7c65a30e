package ai.lyss.domain.routing;

import ai.lyss.domain.channel.PolicyName;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * All candidates of one tenant's model, sorted into priorities, with the policy prepared: built
 * when the configuration changes, not per request. A candidate that is disabled, or whose weight is
 * 0, is shown but never drawn, whatever becomes of the others. Immutable.
 */
public final class CandidateGroup {

  private final List<Candidate> candidates;
  private final List<Tier> tiers;

  private CandidateGroup(List<Candidate> candidates, List<Tier> tiers) {
    this.candidates = candidates;
    this.tiers = tiers;
  }

  /** Returns a group of these candidates. */
  public static CandidateGroup of(List<Candidate> candidates, PolicyName policy) {
    var byPriority =
        candidates.stream()
            .filter(Candidate::isDrawable)
            .collect(
                Collectors.groupingBy(
                    candidate -> candidate.channel().priority(),
                    TreeMap::new,
                    Collectors.toList()));
    var routing = RoutingPolicy.of(policy);
    var tiers = byPriority.values().stream().map(equals -> Tier.of(equals, routing)).toList();
    return new CandidateGroup(List.copyOf(candidates), tiers);
  }

  /** Starts the way of one relay through the candidates. */
  public RoutePlan plan(RequestNeeds needs, RandomGenerator random) {
    return new RoutePlan(tiers, needs, random);
  }

  /** Tells whether there is no candidate at all, not even a disabled one. */
  public boolean isEmpty() {
    return candidates.isEmpty();
  }

  /** Returns all candidates, disabled ones included, in the order given. */
  public List<Candidate> candidates() {
    return candidates;
  }
}
