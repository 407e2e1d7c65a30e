package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.Stored;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The quotas of an {@link InMemoryStore}; several may be alike. */
final class InMemoryQuotas implements QuotaRepository {

  private static final Kind<Stored<Quota>> KIND =
      new Kind<>(
          "quota",
          "metric",
          stored -> stored.value().id().value(),
          stored -> stored.value().metric().wireName(),
          Stored::revision,
          Map.of(
              "metric", (stored, it) -> stored.value().metric().wireName().equals(it),
              "window", (stored, it) -> stored.value().window().wireName().equals(it),
              "model", (stored, it) -> it.equals(Objects.toString(stored.value().model())),
              "key", (stored, it) -> it.equals(key(stored)),
              "user", (stored, it) -> it.equals(user(stored))));

  private final InMemoryStore store;

  InMemoryQuotas(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Stored<Quota>> add(Stored<Quota> added) {
    var lost = withoutKey(added.value());
    return lost == null ? kept(added) : lost;
  }

  @Override
  public StoreOutcome<Stored<Quota>> find(TenantId tenant, QuotaId id) {
    return KIND.find(of(tenant), id.value());
  }

  @Override
  public StoreOutcome<Stored<Quota>> claim(TenantId tenant, QuotaId id) {
    return find(tenant, id);
  }

  @Override
  public StoreOutcome<Page<Stored<Quota>>> page(TenantId tenant, Page.Request request) {
    return new Done<>(KIND.page(of(tenant), request));
  }

  @Override
  public StoreOutcome<Stored<Quota>> replace(Stored<Quota> next) {
    var found = find(next.value().tenant(), next.value().id());
    if (!(found instanceof Done<Stored<Quota>>(var present))) {
      return found;
    }
    if (present.revision().version() != next.revision().version() - 1) {
      return new Stale<>();
    }
    return add(next);
  }

  @Override
  public StoreOutcome<Stored<Quota>> remove(TenantId tenant, QuotaId id) {
    var found = find(tenant, id);
    if (found instanceof Done<Stored<Quota>>) {
      store.stateFor(tenant).quotas.remove(id.value());
    }
    return found;
  }

  private StoreOutcome<Stored<Quota>> kept(Stored<Quota> quota) {
    store.stateFor(quota.value().tenant()).quotas.put(quota.value().id().value(), quota);
    return new Done<>(quota);
  }

  private @Nullable Conflict<Stored<Quota>> withoutKey(Quota quota) {
    if (!(quota.scope() instanceof QuotaScope.OfKey(var id))) {
      return null;
    }
    var known = store.stateFor(quota.tenant()).keys.get(id.value());
    return known != null && known.key().tenant().equals(quota.tenant())
        ? null
        : new Conflict<>(
            "scope_key_id", "scope_key_id: " + id + " (expected: a key of the tenant)");
  }

  private static @Nullable String key(Stored<Quota> stored) {
    return stored.value().scope() instanceof QuotaScope.OfKey(var key) ? key.toString() : null;
  }

  private static @Nullable String user(Stored<Quota> stored) {
    return stored.value().scope() instanceof QuotaScope.OfUser(var user) ? user : null;
  }

  private List<Stored<Quota>> of(TenantId tenant) {
    return store.stateFor(tenant).quotas.values().stream()
        .filter(stored -> stored.value().tenant().equals(tenant))
        .toList();
  }
}
