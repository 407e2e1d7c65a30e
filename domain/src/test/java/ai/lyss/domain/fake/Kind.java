package ai.lyss.domain.fake;

import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How things of one kind are kept: what fakes of repositories have in common.
 *
 * @param noun what a thing is called
 * @param nameField what its name is called
 * @param id returns its id
 * @param name returns its name
 * @param revision returns its revision
 * @param filters tells by field whether it has a value
 */
record Kind<T>(
    String noun,
    String nameField,
    Function<T, UUID> id,
    Function<T, String> name,
    Function<T, Revision> revision,
    Map<String, BiPredicate<T, String>> filters) {

  private static final Comparator<String> CODE_POINTS =
      (one, other) -> Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

  /** Returns the thing of that id among these. */
  StoreOutcome<T> find(Collection<T> all, UUID wanted) {
    return all.stream()
        .filter(thing -> id.apply(thing).equals(wanted))
        .findAny()
        .<StoreOutcome<T>>map(Done::new)
        .orElseGet(() -> new Missing<>(noun));
  }

  /** Returns what stands in the way of a thing beside these; null when nothing does. */
  @Nullable Conflict<T> conflict(Collection<T> all, T added) {
    for (var known : all) {
      if (!id.apply(known).equals(id.apply(added)) && name.apply(known).equals(name.apply(added))) {
        return new Conflict<>(
            nameField, nameField + ": " + name.apply(added) + " (expected: one that is free)");
      }
    }
    return null;
  }

  /** Tells whether a thing may replace the one among these whose next version it is. */
  StoreOutcome<T> replaceable(Collection<T> all, T next) {
    var found = find(all, id.apply(next));
    if (!(found instanceof Done<T> done)) {
      return found;
    }
    if (revision.apply(done.value()).version() != revision.apply(next).version() - 1) {
      return new Stale<>();
    }
    var conflict = conflict(all, next);
    return conflict == null ? new Done<>(next) : conflict;
  }

  /** Returns a page of these things. */
  Page<T> page(Collection<T> all, Page.Request request) {
    for (var field : request.filters().keySet()) {
      if (!filters.containsKey(field)) {
        throw new IllegalArgumentException(
            field + ": no filter (expected: one of " + filters.keySet() + ")");
      }
    }
    var after = request.after();
    var order = comparator(request.order());
    var rest =
        all.stream()
            .filter(thing -> passes(thing, request.filters()))
            .filter(
                thing -> after == null || order.compare(place(thing, request.order()), after) > 0)
            .sorted((a, b) -> order.compare(place(a, request.order()), place(b, request.order())))
            .limit(request.limit() + 1L)
            .toList();
    if (rest.size() <= request.limit()) {
      return new Page<>(rest, null);
    }
    var items = rest.subList(0, request.limit());
    return new Page<>(items, place(items.getLast(), request.order()));
  }

  private boolean passes(T thing, Map<String, String> wanted) {
    return filters.entrySet().stream()
        .filter(known -> wanted.containsKey(known.getKey()))
        .allMatch(known -> known.getValue().test(thing, wanted.get(known.getKey())));
  }

  private Page.Place place(T thing, Order order) {
    var value =
        switch (order.by()) {
          case CREATED -> "";
          case UPDATED -> revision.apply(thing).updatedAt().toString();
          case NAME -> name.apply(thing);
        };
    return new Page.Place(value, id.apply(thing));
  }

  /** UUIDs compare as signed numbers; their text has the order of the bytes. */
  private static Comparator<Page.Place> comparator(Order order) {
    Comparator<Page.Place> byId = Comparator.comparing(place -> place.id().toString());
    var whole =
        switch (order.by()) {
          case CREATED -> byId;
          case UPDATED ->
              Comparator.<Page.Place, Instant>comparing(place -> Instant.parse(place.value()))
                  .thenComparing(byId);
          case NAME -> Comparator.comparing(Page.Place::value, CODE_POINTS).thenComparing(byId);
        };
    return switch (order.direction()) {
      case ASCENDING -> whole;
      case DESCENDING -> whole.reversed();
    };
  }
}
