package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Order.By;
import ai.lyss.domain.store.Order.Direction;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every keeper of a tenant's things does when they are changed and listed. */
public abstract class ChangingContract<T, I> {

  private static final Instant LATER = ManualClock.START.plus(Duration.ofHours(1));

  private TenantId tenant;
  private TenantId other;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  /** Returns the collection under test. */
  protected abstract TenantCollection<T, I> things();

  /** Makes a thing of this name, not stored yet. */
  protected abstract T made(TenantId of, String name);

  /** Stores a new thing. */
  protected abstract StoreOutcome<T> add(T thing);

  /** Returns the same thing under this name and revision. */
  protected abstract T with(T thing, String name, Revision revision);

  protected abstract I id(T thing);

  protected abstract String name(T thing);

  protected abstract Revision revision(T thing);

  @BeforeEach
  void makeTenants() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    other = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void replaces_a_thing_by_its_next_version() {
    var first = added("one");
    var next = with(first, "two", revision(first).next(LATER));

    assertThat(replace(tenant, next)).isEqualTo(new Done<>(next));
    assertThat(find(tenant, id(first))).isEqualTo(new Done<>(next));
    assertThat(revision(next)).isEqualTo(new Revision(ManualClock.START, LATER, 1));
  }

  @Test
  void finds_a_version_stale_that_does_not_follow_the_stored_one() {
    var first = added("one");
    var next = with(first, "two", revision(first).next(LATER));
    var afterNext = with(first, "three", revision(next).next(LATER));

    assertThat(replace(tenant, afterNext)).isInstanceOf(Stale.class);
    assertThat(replace(tenant, first)).isInstanceOf(Stale.class);
    replace(tenant, next);
    assertThat(replace(tenant, next)).isInstanceOf(Stale.class);
    assertThat(find(tenant, id(first))).isEqualTo(new Done<>(next));
  }

  @Test
  void misses_a_thing_of_another_tenant_or_of_none() {
    var first = added("one");
    var theirs = made(other, "theirs");
    store().changed(Changes.create(other), () -> add(theirs));

    assertThat(claim(other, id(first))).isInstanceOf(Missing.class);
    assertThat(claim(tenant, id(theirs))).isInstanceOf(Missing.class);
    var never = made(tenant, "never");
    assertThat(replace(tenant, with(never, "x", revision(never).next(LATER))))
        .isInstanceOf(Missing.class);
  }

