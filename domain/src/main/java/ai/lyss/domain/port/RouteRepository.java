package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.UUID;

/**
 * Routes of a tenant. Used within a {@link TenantTransaction}. Pages are filtered by {@code model}
 * and {@code policy}; the model is a route's name.
 */
public interface RouteRepository extends TenantCollection<Route, UUID> {

  /**
   * Returns all routes of the tenant as they stand now, and keeps everybody else from adding,
   * changing or removing any until the transaction ends.
   */
  StoreOutcome<List<Route>> claimAll(TenantId tenant);

  /** Stores a new route; a conflict on {@code model} when the tenant has one of that model. */
  StoreOutcome<Route> add(Route route);

  /** Removes a route. */
  StoreOutcome<Route> remove(TenantId tenant, UUID id);
}
