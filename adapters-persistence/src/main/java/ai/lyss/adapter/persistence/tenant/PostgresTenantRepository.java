package ai.lyss.adapter.persistence.tenant;

import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.Stored;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tenants through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresTenantRepository implements TenantRepository {

  private static final String TENANT = "tenant";
  private static final RowPages<TenantEntity> PAGES =
      new RowPages<>(
          TenantEntity.class,
          "tenants",
          "name",
          Map.of("name", "name = ?", "enabled", "enabled = cast(? as boolean)"));

  private final TenantPanache rows;

  /** Keeps tenants in these rows. */
  public PostgresTenantRepository(TenantPanache rows) {
    this.rows = rows;
  }

  @Override
  public StoreOutcome<Stored<Tenant>> add(Stored<Tenant> tenant) {
    return SqlOutcomes.adding(
        Map.of("name", tenant.value().name()),
        () -> {
          var row = TenantMapping.row(tenant);
          rows.persistAndFlush(row);
          return new Done<>(TenantMapping.tenant(row));
        });
  }

  @Override
  public StoreOutcome<Stored<Tenant>> find(TenantId id) {
    return outcome(rows.findById(id.value()));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> claim(TenantId id) {
    return outcome(claimed(id));
  }

  @Override
  public StoreOutcome<Page<Stored<Tenant>>> page(Page.Request request) {
    return new Done<>(PAGES.read(rows.getSession(), null, request, TenantMapping::tenant));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> replace(Stored<Tenant> next) {
    return SqlOutcomes.adding(
        Map.of("name", next.value().name()),
        () -> {
          var row = claimed(next.value().id());
          if (row == null) {
            return new Missing<>(TENANT);
          }
          if (row.version != next.revision().version() - 1) {
            return new Stale<>();
          }
          row.become(TenantMapping.row(next));
          rows.flush();
          return new Done<>(TenantMapping.tenant(row));
        });
  }

  private @Nullable TenantEntity claimed(TenantId id) {
    return rows.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  private static StoreOutcome<Stored<Tenant>> outcome(@Nullable TenantEntity row) {
    return row == null ? new Missing<>(TENANT) : new Done<>(TenantMapping.tenant(row));
  }
}
