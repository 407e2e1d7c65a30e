package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every keeper of routes does when they are changed and listed. */
public abstract class RouteRepositoryContract extends ChangingContract<Route, UUID> {

  @Override
  protected final TenantCollection<Route, UUID> things() {
    return store().routes();
  }

  @Override
  protected final Route made(TenantId of, String name) {
    return new Route(
        Seeds.id(),
        of,
        new ModelName(name),
        PolicyName.ROUND_ROBIN,
        Set.of("east", "cheap"),
        null,
        List.of(new ModelName("z"), new ModelName("a")),
        Sticky.USER,
        Revision.first(ManualClock.START));
  }

  @Override
  protected final StoreOutcome<Route> add(Route route) {
    return store().routes().add(route);
  }

  @Override
  protected final Route with(Route route, String name, Revision revision) {
    return new Route(
        route.id(),
        route.tenant(),
        new ModelName(name),
        route.policy(),
        route.tags(),
        route.channels(),
        route.fallbackModels(),
        route.sticky(),
        revision);
  }

  @Override
  protected final UUID id(Route route) {
    return route.id();
  }

  @Override
  protected final String name(Route route) {
    return route.model().value();
  }

  @Override
  protected final Revision revision(Route route) {
    return route.revision();
  }

  @Test
  void returns_a_route_as_it_was_added_and_gives_it_to_the_relay() {
    var route = added("one");

    assertThat(route).isEqualTo(made(tenant(), "one", route.id()));
    assertThat(
            store().transactions().read(tenant(), () -> store().routes().find(tenant(), id(route))))
        .isEqualTo(new Done<>(route));
    assertThat(store().source().load())
        .isInstanceOfSatisfying(
            Done.class,
            done -> assertThat(((Configuration) done.value()).routes()).contains(route));
  }

  @Test
  void replaces_the_channels_that_a_route_names() {
    var east = channel(tenant(), "east");
    var west = channel(tenant(), "west");
    var route = added("one");

    var both = changed(naming(route, Set.of(east, west)));
    assertThat(both.channels()).containsExactlyInAnyOrder(east, west);
    var one = changed(naming(both, Set.of(west)));
    assertThat(one.channels()).containsExactly(west);
    var none = changed(naming(one, Set.of()));
    assertThat(none.channels()).isNotNull().isEmpty();
    assertThat(changed(naming(none, null)).channels()).isNull();
  }

  @Test
  void refuses_a_channel_that_is_not_there_or_of_another_tenant() {
    var elsewhere = store().tenantNamed("tenant-" + Seeds.id()).id();
    for (var lost : List.of(new ChannelId(Seeds.id()), channel(elsewhere, "theirs"))) {
      var route = naming(made(tenant(), "one"), Set.of(lost));

      assertThat(
              store()
                  .transactions()
                  .change(Changes.create(tenant()), () -> store().routes().add(route)))
          .isInstanceOfSatisfying(
              Conflict.class, conflict -> assertThat(conflict.field()).isEqualTo("channel_id"));
    }
  }

  @Test
  void removes_a_route_and_frees_its_model() {
    var route = added("one");

    assertThat(remove(route)).isEqualTo(new Done<>(route));
    assertThat(remove(route)).isInstanceOf(Missing.class);
    assertThat(added("one")).isNotNull();
  }

  @Test
  void filters_by_model_and_policy() {
    added("one");

    assertThat(filtered("model", "one")).containsExactly("one");
    assertThat(filtered("policy", "round_robin")).containsExactly("one");
    assertThat(filtered("policy", "adaptive")).isEmpty();
  }

  @Test
  @Timeout(60)
  void keeps_others_from_adding_while_all_are_claimed() throws Exception {
    added("one");
    var claimed = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var first =
          threads.submit(
              () ->
                  store()
                      .changed(
                          Changes.create(tenant()),
                          () -> {
                            store().routes().claimAll(tenant());
                            claimed.countDown();
                            await(goOn);
                            return store().routes().add(made(tenant(), "two"));
                          }));
      claimed.await();
      var second =
          threads.submit(
              () ->
                  store()
                      .changed(
                          Changes.create(tenant()), () -> store().routes().claimAll(tenant())));
      goOn.countDown();

      first.get(30, TimeUnit.SECONDS);
      assertThat(second.get(30, TimeUnit.SECONDS)).extracting(this::name).contains("one", "two");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Route made(TenantId of, String name, UUID id) {
    var like = made(of, name);
    return new Route(
        id,
        of,
        like.model(),
        like.policy(),
        like.tags(),
        null,
        like.fallbackModels(),
        like.sticky(),
        like.revision());
  }

  private Route changed(Route next) {
    return store().changed(Changes.create(tenant()), () -> store().routes().replace(next));
  }

  private StoreOutcome<Route> remove(Route route) {
    return store()
        .transactions()
        .change(Changes.delete(tenant()), () -> store().routes().remove(tenant(), route.id()));
  }

  private static Route naming(Route route, @Nullable Set<ChannelId> channels) {
    var revision = route.revision();
    return new Route(
        route.id(),
        route.tenant(),
        route.model(),
        PolicyName.ADAPTIVE,
        Set.of(),
        channels,
        List.of(),
        Sticky.NONE,
        revision.next(ManualClock.START.plusSeconds(revision.version() + 1)));
  }

  private ChannelId channel(TenantId of, String name) {
    var provider = Providers.simulator(of, "provider-" + Seeds.id());
    store().changed(Changes.create(of), () -> store().providers().add(provider));
    var channel = Channels.plain(provider, name, "gpt");
    return store().changed(Changes.create(of), () -> store().channels().add(channel)).id();
  }
}
