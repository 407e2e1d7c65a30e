package ai.lyss.adapter.persistence.tenant;

import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.Stored;

/** Between {@link Tenant} and its row. */
final class TenantMapping {

  private TenantMapping() {}

  static TenantEntity row(Stored<Tenant> tenant) {
    var row = new TenantEntity();
    row.id = tenant.value().id().value();
    row.name = tenant.value().name();
    row.enabled = tenant.value().enabled();
    row.createdAt = StoredTime.of(tenant.revision().createdAt());
    row.updatedAt = StoredTime.of(tenant.revision().updatedAt());
    row.version = tenant.revision().version();
    return row;
  }

  static Stored<Tenant> tenant(TenantEntity row) {
    return new Stored<>(
        new Tenant(new TenantId(row.id), row.name, row.enabled),
        new Revision(row.createdAt, row.updatedAt, row.version));
  }
}
