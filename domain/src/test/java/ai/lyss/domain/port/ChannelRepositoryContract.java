package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of channels does. */
public abstract class ChannelRepositoryContract {

  private TenantId tenant;
  private TenantId other;
  private Provider provider;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenantsAndProvider() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    other = store().tenantNamed("tenant-" + Seeds.id()).id();
    provider = providerOf(tenant);
  }

  @Test
  void returns_a_channel_as_it_was_added_with_its_models_in_order() {
    var channel = Channels.detailed(provider, "east");

    assertThat(add(channel)).isEqualTo(new Done<>(channel));
    assertThat(find(tenant, channel.id())).isEqualTo(new Done<>(channel));
  }

  @Test
  void returns_a_channel_with_nothing_but_the_necessary() {
    var channel = Channels.plain(provider, "bare");

    assertThat(add(channel)).isEqualTo(new Done<>(channel));
    assertThat(find(tenant, channel.id())).isEqualTo(new Done<>(channel));
  }

  @Test
  void misses_a_channel_of_another_tenant() {
    var channel = Channels.plain(provider, "east", "gpt");
    add(channel);

    assertThat(find(other, channel.id())).isInstanceOf(Missing.class);
    assertThat(remove(other, channel.id())).isInstanceOf(Missing.class);
    assertThat(find(tenant, channel.id())).isInstanceOf(Done.class);
  }

  @Test
  void refuses_a_name_that_is_taken() {
    add(Channels.plain(provider, "east", "gpt"));

    assertThat(add(Channels.plain(provider, "east", "gpt")))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.field()).isEqualTo("name");
              assertThat(conflict.message()).startsWith("name: east (expected: ");
            });
  }

  @Test
  void refuses_a_provider_that_is_not_there() {
    var never = Providers.simulator(tenant, "never-added");

    assertThat(add(Channels.plain(never, "east", "gpt")))
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.field()).isEqualTo("provider_id"));
  }

  @Test
  void refuses_a_provider_of_another_tenant() {
    var theirs = providerOf(other);
    var plain = Channels.plain(provider, "east", "gpt");
    var stolen =
        new Channel(
            plain.id(),
            tenant,
            plain.name(),
            theirs.id(),
            plain.models(),
            plain.weight(),
            plain.priority(),
            plain.limits(),
            plain.onDisconnect(),
            plain.enabled(),
            plain.tags(),
            plain.revision());

    assertThat(add(stolen))
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.field()).isEqualTo("provider_id"));
  }

  @Test
  void removes_a_channel_with_its_models_and_frees_its_name() {
    var channel = Channels.detailed(provider, "east");
    add(channel);

    assertThat(remove(tenant, channel.id())).isEqualTo(new Done<>(channel));
    assertThat(find(tenant, channel.id())).isInstanceOf(Missing.class);
    assertThat(remove(tenant, channel.id())).isInstanceOf(Missing.class);
    assertThat(add(Channels.detailed(provider, "east"))).isInstanceOf(Done.class);
  }

  @Test
  void pages_through_all_channels_in_the_order_of_their_making() {
    var added = new ArrayList<Channel>();
    for (int i = 0; i < 25; i++) {
      added.add(Channels.plain(provider, "channel-" + (99 - i), "zeta-" + i, "alpha-" + i));
    }
    for (int i : new int[] {1, 0}) {
      for (int k = i; k < added.size(); k += 2) {
        add(added.get(k));
      }
    }
    add(Channels.plain(providerOf(other), "theirs", "gpt"));

    var seen = new ArrayList<Channel>();
    Page.Place after = null;
    int pages = 0;
    do {
      var request = new Page.Request(10, after);
      var page = store().readIn(tenant, () -> store().channels().page(tenant, request));
      seen.addAll(page.items());
      after = page.next();
      pages++;
    } while (after != null && pages < 10);

    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(added);
  }

  private Provider providerOf(TenantId of) {
    var made = Providers.simulator(of, "provider-" + Seeds.id());
    return store().changed(Changes.create(of), () -> store().providers().add(made));
  }

  private StoreOutcome<Channel> add(Channel channel) {
    return store()
        .transactions()
        .change(Changes.create(channel.tenant()), () -> store().channels().add(channel));
  }

  private StoreOutcome<Channel> find(TenantId of, ChannelId id) {
    return store().transactions().read(of, () -> store().channels().find(of, id));
  }

  private StoreOutcome<Channel> remove(TenantId of, ChannelId id) {
    return store()
        .transactions()
        .change(Changes.delete(of), () -> store().channels().remove(of, id));
  }
}
