package ai.lyss.adapter.persistence.provider;

import ai.lyss.adapter.persistence.store.ListedRow;
import ai.lyss.adapter.persistence.store.RowId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code providers}; its credential is sealed text by field. */
@Entity
@Table(name = "providers")
class ProviderEntity implements ListedRow {

  @EmbeddedId RowId id;

  String name;

  String vendor;

  @Column(name = "base_url")
  @Nullable String baseUrl;

  @ColumnTransformer(write = "cast(? as jsonb)")
  String credential;

  @ColumnTransformer(write = "cast(? as jsonb)")
  String settings;

  boolean enabled;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Version long version;

  /** Takes over what may change. */
  // Written here, because Hibernate notices writes of the entity's own methods only.
  void become(ProviderEntity next) {
    name = next.name;
    vendor = next.vendor;
    baseUrl = next.baseUrl;
    credential = next.credential;
    settings = next.settings;
    enabled = next.enabled;
    updatedAt = next.updatedAt;
  }

  @Override
  public UUID listedId() {
    return id.id();
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
