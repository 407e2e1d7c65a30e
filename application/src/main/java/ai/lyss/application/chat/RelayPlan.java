package ai.lyss.application.chat;

import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.routing.Draw;
import ai.lyss.domain.routing.RequestNeeds;
import ai.lyss.domain.routing.RoutePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One relay's way through the candidates of its model and then of its fallback models. The only
 * input of dispatch. Not thread-safe.
 */
final class RelayPlan {

  private final Admitted admitted;
  private final RequestNeeds needs;
  private final RandomGenerator random;
  private final List<RoutePlan> begun = new ArrayList<>(1);
  private int fallbacksBegun;

  RelayPlan(Admitted admitted, RequestNeeds needs, RandomGenerator random) {
    this.admitted = admitted;
    this.needs = needs;
    this.random = random;
    begun.add(admitted.route().group().plan(needs, random));
  }

  /** Draws a candidate that was not tried yet, of the first model that has one. */
  Draw next() {
    var draw = begun.getLast().next();
    while (draw instanceof Draw.NoneLeft none && fallbacksBegun < fallbacks().size()) {
      var plan = planOf(fallbacks().get(fallbacksBegun++));
      if (plan != null) {
        begun.add(plan);
        draw = sooner(none, plan.next());
      }
    }
    return draw;
  }

  /** Draws a candidate that was tried already. */
  Draw again() {
    Draw draw = begun.getFirst().again();
    for (int i = 1; i < begun.size() && draw instanceof Draw.NoneLeft; i++) {
      draw = begun.get(i).again();
    }
    return draw;
  }

  /** Tells whether {@link #next} would find a candidate at this moment. */
  boolean hasUntried() {
    if (begun.getLast().hasUntried()) {
      return true;
    }
    for (var model : fallbacks().subList(fallbacksBegun, fallbacks().size())) {
      var plan = planOf(model);
      if (plan != null && plan.hasUntried()) {
        return true;
      }
    }
    return false;
  }

  /** A draw that is in vain names the soonest time over all models asked. */
  private static Draw sooner(Draw.NoneLeft before, Draw draw) {
    return switch (draw) {
      case Draw.Drawn drawn -> drawn;
      case Draw.NoneLeft none -> {
        var one = before.retryIn();
        var other = none.retryIn();
        boolean first = other == null || (one != null && one.compareTo(other) <= 0);
        yield new Draw.NoneLeft(first ? one : other, none.exclusions());
      }
    };
  }

  private List<ModelName> fallbacks() {
    return admitted.route().fallbacks();
  }

  private @Nullable RoutePlan planOf(ModelName model) {
    var route = admitted.configuration().route(admitted.caller(), model);
    return route == null ? null : route.group().plan(needs, random);
  }

  /** Returns what was admitted. */
  Admitted admitted() {
    return admitted;
  }
}
