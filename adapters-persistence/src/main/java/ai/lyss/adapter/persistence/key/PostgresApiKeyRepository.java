package ai.lyss.adapter.persistence.key;

import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPage;
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
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Map;

/** API keys through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresApiKeyRepository implements ApiKeyRepository {

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
    return row == null ? new Missing<>("key") : new Done<>(ApiKeyMapping.key(row));
  }

  @Override
  public StoreOutcome<Page<ApiKey>> page(TenantId tenant, Page.Request request) {
    var found = RowPage.of(rows, tenant, request);
    return new Done<>(RowPage.mapped(found, request, row -> row.id.id(), ApiKeyMapping::key));
  }

  @Override
  public StoreOutcome<ApiKey> revoke(TenantId tenant, KeyId id, Instant at) {
    // Locked, so that of two who revoke at once the second finds it revoked.
    var row = rows.findById(new RowId(tenant.value(), id.value()), LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      return new Missing<>("key");
    }
    if (row.revokedAt == null) {
      row.revoke(StoredTime.of(at));
      rows.flush();
    }
    return new Done<>(ApiKeyMapping.key(row));
  }
}
