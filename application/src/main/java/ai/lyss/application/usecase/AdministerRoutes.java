package ai.lyss.application.usecase;

import ai.lyss.domain.channel.Route;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Administration of a tenant's routes. Fallback models never lead in a circle. Blocks; thread-safe.
 */
public interface AdministerRoutes {

  /** Stores a new route; a conflict on {@code model} when the tenant has one of that model. */
  Checked<Route> create(Acting acting, RouteDraft draft, Repeat<Route> repeat);

  /** Does the same each time it is asked for. */
  default Checked<Route> create(Acting acting, RouteDraft draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of the tenant's routes. */
  StoreOutcome<Page<Route>> list(Acting acting, Page.Request request);

  /** Returns a route of the tenant. */
  StoreOutcome<Route> read(Acting acting, UUID id);

  /**
   * Makes another route of the one that there is; conflicts as with a new one.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present route shall become; called within the transaction, and what it
   *     throws undoes everything and is thrown on
   */
  Checked<Route> change(
      Acting acting, UUID id, @Nullable Long version, Function<Route, RouteDraft> wish);

  /**
   * Removes a route: its model is then served by all channels that list it.
   *
   * @param version as with {@link #change}
   */
  StoreOutcome<Route> delete(Acting acting, UUID id, @Nullable Long version);
}
