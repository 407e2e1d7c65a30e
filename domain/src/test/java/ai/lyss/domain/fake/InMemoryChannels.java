package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels of an {@link InMemoryStore}. */
final class InMemoryChannels implements ChannelRepository {

  private static final Kind<Channel> KIND =
      new Kind<>(
          "channel",
          "name",
          channel -> channel.id().value(),
          Channel::name,
          Channel::revision,
          Map.of(
              "name", (channel, name) -> channel.name().equals(name),
              "provider_id", (channel, id) -> channel.provider().toString().equals(id),
              "model", (channel, model) -> offers(channel, model),
              "tag", (channel, tag) -> channel.tags().contains(tag),
              "enabled", (channel, on) -> channel.enabled() == Boolean.parseBoolean(on)));

  private final InMemoryStore store;

  InMemoryChannels(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Channel> add(Channel added) {
    var conflict = KIND.conflict(of(added.tenant()), added);
    if (conflict != null) {
      return conflict;
    }
    var lost = withoutProvider(added);
    if (lost != null) {
      return lost;
    }
    store.stateFor(added.tenant()).channels.put(added.id().value(), added);
    return new Done<>(added);
  }

  @Override
  public StoreOutcome<Channel> find(TenantId tenant, ChannelId id) {
    return KIND.find(of(tenant), id.value());
  }

  @Override
  public StoreOutcome<Channel> claim(TenantId tenant, ChannelId id) {
    return find(tenant, id);
  }

  @Override
  public StoreOutcome<Page<Channel>> page(TenantId tenant, Page.Request request) {
    return new Done<>(KIND.page(of(tenant), request));
  }

  @Override
  public StoreOutcome<Channel> replace(Channel next) {
    var replaceable = KIND.replaceable(of(next.tenant()), next);
    if (replaceable instanceof Done<Channel>) {
      var lost = withoutProvider(next);
      if (lost != null) {
        return lost;
      }
      store.stateFor(next.tenant()).channels.put(next.id().value(), next);
    }
    return replaceable;
  }

  @Override
  public StoreOutcome<Channel> remove(TenantId tenant, ChannelId id) {
    var found = find(tenant, id);
    if (found instanceof Done<Channel>) {
      var state = store.stateFor(tenant);
      for (var route : state.routes.values()) {
        var listed = route.channels();
        if (listed != null && listed.contains(id)) {
          return new Conflict<>("id", "id: " + id + " (expected: a channel no route names)");
        }
      }
      store.stateFor(tenant).channels.remove(id.value());
    }
    return found;
  }

  private @Nullable Conflict<Channel> withoutProvider(Channel channel) {
    var provider = store.stateFor(channel.tenant()).providers.get(channel.provider().value());
    return provider == null || !provider.tenant().equals(channel.tenant())
        ? new Conflict<>(
            "provider_id",
            "provider_id: " + channel.provider() + " (expected: a provider of the tenant)")
        : null;
  }

  private static boolean offers(Channel channel, String model) {
    return channel.models().stream().anyMatch(offer -> offer.name().value().equals(model));
  }

  private List<Channel> of(TenantId tenant) {
    return store.stateFor(tenant).channels.values().stream()
        .filter(thing -> thing.tenant().equals(tenant))
        .toList();
  }
}
