package ai.lyss.application.usecase;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import java.util.Optional;

/** Administration of tenants. Thread-safe. */
public interface AdministerTenants {

  /**
   * Returns a tenant, disabled ones included; empty when there is none of that id. Reads memory
   * only, does not block, and knows a new tenant at most a second after it was made.
   */
  Optional<Tenant> find(TenantId id);
}
