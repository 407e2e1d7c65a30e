package ai.lyss.adapter.persistence.quotapolicy;

import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.Stored;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quotas through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresQuotaRepository implements QuotaRepository {

  private static final String QUOTA = "quota";
  private static final RowPages<QuotaEntity> PAGES =
      new RowPages<>(
          QuotaEntity.class,
          "quotas",
          "metric",
          Map.of(
              "metric", "metric = ?",
              "window", "time_window = ?",
              "model", "model = ?",
              "key", "scope_key_id = cast(? as uuid)",
              "user", "scope_user = ?"));

  private final QuotaPanache rows;

  /** Keeps quotas in these rows. */
  public PostgresQuotaRepository(QuotaPanache rows) {
    this.rows = rows;
  }

  @Override
  public StoreOutcome<Stored<Quota>> add(Stored<Quota> quota) {
    return SqlOutcomes.adding(
        Map.of("id", quota.value().id().toString()),
        () -> {
          var row = QuotaMapping.row(quota);
          rows.persistAndFlush(row);
          rows.getSession().detach(row);
          return new Done<>(QuotaMapping.quota(row));
        });
  }

  @Override
  public StoreOutcome<Stored<Quota>> find(TenantId tenant, QuotaId id) {
    return shown(rows.findById(new RowId(tenant.value(), id.value())));
  }

  @Override
  public StoreOutcome<Stored<Quota>> claim(TenantId tenant, QuotaId id) {
    return shown(claimed(tenant, id));
  }

  @Override
  public StoreOutcome<Page<Stored<Quota>>> page(TenantId tenant, Page.Request request) {
    return new Done<>(PAGES.read(rows.getSession(), tenant, request, QuotaMapping::quota));
  }

  @Override
  public StoreOutcome<Stored<Quota>> replace(Stored<Quota> next) {
    return SqlOutcomes.adding(
        Map.of(),
        () -> {
          var row = claimed(next.value().tenant(), next.value().id());
          if (row == null) {
            return new Missing<>(QUOTA);
          }
          if (row.version != next.revision().version() - 1) {
            return new Stale<>();
          }
          row.become(QuotaMapping.row(next));
          rows.flush();
          rows.getSession().detach(row);
          return new Done<>(QuotaMapping.quota(row));
        });
  }

  @Override
  public StoreOutcome<Stored<Quota>> remove(TenantId tenant, QuotaId id) {
    return SqlOutcomes.removing(
        id,
        () -> {
          var row = rows.findById(new RowId(tenant.value(), id.value()));
          if (row == null) {
            return new Missing<>(QUOTA);
          }
          var removed = QuotaMapping.quota(row);
          rows.delete(row);
          rows.flush();
          return new Done<>(removed);
        });
  }

  private static StoreOutcome<Stored<Quota>> shown(@Nullable QuotaEntity row) {
    return row == null ? new Missing<>(QUOTA) : new Done<>(QuotaMapping.quota(row));
  }

  private @Nullable QuotaEntity claimed(TenantId tenant, QuotaId id) {
    return rows.findById(new RowId(tenant.value(), id.value()), LockModeType.PESSIMISTIC_WRITE);
  }
}
