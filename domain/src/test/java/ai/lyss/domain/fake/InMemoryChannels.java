package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;

/** The channels of an {@link InMemoryStore}. */
final class InMemoryChannels implements ChannelRepository {

  private final InMemoryStore store;

  InMemoryChannels(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Channel> add(Channel channel) {
    var state = store.stateFor(channel.tenant());
    for (var known : state.channels.values()) {
      if (known.tenant().equals(channel.tenant()) && known.name().equals(channel.name())) {
        return new Conflict<>("name", "name: " + channel.name() + " (expected: a free name)");
      }
    }
    var provider = state.providers.get(channel.provider().value());
    if (provider == null || !provider.tenant().equals(channel.tenant())) {
      return new Conflict<>(
          "provider_id",
          "provider_id: " + channel.provider() + " (expected: a provider of the tenant)");
    }
    state.channels.put(channel.id().value(), channel);
    return new Done<>(channel);
  }

  @Override
  public StoreOutcome<Channel> find(TenantId tenant, ChannelId id) {
    var found = store.stateFor(tenant).channels.get(id.value());
    return found == null || !found.tenant().equals(tenant)
        ? new Missing<>("channel")
        : new Done<>(found);
  }

  @Override
  public StoreOutcome<Page<Channel>> page(TenantId tenant, Page.Request request) {
    var state = store.stateFor(tenant);
    return new Done<>(
        StoredState.page(
            state.channels.values(),
            channel -> channel.tenant().equals(tenant),
            channel -> channel.id().value(),
            request));
  }

  @Override
  public StoreOutcome<Channel> remove(TenantId tenant, ChannelId id) {
    var found = find(tenant, id);
    if (found instanceof Done<Channel>) {
      var state = store.stateFor(tenant);
      for (var route : state.routes) {
        var listed = route.channels();
        if (listed != null && listed.contains(id)) {
          return new Conflict<>("id", "id: " + id + " (expected: a channel no route names)");
        }
      }
      state.channels.remove(id.value());
    }
    return found;
  }
}
