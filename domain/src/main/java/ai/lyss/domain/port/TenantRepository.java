package ai.lyss.domain.port;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;

/**
 * All tenants, for the platform's administrators. Used within a {@link TenantTransaction}, of
 * whichever tenant. Pages are filtered by {@code name} and {@code enabled}.
 */
public interface TenantRepository {

  /** Stores a new tenant; a conflict on {@code name} when there is one of that name. */
  StoreOutcome<Stored<Tenant>> add(Stored<Tenant> tenant);

  /** Returns a tenant, disabled ones included. */
  StoreOutcome<Stored<Tenant>> find(TenantId id);

  /**
   * Returns a tenant as it stands now, and keeps everybody else from changing it until the
   * transaction ends.
   */
  StoreOutcome<Stored<Tenant>> claim(TenantId id);

  /** Returns a page of all tenants. */
  StoreOutcome<Page<Stored<Tenant>>> page(Page.Request request);

  /**
   * Replaces a tenant by its next version; stale unless the stored one is the version before it, a
   * conflict as with the adding of one.
   */
  StoreOutcome<Stored<Tenant>> replace(Stored<Tenant> next);
}
