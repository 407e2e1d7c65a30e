package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.ApiKeyDigest;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.RateLimit;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.snapshot.KnownKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads all API keys that are not revoked. */
final class KeyRows {

  private static final String KEYS =
      "select tenant_id, id, name, digest, hint, roles, models, expires_at, revoked_at,"
          + " rate_per_minute, rate_per_hour, created_at, updated_at, version from api_keys where"
          + " revoked_at is null order by tenant_id, id";

  private KeyRows() {}

  static List<KnownKey> keys(Connection connection) throws SQLException {
    return Rows.list(connection, KEYS, KeyRows::key);
  }

  private static KnownKey key(ResultSet row) throws SQLException {
    var models = Rows.textsOrNull(row, "models");
    var key =
        new ApiKey(
            new KeyId(Rows.id(row, "id")),
            Rows.tenant(row),
            row.getString("name"),
            Names.all("role", Rows.texts(row, "roles"), Role::ofWireName),
            models == null
                ? null
                : Names.all("model", models, name -> Optional.of(new ModelName(name))),
            Rows.timeOrNull(row, "expires_at"),
            Rows.timeOrNull(row, "revoked_at"),
            row.getString("hint"),
            new RateLimit(
                Rows.longOrNull(row, "rate_per_minute"), Rows.longOrNull(row, "rate_per_hour")),
            Rows.revision(row));
    return new KnownKey(ApiKeyDigest.of(row.getBytes("digest")), key);
  }
}
