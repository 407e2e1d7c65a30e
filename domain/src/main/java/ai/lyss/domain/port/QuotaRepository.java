package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;

/**
 * Quotas of a tenant. Used within a {@link TenantTransaction}. Pages are filtered by {@code
 * metric}, {@code window}, {@code model}, {@code key} (an id) and {@code user}; the metric stands
 * for a quota's name, which several may share.
 */
public interface QuotaRepository extends TenantCollection<Stored<Quota>, QuotaId> {

  /** Stores a new quota; a conflict on {@code scope_key_id} when the tenant has no such key. */
  StoreOutcome<Stored<Quota>> add(Stored<Quota> quota);

  /** Removes a quota: what it counted is forgotten. */
  StoreOutcome<Stored<Quota>> remove(TenantId tenant, QuotaId id);
}
