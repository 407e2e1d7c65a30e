package ai.lyss.application.usecase;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import java.util.Optional;

/** Knows tenants. Reads memory only, does not block; thread-safe. */
public interface FindTenant {

  /**
   * Returns a tenant, disabled ones included; empty when there is none of that id. A new tenant is
   * known at most a second after it was made.
   */
  Optional<Tenant> find(TenantId id);
}
