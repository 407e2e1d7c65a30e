package ai.lyss.application.admin;

import ai.lyss.domain.channel.Route;
import ai.lyss.domain.model.ModelName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out whether fallback models lead back to where they started. */
final class FallbackCircle {

  private final Map<ModelName, List<ModelName>> fallbacks = new HashMap<>();
  private final Set<ModelName> seen = new HashSet<>();
  private final Deque<ModelName> way = new ArrayDeque<>();

  private FallbackCircle(Route route, List<Route> others) {
    for (var other : others) {
      if (!other.id().equals(route.id())) {
        fallbacks.put(other.model(), other.fallbackModels());
      }
    }
    fallbacks.put(route.model(), route.fallbackModels());
  }

  /**
   * Returns the way from a route's model back to itself, such as {@code a -> b -> a}; empty when
   * there is none. Each model is looked at once, however many ways lead to it.
   *
   * @param others all routes of the tenant; one of the same id does not count
   */
  static Optional<String> through(Route route, List<Route> others) {
    var search = new FallbackCircle(route, others);
    search.way.addLast(route.model());
    if (!search.leadsTo(route.model(), route.model())) {
      return Optional.empty();
    }
    return Optional.of(
        search.way.stream().map(ModelName::value).collect(Collectors.joining(" -> ")));
  }

  private boolean leadsTo(ModelName goal, ModelName from) {
    for (var next : fallbacks.getOrDefault(from, List.of())) {
      way.addLast(next);
      if (next.equals(goal) || (seen.add(next) && leadsTo(goal, next))) {
        return true;
      }
      way.removeLast();
    }
    return false;
  }
}
