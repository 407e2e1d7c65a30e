package ai.lyss.domain.fake;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.Stored;
import java.util.List;
import java.util.Map;

/** The tenants of an {@link InMemoryStore}. */
final class InMemoryTenants implements TenantRepository {

  private static final Kind<Stored<Tenant>> KIND =
      new Kind<>(
          "tenant",
          "name",
          tenant -> tenant.value().id().value(),
          tenant -> tenant.value().name(),
          Stored::revision,
          Map.of(
              "name", (tenant, name) -> tenant.value().name().equals(name),
              "enabled", (tenant, on) -> tenant.value().enabled() == Boolean.parseBoolean(on)));

  private final InMemoryStore store;

  InMemoryTenants(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Stored<Tenant>> add(Stored<Tenant> added) {
    var conflict = KIND.conflict(all(), added);
    if (conflict != null) {
      return conflict;
    }
    return put(added);
  }

  @Override
  public StoreOutcome<Stored<Tenant>> find(TenantId id) {
    return KIND.find(all(), id.value());
  }

  @Override
  public StoreOutcome<Stored<Tenant>> claim(TenantId id) {
    return find(id);
  }

  @Override
  public StoreOutcome<Page<Stored<Tenant>>> page(Page.Request request) {
    return new Done<>(KIND.page(all(), request));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> replace(Stored<Tenant> next) {
    var replaceable = KIND.replaceable(all(), next);
    return replaceable instanceof Done<Stored<Tenant>> ? put(next) : replaceable;
  }

  private StoreOutcome<Stored<Tenant>> put(Stored<Tenant> tenant) {
    store.stateInside().tenants.put(tenant.value().id().value(), tenant);
    return new Done<>(tenant);
  }

  private List<Stored<Tenant>> all() {
    return List.copyOf(store.stateInside().tenants.values());
  }
}
