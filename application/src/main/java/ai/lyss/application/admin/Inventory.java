package ai.lyss.application.admin;

import ai.lyss.application.usecase.ImportOrder.Others;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.TenantCollection;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's things of one kind by their names, as they become while a document is brought in. Not
 * thread-safe.
 */
final class Inventory<T> {

  private final Function<T, String> name;
  private final Map<String, T> things = new TreeMap<>();
  private Set<String> wanted = Set.of();
  private Set<String> leaving = Set.of();

  private Inventory(Collection<T> all, Function<T, String> name) {
    this.name = name;
    all.forEach(this::put);
  }

  /**
   * Reads all things of a kind.
   *
   * @param name tells what a thing is called, unique within the tenant
   */
  static <T> StoreOutcome<Inventory<T>> of(
      TenantId tenant, TenantCollection<T, ?> stored, Function<T, String> name) {
    return Outcomes.map(all(tenant, stored), found -> new Inventory<>(found, name));
  }

  /** Reads all things of a kind, in the order of their making. */
  static <T> StoreOutcome<List<T>> all(TenantId tenant, TenantCollection<T, ?> stored) {
    var all = new ArrayList<T>();
    Page.Place after = null;
    do {
      var request = new Page.Request(Page.Request.MAX_LIMIT, after, Order.OF_MAKING, Map.of());
      var outcome = stored.page(tenant, request);
      if (!(outcome instanceof StoreOutcome.Done<Page<T>>(var page))) {
        return Outcomes.map(outcome, none -> all);
      }
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return new StoreOutcome.Done<>(all);
  }

  /**
   * Takes in what a document names.
   *
   * @param names what things of this kind it names
   * @param others whether all others leave
   */
  void expect(Collection<String> names, Others others) {
    wanted = new TreeSet<>(names);
    leaving = new TreeSet<>();
    if (others == Others.PRUNED) {
      leaving.addAll(things.keySet());
      leaving.removeAll(wanted);
    }
  }

  /** Returns the thing of a name; null when there is none, yet or any more. */
  @Nullable T get(String called) {
    return leaving.contains(called) ? null : things.get(called);
  }

  /** Tells whether the document names a thing, be it in order or not. */
  boolean isWanted(String called) {
    return wanted.contains(called);
  }

  /** Takes a thing in, in place of the one of its name. */
  void put(T thing) {
    things.put(name.apply(thing), thing);
  }

  /** Returns all things that stay, in the order of their names. */
  List<T> staying() {
    return things.entrySet().stream()
        .filter(each -> !leaving.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Returns all things that are to be removed, in the order of their names. */
  List<T> leaving() {
    return leaving.stream().map(things::get).toList();
  }
}
