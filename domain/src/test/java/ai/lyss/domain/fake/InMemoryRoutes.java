package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes of an {@link InMemoryStore}. */
final class InMemoryRoutes implements RouteRepository {

  private static final Kind<Route> KIND =
      new Kind<>(
          "route",
          "model",
          Route::id,
          route -> route.model().value(),
          Route::revision,
          Map.of(
              "model", (route, model) -> route.model().value().equals(model),
              "policy", (route, policy) -> route.policy().wireName().equals(policy)));

  private final InMemoryStore store;

  InMemoryRoutes(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Route> add(Route added) {
    var conflict = KIND.conflict(of(added.tenant()), added);
    if (conflict != null) {
      return conflict;
    }
    var lost = withoutChannel(added);
    if (lost != null) {
      return lost;
    }
    store.stateFor(added.tenant()).routes.put(added.id(), added);
    return new Done<>(added);
  }

  @Override
  public StoreOutcome<Route> find(TenantId tenant, UUID id) {
    return KIND.find(of(tenant), id);
  }

  @Override
  public StoreOutcome<Route> claim(TenantId tenant, UUID id) {
    return find(tenant, id);
  }

  @Override
  public StoreOutcome<Page<Route>> page(TenantId tenant, Page.Request request) {
    return new Done<>(KIND.page(of(tenant), request));
  }

  @Override
  public StoreOutcome<Route> replace(Route next) {
    var replaceable = KIND.replaceable(of(next.tenant()), next);
    if (replaceable instanceof Done<Route>) {
      var lost = withoutChannel(next);
      if (lost != null) {
        return lost;
      }
      store.stateFor(next.tenant()).routes.put(next.id(), next);
    }
    return replaceable;
  }

  @Override
  public StoreOutcome<Route> remove(TenantId tenant, UUID id) {
    var found = find(tenant, id);
    if (found instanceof Done<Route>) {
      store.stateFor(tenant).routes.remove(id);
    }
    return found;
  }

  @Override
  public StoreOutcome<List<Route>> claimAll(TenantId tenant) {
    return new Done<>(of(tenant));
  }

  private @Nullable Conflict<Route> withoutChannel(Route route) {
    var listed = route.channels();
    if (listed == null) {
      return null;
    }
    var known = store.stateFor(route.tenant()).channels;
    for (var id : listed) {
      var channel = known.get(id.value());
      if (channel == null || !channel.tenant().equals(route.tenant())) {
        return new Conflict<>(
            "channel_id", "channel_id: " + id + " (expected: a channel of the tenant)");
      }
    }
    return null;
  }

  private List<Route> of(TenantId tenant) {
    return store.stateFor(tenant).routes.values().stream()
        .filter(thing -> thing.tenant().equals(tenant))
        .toList();
  }
}
