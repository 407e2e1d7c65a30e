package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.util.List;
import java.util.Map;

/** The providers of an {@link InMemoryStore}. */
final class InMemoryProviders implements ProviderRepository {

  private static final Kind<Provider> KIND =
      new Kind<>(
          "provider",
          "name",
          provider -> provider.id().value(),
          Provider::name,
          Provider::revision,
          Map.of(
              "name", (provider, name) -> provider.name().equals(name),
              "vendor", (provider, vendor) -> provider.vendor().id().equals(vendor),
              "enabled", (provider, on) -> provider.enabled() == Boolean.parseBoolean(on)));

  private final InMemoryStore store;

  InMemoryProviders(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Provider> add(Provider added) {
    var conflict = KIND.conflict(of(added.tenant()), added);
    if (conflict != null) {
      return conflict;
    }
    store.stateFor(added.tenant()).providers.put(added.id().value(), added);
    return new Done<>(added);
  }

  @Override
  public StoreOutcome<Provider> find(TenantId tenant, ProviderId id) {
    return KIND.find(of(tenant), id.value());
  }

  @Override
  public StoreOutcome<Provider> claim(TenantId tenant, ProviderId id) {
    return find(tenant, id);
  }

  @Override
  public StoreOutcome<Page<Provider>> page(TenantId tenant, Page.Request request) {
    return new Done<>(KIND.page(of(tenant), request));
  }

  @Override
  public StoreOutcome<Provider> replace(Provider next) {
    var replaceable = KIND.replaceable(of(next.tenant()), next);
    if (replaceable instanceof Done<Provider>) {
      store.stateFor(next.tenant()).providers.put(next.id().value(), next);
    }
    return replaceable;
  }

  @Override
  public StoreOutcome<Provider> remove(TenantId tenant, ProviderId id) {
    var found = find(tenant, id);
    if (found instanceof Done<Provider>) {
      var state = store.stateFor(tenant);
      if (state.channels.values().stream().anyMatch(c -> c.provider().equals(id))) {
        return new Conflict<>("id", "id: " + id + " (expected: a provider no channel uses)");
      }
      store.stateFor(tenant).providers.remove(id.value());
    }
    return found;
  }

  private List<Provider> of(TenantId tenant) {
    return store.stateFor(tenant).providers.values().stream()
        .filter(thing -> thing.tenant().equals(tenant))
        .toList();
  }
}
