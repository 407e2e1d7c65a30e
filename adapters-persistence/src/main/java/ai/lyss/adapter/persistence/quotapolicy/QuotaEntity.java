package ai.lyss.adapter.persistence.quotapolicy;

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

/** A row of {@code quotas}. */
@Entity
@Table(name = "quotas")
class QuotaEntity implements ListedRow {

  @EmbeddedId RowId id;

  String scope;

  @Column(name = "scope_key_id")
  @Nullable UUID scopeKeyId;

  @Column(name = "scope_user")
  @Nullable String scopeUser;

  @Nullable String model;

  String metric;

  @Column(name = "time_window")
  String timeWindow;

  @Column(name = "time_zone")
  String timeZone;

  long amount;

  @Column(name = "warn_at_permille", columnDefinition = "integer[]")
  Integer[] warnAtPermille;

  String enforcement;

  String mode;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Version long version;

  /** Takes over what may change. */
  // Written here, because Hibernate notices writes of the entity's own methods only.
  void become(QuotaEntity next) {
    scope = next.scope;
    scopeKeyId = next.scopeKeyId;
    scopeUser = next.scopeUser;
    model = next.model;
    metric = next.metric;
    timeWindow = next.timeWindow;
    timeZone = next.timeZone;
    amount = next.amount;
    warnAtPermille = next.warnAtPermille;
    enforcement = next.enforcement;
    mode = next.mode;
    updatedAt = next.updatedAt;
  }

  @Override
  public UUID listedId() {
    return id.id();
  }

  @Override
  public String listedName() {
    return metric;
  }

  @Override
  public Instant listedTime() {
    return updatedAt;
  }
}
