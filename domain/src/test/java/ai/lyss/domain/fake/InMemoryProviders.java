package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;

/** The providers of an {@link InMemoryStore}. */
final class InMemoryProviders implements ProviderRepository {

  private final InMemoryStore store;

  InMemoryProviders(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Provider> add(Provider provider) {
    var state = store.stateFor(provider.tenant());
    for (var known : state.providers.values()) {
      if (known.tenant().equals(provider.tenant()) && known.name().equals(provider.name())) {
        return new Conflict<>("name", "name: " + provider.name() + " (expected: a free name)");
      }
    }
    state.providers.put(provider.id().value(), provider);
    return new Done<>(provider);
  }

  @Override
  public StoreOutcome<Provider> find(TenantId tenant, ProviderId id) {
    var found = store.stateFor(tenant).providers.get(id.value());
    return found == null || !found.tenant().equals(tenant)
        ? new Missing<>("provider")
        : new Done<>(found);
  }

  @Override
  public StoreOutcome<Page<Provider>> page(TenantId tenant, Page.Request request) {
    var state = store.stateFor(tenant);
    return new Done<>(
        StoredState.page(
            state.providers.values(),
            provider -> provider.tenant().equals(tenant),
            provider -> provider.id().value(),
            request));
  }

  @Override
  public StoreOutcome<Provider> remove(TenantId tenant, ProviderId id) {
    var found = find(tenant, id);
    if (found instanceof Done<Provider>) {
      var state = store.stateFor(tenant);
      if (state.channels.values().stream().anyMatch(c -> c.provider().equals(id))) {
        return new Conflict<>("id", "id: " + id + " (expected: a provider no channel uses)");
      }
      state.providers.remove(id.value());
    }
    return found;
  }
}
