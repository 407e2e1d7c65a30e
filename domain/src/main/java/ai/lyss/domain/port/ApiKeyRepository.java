package ai.lyss.domain.port;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Instant;

/**
 * API keys of a tenant, revoked ones included. Used within a {@link TenantTransaction}. Pages are
 * filtered by {@code name}, {@code role} and {@code revoked}.
 */
public interface ApiKeyRepository extends TenantCollection<ApiKey, KeyId> {

  /** Stores a new key; a conflict on {@code name} when the tenant has one of that name. */
  StoreOutcome<ApiKey> add(KnownKey key);

  /** Marks a key as revoked; one that is already revoked stays as it was. */
  StoreOutcome<ApiKey> revoke(TenantId tenant, KeyId id, Instant at);
}
