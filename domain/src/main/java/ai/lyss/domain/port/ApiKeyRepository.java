package ai.lyss.domain.port;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Instant;

/** API keys of a tenant. Used within a {@link TenantTransaction}. */
public interface ApiKeyRepository {

  /** Stores a new key; a conflict on {@code name} when the tenant has one of that name. */
  StoreOutcome<ApiKey> add(KnownKey key);

  /** Returns a key of the tenant, revoked ones included. */
  StoreOutcome<ApiKey> find(TenantId tenant, KeyId id);

  /** Returns a page of the tenant's keys, in the order of their making. */
  StoreOutcome<Page<ApiKey>> page(TenantId tenant, Page.Request request);

  /** Marks a key as revoked; one that is already revoked stays as it was. */
  StoreOutcome<ApiKey> revoke(TenantId tenant, KeyId id, Instant at);
}
