package ai.lyss.adapter.persistence.tenant;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import ai.lyss.domain.store.Stored;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tenants through Hibernate. They belong to no tenant: each piece of work here steps over to the
 * platform's role, and back for whatever else the transaction does. Times are kept to the
 * microsecond. Thread-safe.
 */
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
    return asPlatform(
        () ->
            SqlOutcomes.adding(
                Map.of("name", tenant.value().name()),
                () -> {
                  var row = TenantMapping.row(tenant);
                  rows.persistAndFlush(row);
                  return new Done<>(TenantMapping.tenant(row));
                }));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> find(TenantId id) {
    return asPlatform(() -> outcome(rows.findById(id.value())));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> claim(TenantId id) {
    return asPlatform(() -> outcome(claimed(id)));
  }

  @Override
  public StoreOutcome<Page<Stored<Tenant>>> page(Page.Request request) {
    return asPlatform(
        () -> new Done<>(PAGES.read(rows.getSession(), null, request, TenantMapping::tenant)));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> replace(Stored<Tenant> next) {
    return asPlatform(
        () -> SqlOutcomes.adding(Map.of("name", next.value().name()), () -> replaced(next)));
  }

  private StoreOutcome<Stored<Tenant>> replaced(Stored<Tenant> next) {
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
  }

  private <T> StoreOutcome<T> asPlatform(Supplier<StoreOutcome<T>> work) {
    rows.getSession().doWork(DatabaseRole.PLATFORM::take);
    var outcome = work.get();
    return switch (outcome) {
      case Done<T> done -> back(outcome);
      case Missing<T> missing -> back(outcome);
      case Stale<T> stale -> back(outcome);
      // The database takes nothing but a rollback any more, which ends every role.
      case Conflict<T> conflict -> outcome;
      case Unavailable<T> unavailable -> outcome;
    };
  }

  private <T> StoreOutcome<T> back(StoreOutcome<T> outcome) {
    rows.getSession().doWork(DatabaseRole.APP::take);
    return outcome;
  }

  private @Nullable TenantEntity claimed(TenantId id) {
    return rows.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  private static StoreOutcome<Stored<Tenant>> outcome(@Nullable TenantEntity row) {
    return row == null ? new Missing<>(TENANT) : new Done<>(TenantMapping.tenant(row));
  }
}
