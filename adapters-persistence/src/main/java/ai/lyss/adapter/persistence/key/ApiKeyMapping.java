package ai.lyss.adapter.persistence.key;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.RateLimit;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Revision;
import java.util.Optional;

/** Between {@link ApiKey} and its row. */
final class ApiKeyMapping {

  private ApiKeyMapping() {}

  static ApiKeyEntity row(KnownKey known) {
    var row = row(known.key());
    row.digest = known.digest().bytes();
    return row;
  }

  /** Returns the row of a key but for its digest, which never changes. */
  static ApiKeyEntity row(ApiKey key) {
    var row = new ApiKeyEntity();
    row.id = new RowId(key.tenant().value(), key.id().value());
    row.name = key.name();
    row.hint = key.hint();
    row.roles = Names.sorted(key.roles(), Role::wireName);
    var models = key.models();
    row.models = models == null ? null : Names.sorted(models, ModelName::value);
    row.expiresAt = StoredTime.ofNullable(key.expiresAt());
    row.revokedAt = StoredTime.ofNullable(key.revokedAt());
    row.ratePerMinute = key.rateLimit().perMinute();
    row.ratePerHour = key.rateLimit().perHour();
    row.createdAt = StoredTime.of(key.revision().createdAt());
    row.updatedAt = StoredTime.of(key.revision().updatedAt());
    row.version = key.revision().version();
    return row;
  }

  static ApiKey key(ApiKeyEntity row) {
    var models = row.models;
    return new ApiKey(
        new KeyId(row.id.id()),
        new TenantId(row.id.tenantId()),
        row.name,
        Names.all("role", row.roles, Role::ofWireName),
        models == null
            ? null
            : Names.all("model", models, name -> Optional.of(new ModelName(name))),
        row.expiresAt,
        row.revokedAt,
        row.hint,
        new RateLimit(row.ratePerMinute, row.ratePerHour),
        new Revision(row.createdAt, row.updatedAt, row.version));
  }
}
