package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every keeper of channels does when they are changed and listed. */
public abstract class ChannelChangingContract extends ChangingContract<Channel, ChannelId> {

  private final Map<TenantId, Provider> providers = new HashMap<>();

  @Override
  protected final TenantCollection<Channel, ChannelId> things() {
    return store().channels();
  }

  @Override
  protected final Channel made(TenantId of, String name) {
    return Channels.detailed(provider(of), name);
  }

  @Override
  protected final StoreOutcome<Channel> add(Channel channel) {
    return store().channels().add(channel);
  }

  @Override
  protected final Channel with(Channel channel, String name, Revision revision) {
    return offering(channel, name, channel.models(), revision);
  }

  @Override
  protected final ChannelId id(Channel channel) {
    return channel.id();
  }

  @Override
  protected final String name(Channel channel) {
    return channel.name();
  }

  @Override
  protected final Revision revision(Channel channel) {
    return channel.revision();
  }

  @Test
  void replaces_models_that_change_their_places_come_and_go() {
    var first = added("one");
    var turned = first.models().reversed();
    var fewer = List.of(ModelOffer.of("alpha"), ModelOffer.of("zeta"));

    var next = changed(offering(first, "one", turned, next(first.revision())));
    assertThat(next.models()).isEqualTo(turned);
    var last = changed(offering(next, "one", fewer, next(next.revision())));
    assertThat(last.models()).isEqualTo(fewer);
    assertThat(
            store()
                .transactions()
                .read(tenant(), () -> store().channels().find(tenant(), first.id())))
        .isEqualTo(new Done<>(last));
  }

  @Test
  void replaces_everything_of_a_channel_but_its_id_and_its_making() {
    var first = added("one");
    var plain = Channels.plain(newProvider(tenant()), "two", "gpt");
    var next =
        new Channel(
            first.id(),
            tenant(),
            "two",
            plain.provider(),
            plain.models(),
            plain.weight(),
            plain.priority(),
            plain.limits(),
            plain.onDisconnect(),
            plain.enabled(),
            plain.tags(),
            next(first.revision()));

    assertThat(changed(next)).isEqualTo(next);
  }

  @Test
  void refuses_a_new_provider_that_is_not_there() {
    var first = added("one");
    var never = Channels.plain(Providers.simulator(tenant(), "never-added"), "one", "gpt");
    var lost =
        new Channel(
            first.id(),
            tenant(),
            "one",
            never.provider(),
            first.models(),
            1,
            0,
            first.limits(),
            first.onDisconnect(),
            true,
            first.tags(),
            next(first.revision()));

    assertThat(
            store()
                .transactions()
                .change(Changes.create(tenant()), () -> store().channels().replace(lost)))
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.field()).isEqualTo("provider_id"));
  }

  @Test
  void filters_by_name_provider_model_tag_and_state() {
    var one = added("one");
    var plain = Channels.plain(newProvider(tenant()), "two", "gpt");
    store().changed(Changes.create(tenant()), () -> add(plain));

    assertThat(filtered("name", "two")).containsExactly("two");
    assertThat(filtered("provider_id", one.provider().toString())).containsExactly("one");
    assertThat(filtered("model", "zeta")).containsExactly("one");
    assertThat(filtered("model", "vendor/zeta:1")).isEmpty();
    assertThat(filtered("tag", "cheap")).containsExactly("one");
    assertThat(filtered("enabled", "true")).containsExactly("two");
  }

  private Channel changed(Channel next) {
    return store().changed(Changes.create(tenant()), () -> store().channels().replace(next));
  }

  private static Revision next(Revision revision) {
    return revision.next(ManualClock.START.plusSeconds(revision.version() + 1));
  }

  private static Channel offering(
      Channel channel, String name, List<ModelOffer> models, Revision revision) {
    return new Channel(
        channel.id(),
        channel.tenant(),
        name,
        channel.provider(),
        models,
        channel.weight(),
        channel.priority(),
        channel.limits(),
        channel.onDisconnect(),
        channel.enabled(),
        channel.tags(),
        revision);
  }

  private Provider provider(TenantId of) {
    return providers.computeIfAbsent(of, this::newProvider);
  }

  private Provider newProvider(TenantId of) {
    var provider = Providers.simulator(of, "provider-" + Seeds.id());
    return store().changed(Changes.create(of), () -> store().providers().add(provider));
  }
}
