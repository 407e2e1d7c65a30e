package ai.lyss.adapter.persistence.tenant;

import ai.lyss.adapter.persistence.store.ListedRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code tenants}. */
@Entity
@Table(name = "tenants")
class TenantEntity implements ListedRow {

  @Id UUID id;

  String name;

  boolean enabled;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Version long version;

  /** Takes over what may change. */
  // Written here, because Hibernate notices writes of the entity's own methods only.
  void become(TenantEntity next) {
    name = next.name;
    enabled = next.enabled;
    updatedAt = next.updatedAt;
  }

  @Override
  public UUID listedId() {
    return id;
  }

  @Override
  public String listedName() {
    return name;
  }

  @Override
  public Instant listedTime() {
    return updatedAt;
  }
}
