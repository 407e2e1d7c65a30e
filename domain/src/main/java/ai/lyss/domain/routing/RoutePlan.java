package ai.lyss.domain.routing;

import ai.lyss.domain.health.Admission;
import ai.lyss.domain.health.Exclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One relay's way through its candidates: not a ranked list, but a draw each time one is asked for,
 * so that a pick costs the same with ten channels and with ten thousand. Not thread-safe.
 */
public final class RoutePlan {

  private static final int MOST_DRAWS = 8;
  private static final Exclusion ALREADY_TRIED = Exclusion.of(Exclusion.Reason.ALREADY_TRIED);

  private final List<Tier> tiers;
  private final RequestNeeds needs;
  private final RandomGenerator random;
  private final List<Candidate> tried = new ArrayList<>(2);

  RoutePlan(List<Tier> tiers, RequestNeeds needs, RandomGenerator random) {
    this.tiers = tiers;
    this.needs = needs;
    this.random = random;
  }

  /**
   * Draws a candidate that was not tried yet: of the first priority that has one that can serve
   * now. After 8 draws of excluded ones, one scan of the priority decides.
   */
  public Draw next() {
    for (var tier : tiers) {
      var drawn = drawn(tier);
      if (drawn == null) {
        drawn = scanned(tier);
      }
      if (drawn != null) {
        tried.add(drawn.candidate());
        return drawn;
      }
    }
    return noneLeft();
  }

  private Draw.@Nullable Drawn drawn(Tier tier) {
    int draws = Math.min(MOST_DRAWS, tier.candidates().size());
    for (int i = 0; i < draws; i++) {
      var candidate = tier.candidates().get(tier.chooser().choose(random));
      var drawn = isUntriedAndFit(candidate) ? admitted(candidate) : null;
      if (drawn != null) {
        return drawn;
      }
    }
    return null;
  }

  /** Draws by weight among those that can serve now, seen in one pass (reservoir sampling). */
  private Draw.@Nullable Drawn scanned(Tier tier) {
    while (true) {
      Candidate chosen = null;
      long weights = 0;
      for (var candidate : tier.candidates()) {
        if (isUntriedAndFit(candidate) && candidate.health().exclusion() == null) {
          weights += candidate.channel().weight();
          if (random.nextLong(weights) < candidate.channel().weight()) {
            chosen = candidate;
          }
        }
      }
      if (chosen == null) {
        return null;
      }
      var drawn = admitted(chosen);
      if (drawn != null) {
        return drawn;
      }
    }
  }

  private boolean isUntriedAndFit(Candidate candidate) {
    return !isTried(candidate) && candidate.unfit(needs) == null;
  }

  private boolean isTried(Candidate candidate) {
    for (int i = 0; i < tried.size(); i++) {
      if (tried.get(i).health() == candidate.health()) {
        return true;
      }
    }
    return false;
  }

  private static Draw.@Nullable Drawn admitted(Candidate candidate) {
    return switch (candidate.health().admit()) {
      case Admission.Admitted admitted -> new Draw.Drawn(candidate, admitted.permit());
      case Admission.Refused refused -> null;
    };
  }

  /**
   * Draws a candidate that was tried already and can serve now: the one whose last try is the
   * longest ago.
   */
  public Draw again() {
    for (int i = 0; i < tried.size(); i++) {
      var drawn = admitted(tried.get(i));
      if (drawn != null) {
        tried.add(tried.remove(i));
        return drawn;
      }
    }
    return noneLeft();
  }

  /** Tells whether {@link #next} would find a candidate at this moment. */
  public boolean hasUntried() {
    for (var tier : tiers) {
      for (var candidate : tier.candidates()) {
        if (isUntriedAndFit(candidate) && candidate.health().exclusion() == null) {
          return true;
        }
      }
    }
    return false;
  }

  private Draw.NoneLeft noneLeft() {
    var reasons = new ExclusionSummary();
    for (var tier : tiers) {
      for (var candidate : tier.candidates()) {
        var excluded = candidate.exclusion(needs);
        if (excluded == null && isTried(candidate)) {
          excluded = ALREADY_TRIED;
        }
        if (excluded != null) {
          reasons.add(excluded);
        }
      }
    }
    return new Draw.NoneLeft(reasons.soonest(), reasons.exclusions());
  }
}
