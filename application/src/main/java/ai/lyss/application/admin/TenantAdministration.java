package ai.lyss.application.admin;

import ai.lyss.application.usecase.AdministerTenants;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.snapshot.Configuration;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds tenants in the current configuration. Thread-safe when its source is. */
public final class TenantAdministration implements AdministerTenants {

  private final Supplier<Configuration> current;

  /**
   * Makes the use case.
   *
   * @param current returns the configuration as it stands, from memory
   */
  public TenantAdministration(Supplier<Configuration> current) {
    this.current = current;
  }

  @Override
  public Optional<Tenant> find(TenantId id) {
    return current.get().tenants().stream().filter(tenant -> tenant.id().equals(id)).findFirst();
  }
}
