package ai.lyss.domain.fake;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The API keys of an {@link InMemoryStore}. */
final class InMemoryApiKeys implements ApiKeyRepository {

  private static final Kind<ApiKey> KIND =
      new Kind<>(
          "key",
          "name",
          key -> key.id().value(),
          ApiKey::name,
          ApiKey::revision,
          Map.of(
              "name", (key, name) -> key.name().equals(name),
              "role",
                  (key, role) ->
                      key.roles().stream().anyMatch(each -> each.wireName().equals(role)),
              "revoked",
                  (key, revoked) -> (key.revokedAt() != null) == Boolean.parseBoolean(revoked)));

  private final InMemoryStore store;

  InMemoryApiKeys(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<ApiKey> add(KnownKey added) {
    var key = added.key();
    var state = store.stateFor(key.tenant());
    if (state.keys.values().stream().anyMatch(known -> known.digest().equals(added.digest()))) {
      return new Conflict<>("key", "key: one that exists (expected: a new one)");
    }
    var conflict = KIND.conflict(of(key.tenant()), key);
    if (conflict != null) {
      return conflict;
    }
    state.keys.put(key.id().value(), added);
    return new Done<>(key);
  }

  @Override
  public StoreOutcome<ApiKey> find(TenantId tenant, KeyId id) {
    return KIND.find(of(tenant), id.value());
  }

  @Override
  public StoreOutcome<ApiKey> claim(TenantId tenant, KeyId id) {
    return find(tenant, id);
  }

  @Override
  public StoreOutcome<Page<ApiKey>> page(TenantId tenant, Page.Request request) {
    return new Done<>(KIND.page(of(tenant), request));
  }

  @Override
  public StoreOutcome<ApiKey> replace(ApiKey next) {
    var replaceable = KIND.replaceable(of(next.tenant()), next);
    if (replaceable instanceof Done<ApiKey>) {
      put(next);
    }
    return replaceable;
  }

  @Override
  public StoreOutcome<ApiKey> revoke(TenantId tenant, KeyId id, Instant at) {
    var found = find(tenant, id);
    if (!(found instanceof Done<ApiKey> done) || done.value().revokedAt() != null) {
      return found;
    }
    var revoked = revoked(done.value(), at);
    put(revoked);
    return new Done<>(revoked);
  }

  private void put(ApiKey next) {
    store
        .stateFor(next.tenant())
        .keys
        .computeIfPresent(next.id().value(), (same, known) -> new KnownKey(known.digest(), next));
  }

  private List<ApiKey> of(TenantId tenant) {
    return store.stateFor(tenant).keys.values().stream()
        .map(KnownKey::key)
        .filter(key -> key.tenant().equals(tenant))
        .toList();
  }

  private static ApiKey revoked(ApiKey key, Instant at) {
    return new ApiKey(
        key.id(),
        key.tenant(),
        key.name(),
        key.roles(),
        key.models(),
        key.expiresAt(),
        at,
        key.hint(),
        key.rateLimit(),
        key.revision().next(at));
  }
}
