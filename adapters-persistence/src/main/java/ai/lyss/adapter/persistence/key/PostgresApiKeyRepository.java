package ai.lyss.adapter.persistence.key;

import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** API keys through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresApiKeyRepository implements ApiKeyRepository {

  private static final String KEY = "key";
  private static final RowPages<ApiKeyEntity> PAGES =
      new RowPages<>(
          ApiKeyEntity.class,
          "api_keys",
          "name",
          Map.of(
              "name",
              "name = ?",
              "role",
              "roles @> array[cast(? as text)]",
              "revoked",
              "(revoked_at is not null) = cast(? as boolean)"));

  private final ApiKeyPanache rows;

  /** Keeps keys in these rows. */
  public PostgresApiKeyRepository(ApiKeyPanache rows) {
    this.rows = rows;
  }

  @Override
  public StoreOutcome<ApiKey> add(KnownKey known) {
    var key = known.key();
    return SqlOutcomes.adding(
        Map.of("name", key.name(), "id", key.id().toString()),
        () -> {
          var row = ApiKeyMapping.row(known);
          rows.persistAndFlush(row);
          return new Done<>(ApiKeyMapping.key(row));
        });
  }

  @Override
  public StoreOutcome<ApiKey> find(TenantId tenant, KeyId id) {
    var row = rows.findById(new RowId(tenant.value(), id.value()));
    return row == null ? new Missing<>(KEY) : new Done<>(ApiKeyMapping.key(row));
  }

  @Override
  public StoreOutcome<ApiKey> claim(TenantId tenant, KeyId id) {
    var row = claimed(tenant, id);
    return row == null ? new Missing<>(KEY) : new Done<>(ApiKeyMapping.key(row));
  }

  @Override
  public StoreOutcome<Page<ApiKey>> page(TenantId tenant, Page.Request request) {
    return new Done<>(PAGES.read(rows.getSession(), tenant, request, ApiKeyMapping::key));
  }

  @Override
  public StoreOutcome<ApiKey> replace(ApiKey next) {
    return SqlOutcomes.adding(
        Map.of("name", next.name()),
        () -> {
          var row = claimed(next.tenant(), next.id());
          if (row == null) {
            return new Missing<>(KEY);
          }
          if (row.version != next.revision().version() - 1) {
            return new Stale<>();
          }
          row.become(ApiKeyMapping.row(next));
          rows.flush();
          return new Done<>(ApiKeyMapping.key(row));
        });
  }

  @Override
  public StoreOutcome<ApiKey> revoke(TenantId tenant, KeyId id, Instant at) {
    // Of two who revoke at once, the second finds it revoked.
    var row = claimed(tenant, id);
    if (row == null) {
      return new Missing<>(KEY);
    }
    if (row.revokedAt == null) {
      row.revoke(StoredTime.of(at));
      rows.flush();
    }
    return new Done<>(ApiKeyMapping.key(row));
  }

  private @Nullable ApiKeyEntity claimed(TenantId tenant, KeyId id) {
    return rows.findById(new RowId(tenant.value(), id.value()), LockModeType.PESSIMISTIC_WRITE);
  }
}
