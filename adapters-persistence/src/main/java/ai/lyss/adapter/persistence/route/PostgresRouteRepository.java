package ai.lyss.adapter.persistence.route;

import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes through Hibernate. Times are kept to the microsecond. Thread-safe. */
public final class PostgresRouteRepository implements RouteRepository {

  private static final String ROUTE = "route";
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('lyss.routes ' || ?, 0))";
  private static final RowPages<RouteEntity> PAGES =
      new RowPages<>(
          RouteEntity.class,
          "routes",
          "model",
          Map.of("model", "model = ?", "policy", "policy = ?"));

  private final RoutePanache rows;

  /** Keeps routes in these rows. */
  public PostgresRouteRepository(RoutePanache rows) {
    this.rows = rows;
  }

  @Override
  public StoreOutcome<List<Route>> claimAll(TenantId tenant) {
    rows.getSession()
        .doWork(
            connection -> {
              // Held until the transaction ends. A row cannot be locked before it is there.
              try (var lock = connection.prepareStatement(LOCK)) {
                lock.setString(1, tenant.toString());
                lock.execute();
              }
            });
    return new Done<>(
        rows.find("id.tenantId = ?1 order by id.id", tenant.value()).stream()
            .map(RouteMapping::route)
            .toList());
  }

  @Override
  public StoreOutcome<Route> add(Route route) {
    return SqlOutcomes.adding(
        Map.of("model", route.model().value(), "id", route.id().toString()),
        () -> {
          var row = RouteMapping.row(route);
          rows.persistAndFlush(row);
          rows.getSession().detach(row);
          return new Done<>(RouteMapping.route(row));
        });
  }

  @Override
  public StoreOutcome<Route> find(TenantId tenant, UUID id) {
    var row = rows.findById(new RowId(tenant.value(), id));
    return row == null ? new Missing<>(ROUTE) : new Done<>(RouteMapping.route(row));
  }

  @Override
  public StoreOutcome<Route> claim(TenantId tenant, UUID id) {
    var row = claimed(tenant, id);
    return row == null ? new Missing<>(ROUTE) : new Done<>(RouteMapping.route(row));
  }

  @Override
  public StoreOutcome<Page<Route>> page(TenantId tenant, Page.Request request) {
    return new Done<>(PAGES.read(rows.getSession(), tenant, request, RouteMapping::route));
  }

  @Override
  public StoreOutcome<Route> replace(Route next) {
    return SqlOutcomes.adding(
        Map.of("model", next.model().value()),
        () -> {
          var row = claimed(next.tenant(), next.id());
          if (row == null) {
            return new Missing<>(ROUTE);
          }
          if (row.version != next.revision().version() - 1) {
            return new Stale<>();
          }
          row.become(RouteMapping.row(next));
          rows.flush();
          rows.getSession().detach(row);
          return new Done<>(RouteMapping.route(row));
        });
  }

  @Override
  public StoreOutcome<Route> remove(TenantId tenant, UUID id) {
    return SqlOutcomes.removing(
        id,
        () -> {
          var row = rows.findById(new RowId(tenant.value(), id));
          if (row == null) {
            return new Missing<>(ROUTE);
          }
          var removed = RouteMapping.route(row);
          rows.delete(row);
          rows.flush();
          return new Done<>(removed);
        });
  }

  private @Nullable RouteEntity claimed(TenantId tenant, UUID id) {
    return rows.findById(new RowId(tenant.value(), id), LockModeType.PESSIMISTIC_WRITE);
  }
}