  @Test
  void refuses_a_new_name_that_is_taken_and_keeps_its_own() {
    added("taken");
    var first = added("one");
    var next = revision(first).next(LATER);

    assertThat(replace(tenant, with(first, "taken", next)))
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.message()).contains(": taken ("));
    assertThat(replace(tenant, with(first, "one", next))).isInstanceOf(Done.class);
  }

  @Test
  @Timeout(60)
  void lets_one_of_many_who_saw_the_same_version_through() throws Exception {
    var first = added("one");
    var outcomes =
        atOnce(
            8,
            n ->
                store()
                    .transactions()
                    .change(
                        Changes.create(tenant),
                        () ->
                            things().replace(with(first, "by-" + n, revision(first).next(LATER)))));

    assertThat(outcomes).filteredOn(Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Stale.class::isInstance).hasSize(7);
  }

  @Test
  @Timeout(60)
  void loses_no_change_of_those_who_claim_before_they_change() throws Exception {
    var first = added("one");
    var outcomes =
        atOnce(
            8,
            n ->
                store()
                    .transactions()
                    .change(
                        Changes.create(tenant),
                        () -> {
                          if (!(things().claim(tenant, id(first)) instanceof Done<T> present)) {
                            return new Missing<>("it");
                          }
                          var seen = present.value();
                          return things()
                              .replace(with(seen, name(seen) + "+", revision(seen).next(LATER)));
                        }));

    assertThat(outcomes).allMatch(Done.class::isInstance);
    assertThat(find(tenant, id(first)))
        .isInstanceOfSatisfying(
            Done.class,
            done -> {
              @SuppressWarnings("unchecked")
              var last = (T) done.value();
              assertThat(name(last)).isEqualTo("one++++++++");
              assertThat(revision(last).version()).isEqualTo(8);
            });
  }

  @Test
  void lists_by_name_whatever_the_language_and_across_pages() {
    var names = List.of("Zeta", "alpha", "Alpha", "beta", "zeta", "beta2", "a-b", "a.b");
    names.forEach(this::added);
    var theirs = made(other, "theirs");
    store().changed(Changes.create(other), () -> add(theirs));

    var upwards = names.stream().sorted().toList();
    assertThat(namesIn(new Order(By.NAME, Direction.ASCENDING))).isEqualTo(upwards);
    assertThat(namesIn(new Order(By.NAME, Direction.DESCENDING))).isEqualTo(upwards.reversed());
    assertThat(namesIn(Order.OF_MAKING)).isEqualTo(names);
    assertThat(namesIn(new Order(By.CREATED, Direction.DESCENDING))).isEqualTo(names.reversed());
  }

  @Test
  void lists_by_last_change() {
    var things = Stream.of("one", "two", "three", "four", "five").map(this::added).toList();
    int minutes = 0;
    for (int i : new int[] {3, 0, 4, 1}) {
      var changed = things.get(i);
      var at = LATER.plus(Duration.ofMinutes(++minutes));
      replace(tenant, with(changed, name(changed), revision(changed).next(at)));
    }

    assertThat(namesIn(new Order(By.UPDATED, Direction.DESCENDING)))
        .containsExactly("two", "five", "one", "four", "three");
    assertThat(namesIn(new Order(By.UPDATED, Direction.ASCENDING)))
        .containsExactly("three", "four", "one", "five", "two");
  }

  @Test
  void refuses_a_filter_that_it_does_not_know() {
    var request = new Page.Request(10, null, Order.OF_MAKING, Map.of("colour", "red"));

    assertThatThrownBy(() -> page(request)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Returns the names of all things that a filter lets through. */
  protected final List<String> filtered(String field, String value) {
    var request = new Page.Request(100, null, Order.OF_MAKING, Map.of(field, value));
    return page(request).items().stream().map(this::name).toList();
  }

  /** Stores a new thing of this name. */
  protected final T added(String name) {
    var thing = made(tenant, name);
    return store().changed(Changes.create(tenant), () -> add(thing));
  }

  /** Returns the tenant whose things are tested. */
  protected final TenantId tenant() {
    return tenant;
  }

  private List<String> namesIn(Order order) {
    var names = new ArrayList<String>();
    Page.Place after = null;
    do {
      var page = page(new Page.Request(3, after, order, Map.of()));
      page.items().forEach(thing -> names.add(name(thing)));
      after = page.next();
    } while (after != null && names.size() < 100);
    return names;
  }

  private Page<T> page(Page.Request request) {
    return store().readIn(tenant, () -> things().page(tenant, request));
  }

  private StoreOutcome<T> replace(TenantId of, T next) {
    return store().transactions().change(Changes.create(of), () -> things().replace(next));
  }

  private StoreOutcome<T> find(TenantId of, I id) {
    return store().transactions().read(of, () -> things().find(of, id));
  }

  private StoreOutcome<T> claim(TenantId of, I id) {
    return store().transactions().change(Changes.create(of), () -> things().claim(of, id));
  }

  private interface Work<T> {
    StoreOutcome<T> by(int n);
  }

  private static <T> List<StoreOutcome<T>> atOnce(int count, Work<T> work) throws Exception {
    var start = new CyclicBarrier(count);
    var tasks = new ArrayList<Callable<StoreOutcome<T>>>();
    for (int i = 0; i < count; i++) {
      int n = i;
      tasks.add(
          () -> {
            start.await();
            return work.by(n);
          });
    }
    try (var threads = Executors.newFixedThreadPool(count)) {
      var outcomes = new ArrayList<StoreOutcome<T>>();
      for (Future<StoreOutcome<T>> outcome : threads.invokeAll(tasks)) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
