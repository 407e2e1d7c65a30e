package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.ChannelDraft;
import ai.lyss.application.usecase.ModelDraft;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.channel.ChannelLimits;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChannelAdministrationTest {

  private static final ChannelDraft.Limits NO_LIMITS = new ChannelDraft.Limits(null, null, null);

  private final Administrations all = new Administrations();
  private final Acting operator = all.as(Role.OPERATOR);
  private final String provider =
      made(all.providers.create(
              operator, new ProviderDraft("sim", "simulator", null, null, null, null)))
          .id()
          .toString();

  @Test
  void stores_a_channel_as_it_was_asked_for() {
    var channel =
        made(
            all.channels.create(
                operator,
                new ChannelDraft(
                    "east",
                    provider,
                    List.of(
                        new ModelDraft(
                            "gpt-4o-mini",
                            "gpt-4o-mini-2024",
                            List.of("tools", "images"),
                            128_000L,
                            16_384L)),
                    7,
                    2,
                    new ChannelDraft.Limits(200, 60L, 1000L),
                    "drain",
                    false,
                    List.of("east", "east"))));

    var offer = channel.models().getFirst();
    assertThat(offer.name()).hasToString("gpt-4o-mini");
    assertThat(offer.vendorModel()).hasToString("gpt-4o-mini-2024");
    assertThat(offer.capabilities()).containsExactlyInAnyOrder(Capability.TOOLS, Capability.IMAGES);
    assertThat(channel.weight()).isEqualTo(7);
    assertThat(channel.priority()).isEqualTo(2);
    assertThat(channel.limits()).isEqualTo(new ChannelLimits(200, 60L, 1000L));
    assertThat(channel.onDisconnect()).isEqualTo(OnDisconnect.DRAIN);
    assertThat(channel.enabled()).isFalse();
    assertThat(channel.tags()).containsExactly("east");
    assertThat(done(all.channels.read(operator, channel.id()))).isEqualTo(channel);
  }

  @Test
  void fills_in_what_was_left_out() {
    var channel = made(all.channels.create(operator, named("east")));

    assertThat(channel.weight()).isEqualTo(100);
    assertThat(channel.priority()).isZero();
    assertThat(channel.limits()).isEqualTo(ChannelLimits.NONE);
    assertThat(channel.onDisconnect()).isEqualTo(OnDisconnect.CANCEL);
    assertThat(channel.enabled()).isTrue();
    assertThat(channel.tags()).isEmpty();
    var offer = channel.models().getFirst();
    assertThat(offer.vendorModel()).isEqualTo(offer.name());
    assertThat(offer.capabilities()).isNull();
  }

  @Test
  void tells_every_problem_at_once_the_missing_provider_too() {
    var draft =
        new ChannelDraft(
            "",
            Seeds.id().toString(),
            Arrays.asList(
                new ModelDraft("a b", null, null, null, null),
                null,
                new ModelDraft("a", "../a", List.of("flying"), 0L, -1L),
                new ModelDraft("a", null, null, null, null)),
            1_000_001,
            -1,
            new ChannelDraft.Limits(0, -1L, 0L),
            "wait",
            null,
            Arrays.asList("", null));

    assertThat(problems(all.channels.create(operator, draft)))
        .containsExactly(
            "/name out_of_range",
            "/models/0/name malformed",
            "/models/1 required",
            "/models/2/upstream malformed",
            "/models/2/capabilities/0 unknown",
            "/models/2/context_tokens out_of_range",
            "/models/2/max_output_tokens out_of_range",
            "/models/3/name duplicate",
            "/weight out_of_range",
            "/priority out_of_range",
            "/max_concurrency out_of_range",
            "/requests_per_minute out_of_range",
            "/tokens_per_minute out_of_range",
            "/on_disconnect unknown",
            "/tags/0 out_of_range",
            "/tags/1 required",
            "/provider_id not_found");
  }

  @Test
  void refuses_provider_ids_that_are_none() {
    for (var id : List.of("", "1-1-1-1-1", "east", provider + "0")) {
      assertThat(problems(all.channels.create(operator, leadingTo(id))))
          .as(id)
          .containsExactly("/provider_id malformed");
    }
    assertThat(problems(all.channels.create(operator, leadingTo(null))))
        .containsExactly("/provider_id required");
  }

  @Test
  void does_not_lead_to_a_provider_of_another_tenant() {
    var stranger = all.elsewhere(Role.TENANT_ADMIN);

    assertThat(problems(all.channels.create(stranger, leadingTo(provider))))
        .containsExactly("/provider_id not_found");
  }

  @Test
  void wants_at_least_one_model_and_at_most_a_thousand() {
    var thousand = IntStream.range(0, 1000).mapToObj(i -> model("m" + i)).toList();
    var more = IntStream.range(0, 1001).mapToObj(i -> model("m" + i)).toList();

    assertThat(problems(all.channels.create(operator, offering("a", null))))
        .containsExactly("/models required");
    assertThat(problems(all.channels.create(operator, offering("a", List.of()))))
        .containsExactly("/models out_of_range");
    assertThat(problems(all.channels.create(operator, offering("a", more))))
        .containsExactly("/models out_of_range");
    assertThat(made(all.channels.create(operator, offering("a", thousand))).models()).hasSize(1000);
  }

  @Test
  void refuses_too_many_tags() {
    var draft =
        new ChannelDraft(
            "a",
            provider,
            List.of(model("m")),
            null,
            null,
            NO_LIMITS,
            null,
            null,
            Collections.nCopies(51, "t"));

    assertThat(problems(all.channels.create(operator, draft)))
        .containsExactly("/tags out_of_range");
  }

  @Test
  void pages_through_channels_in_the_order_of_their_making() {
    for (var name : List.of("a", "b", "c")) {
      all.clock.advance(Duration.ofMillis(1));
      made(all.channels.create(operator, named(name)));
    }

    var first = done(all.channels.list(operator, new Page.Request(2, null)));
    var second = done(all.channels.list(operator, new Page.Request(2, first.next())));

    assertThat(first.items()).extracting("name").containsExactly("a", "b");
    assertThat(second.items()).extracting("name").containsExactly("c");
    assertThat(second.next()).isNull();
  }

  @Test
  void removes_only_the_version_that_was_seen_and_writes_it_down() {
    var id = made(all.channels.create(operator, named("east"))).id();

    assertThat(all.channels.delete(operator, id, 3L)).isInstanceOf(StoreOutcome.Stale.class);
    done(all.channels.delete(operator, id, 0L));

    assertThat(all.channels.read(operator, id)).isInstanceOf(StoreOutcome.Missing.class);
    assertThat(all.store.audit(all.tenant).getLast())
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo("delete");
              assertThat(change.resource()).isEqualTo("channel");
              assertThat(change.subject()).isEqualTo(id.value());
              assertThat(change.address()).isEqualTo(Administrations.ADDRESS);
            });
  }

  @Test
  void says_so_when_the_store_is_away_rather_than_that_the_provider_is_missing() {
    all.store.goDown();

    assertThat(outcome(all.channels.create(operator, named("east"))))
        .isInstanceOf(StoreOutcome.Unavailable.class);
  }

  private ChannelDraft named(String name) {
    return offering(name, List.of(model("gpt-4o-mini")));
  }

  private ChannelDraft leadingTo(@Nullable String id) {
    return new ChannelDraft("a", id, List.of(model("m")), null, null, NO_LIMITS, null, null, null);
  }

  private ChannelDraft offering(String name, @Nullable List<@Nullable ModelDraft> models) {
    return new ChannelDraft(name, provider, models, null, null, NO_LIMITS, null, null, null);
  }

  private static ModelDraft model(String name) {
    return new ModelDraft(name, null, null, null, null);
  }
}
