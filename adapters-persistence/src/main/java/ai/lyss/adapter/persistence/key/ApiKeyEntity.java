package ai.lyss.adapter.persistence.key;

import ai.lyss.adapter.persistence.store.ListedRow;
import ai.lyss.adapter.persistence.store.RowId;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_keys}. */
@Entity
@Table(name = "api_keys")
class ApiKeyEntity implements ListedRow {

  @EmbeddedId RowId id;

  String name;

  byte[] digest;

  String hint;

  @Column(columnDefinition = "text[]")
  String[] roles;

  @Column(columnDefinition = "text[]")
  String @Nullable [] models;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  @Column(name = "rate_per_minute")
  @Nullable Long ratePerMinute;

  @Column(name = "rate_per_hour")
  @Nullable Long ratePerHour;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Version long version;

  // Written here, because Hibernate notices writes of the entity's own methods only.
  void revoke(Instant at) {
    revokedAt = at;
    updatedAt = at;
  }

  /** Takes over what may change. */
  // Written here, because Hibernate notices writes of the entity's own methods only.
  void become(ApiKeyEntity next) {
    name = next.name;
    roles = next.roles;
    models = next.models;
    expiresAt = next.expiresAt;
    ratePerMinute = next.ratePerMinute;
    ratePerHour = next.ratePerHour;
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
