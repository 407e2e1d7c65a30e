package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.found;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.application.usecase.RouteDraft.Selector;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.channel.Sticky;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.StoreOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RouteAdministrationTest {

  private final Administrations all = new Administrations();
  private final Acting operator = all.as(Role.OPERATOR);

  @Test
  void makes_a_route_of_everything_that_is_given() {
    var channel = channel();
    var draft =
        new RouteDraft(
            "gpt",
            "round_robin",
            new Selector(List.of("east"), List.of(channel.toString())),
            List.of("claude", "gemini"),
            "user");

    var route = made(all.routes.create(operator, draft));

    assertThat(route.model()).isEqualTo(new ModelName("gpt"));
    assertThat(route.policy()).isEqualTo(PolicyName.ROUND_ROBIN);
    assertThat(route.tags()).containsExactly("east");
    assertThat(route.channels()).isEqualTo(Set.of(channel));
    assertThat(route.fallbackModels())
        .containsExactly(new ModelName("claude"), new ModelName("gemini"));
    assertThat(route.sticky()).isEqualTo(Sticky.USER);
    assertThat(done(all.store.load()).routes()).containsExactly(route);
  }

  @Test
  void takes_all_channels_and_the_adaptive_policy_for_granted() {
    var route = made(all.routes.create(operator, falling("gpt")));

    assertThat(route.policy()).isEqualTo(PolicyName.ADAPTIVE);
    assertThat(route.channels()).isNull();
    assertThat(route.tags()).isEmpty();
    assertThat(route.sticky()).isEqualTo(Sticky.NONE);
  }

  @Test
  void tells_everything_that_is_wrong_at_once() {
    var draft =
        new RouteDraft(
            null,
            "fastest",
            new Selector(List.of(""), List.of("x", Seeds.id().toString())),
            List.of("a", "b?", "a"),
            "always");

    assertThat(problems(all.routes.create(operator, draft)))
        .containsExactlyInAnyOrder(
            "/model required",
            "/policy unknown",
            "/channels/tags/0 out_of_range",
            "/channels/ids/0 malformed",
            "/channels/ids/1 not_found",
            "/fallback_models/1 malformed",
            "/fallback_models/2 duplicate",
            "/sticky unknown");
  }

  @Test
  void finds_no_channel_of_another_tenant() {
    var elsewhere = all.elsewhere(Role.OPERATOR);
    var draft = new RouteDraft("m", null, new Selector(null, ids(channel())), null, null);

    assertThat(problems(all.routes.create(elsewhere, draft)))
        .containsExactly("/channels/ids/0 not_found");
  }

  @Test
  void refuses_fallbacks_that_lead_in_a_circle_and_shows_it() {
    made(all.routes.create(operator, falling("b", "x", "c")));
    made(all.routes.create(operator, falling("c", "a")));

    assertThat(found(all.routes.create(operator, falling("a", "y", "b"))))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEqualTo("/fallback_models");
              assertThat(problem.message()).contains("a -> b -> c -> a");
            });
    assertThat(problems(all.routes.create(operator, falling("own", "own"))))
        .containsExactly("/fallback_models circular");
    assertThat(outcome(all.routes.create(operator, falling("a", "y")))).isInstanceOf(DONE);
  }

  @Test
  void finds_a_circle_that_a_change_closes_and_forgets_what_it_replaces() {
    var a = made(all.routes.create(operator, falling("a", "b")));
    made(all.routes.create(operator, falling("b", "c")));

    assertThat(problems(all.routes.change(operator, a.id(), null, route -> falling("c", "b"))))
        .as("b -> c -> b")
        .containsExactly("/fallback_models circular");
    assertThat(made(all.routes.change(operator, a.id(), 0L, route -> falling("z", "a"))).model())
        .isEqualTo(new ModelName("z"));
  }

  @Test
  @Timeout(20)
  void looks_for_circles_in_no_time_however_many_ways_there_are() {
    var routes = new ArrayList<Route>();
    for (int layer = 0; layer < 60; layer++) {
      for (int i = 0; i < 10; i++) {
        int next = layer + 1;
        var down = IntStream.range(0, 10).mapToObj(k -> "m" + next + "-" + k).toList();
        routes.add(route("m" + layer + "-" + i, down));
      }
    }

    assertThat(FallbackCircle.through(route("start", List.of("m0-0")), routes)).isEmpty();
    assertThat(FallbackCircle.through(route("m59-0", List.of("m0-0")), routes)).isPresent();
  }

  @Test
  void refuses_a_model_that_has_a_route() {
    made(all.routes.create(operator, falling("a")));

    assertThat(outcome(all.routes.create(operator, falling("a"))))
        .isInstanceOfSatisfying(
            StoreOutcome.Conflict.class,
            conflict -> assertThat(conflict.field()).isEqualTo("model"));
  }

  @Test
  void deletes_a_route_that_nobody_changed_since() {
    var route = made(all.routes.create(operator, falling("a")));
    made(all.routes.change(operator, route.id(), null, present -> falling("b")));

    assertThat(all.routes.delete(operator, route.id(), 0L)).isInstanceOf(StoreOutcome.Stale.class);
    assertThat(all.routes.delete(operator, route.id(), 1L)).isInstanceOf(DONE);
    assertThat(all.routes.read(operator, route.id())).isInstanceOf(StoreOutcome.Missing.class);
  }

  private static final Class<?> DONE = StoreOutcome.Done.class;

  private static RouteDraft falling(String model, String... fallbacks) {
    return new RouteDraft(model, null, null, List.of(fallbacks), null);
  }

  private static List<@Nullable String> ids(ChannelId id) {
    return List.of(id.toString());
  }

  private Route route(String model, List<String> fallbacks) {
    return new Route(
        Seeds.id(),
        all.tenant,
        new ModelName(model),
        PolicyName.ADAPTIVE,
        Set.of(),
        null,
        fallbacks.stream().map(ModelName::new).toList());
  }

  private ChannelId channel() {
    var provider = Providers.simulator(all.tenant, "sim");
    var channel = Channels.plain(provider, "east", "gpt");
    all.store.changed(
        Changes.create(all.tenant),
        () -> {
          all.store.providers().add(provider);
          return all.store.channels().add(channel);
        });
    return channel.id();
  }
}
