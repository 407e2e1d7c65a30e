package ai.lyss.application.admin;

import ai.lyss.domain.channel.Route;
import ai.lyss.domain.model.ModelName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whether fallback models lead back to where they started. */
final class FallbackCircle {

  private static final int MAX_SHOWN = 12;

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
    if (route.fallbackModels().isEmpty()) {
      return Optional.empty();
    }
    var search = new FallbackCircle(route, others);
    return search.leadsBackTo(route.model()) ? Optional.of(search.shown()) : Optional.empty();
  }

  /** Without recursion: a tenant may have thousands of routes in a row. */
  private boolean leadsBackTo(ModelName start) {
    var open = new ArrayDeque<Iterator<ModelName>>();
    way.addLast(start);
    open.addLast(after(start));
    while (!open.isEmpty()) {
      if (!open.getLast().hasNext()) {
        open.removeLast();
        way.removeLast();
        continue;
      }
      var next = open.getLast().next();
      if (next.equals(start) || seen.add(next)) {
        way.addLast(next);
        if (next.equals(start)) {
          return true;
        }
        open.addLast(after(next));
      }
    }
    return false;
  }

  private Iterator<ModelName> after(ModelName model) {
    return fallbacks.getOrDefault(model, List.of()).iterator();
  }

  private String shown() {
    var names = way.stream().map(ModelName::value).toList();
    if (names.size() <= MAX_SHOWN) {
      return String.join(" -> ", names);
    }
    var first = String.join(" -> ", names.subList(0, MAX_SHOWN - 2));
    return first + " -> … -> " + names.getLast();
  }
}
