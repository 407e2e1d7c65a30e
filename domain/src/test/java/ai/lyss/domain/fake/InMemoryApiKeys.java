package ai.lyss.domain.fake;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.time.Instant;

/** The API keys of an {@link InMemoryStore}. */
final class InMemoryApiKeys implements ApiKeyRepository {

  private final InMemoryStore store;

  InMemoryApiKeys(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<ApiKey> add(KnownKey added) {
    var key = added.key();
    var state = store.stateFor(key.tenant());
    for (var known : state.keys.values()) {
      if (known.digest().equals(added.digest())) {
        return new Conflict<>("key", "key: one that exists (expected: a new one)");
      }
      if (known.key().tenant().equals(key.tenant()) && known.key().name().equals(key.name())) {
        return new Conflict<>("name", "name: " + key.name() + " (expected: a free name)");
      }
    }
    state.keys.put(key.id().value(), added);
    return new Done<>(key);
  }

  @Override
  public StoreOutcome<ApiKey> find(TenantId tenant, KeyId id) {
    var found = store.stateFor(tenant).keys.get(id.value());
    return found == null || !found.key().tenant().equals(tenant)
        ? new Missing<>("key")
        : new Done<>(found.key());
  }

  @Override
  public StoreOutcome<Page<ApiKey>> page(TenantId tenant, Page.Request request) {
    var state = store.stateFor(tenant);
    return new Done<>(
        StoredState.page(
            state.keys.values().stream().map(KnownKey::key).toList(),
            key -> key.tenant().equals(tenant),
            key -> key.id().value(),
            request));
  }

  @Override
  public StoreOutcome<ApiKey> revoke(TenantId tenant, KeyId id, Instant at) {
    var found = find(tenant, id);
    if (!(found instanceof Done<ApiKey> done) || done.value().revokedAt() != null) {
      return found;
    }
    var revoked = revoked(done.value(), at);
    var keys = store.stateFor(tenant).keys;
    keys.computeIfPresent(id.value(), (same, known) -> new KnownKey(known.digest(), revoked));
    return new Done<>(revoked);
  }

  private static ApiKey revoked(ApiKey key, Instant at) {
    var revision = key.revision();
    return new ApiKey(
        key.id(),
        key.tenant(),
        key.name(),
        key.roles(),
        key.models(),
        key.expiresAt(),
        at,
        key.hint(),
        new Revision(revision.createdAt(), at, revision.version() + 1));
  }
}
