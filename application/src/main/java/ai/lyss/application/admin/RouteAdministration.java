package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerRoutes;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Administers routes over the store. While a route is checked nobody else changes any of the
 * tenant's, so that two changes cannot close a circle together. Thread-safe.
 */
public final class RouteAdministration implements AdministerRoutes {

  private static final String RESOURCE = "route";

  private final CheckedChanges changes;
  private final RouteRepository routes;
  private final ChannelRepository channels;
  private final Births births;
  private final Upkeep<Route, UUID> upkeep;

  /**
   * Makes the use case.
   *
   * @param births gives new things their id and revision
   */
  public RouteAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      RouteRepository routes,
      ChannelRepository channels,
      Births births) {
    this.changes = changes;
    this.routes = routes;
    this.channels = channels;
    this.births = births;
    this.upkeep = new Upkeep<>(transaction, changes, routes, Route::revision);
  }

  /** Returns where they are kept. */
  RouteRepository stored() {
    return routes;
  }

  @Override
  public Checked<Route> create(Acting acting, RouteDraft draft, Repeat<Route> repeat) {
    var birth = births.of(acting.tenant());
    return changes.make(
        acting.change("create", RESOURCE, birth.id()),
        repeat,
        () -> claimingAll(birth.tenant(), others -> checked(draft, birth, others, routes::add)));
  }

  @Override
  public StoreOutcome<Page<Route>> list(Acting acting, Page.Request request) {
    return upkeep.list(acting, request);
  }

  @Override
  public StoreOutcome<Route> read(Acting acting, UUID id) {
    return upkeep.read(acting, id);
  }

  @Override
  public Checked<Route> change(
      Acting acting, UUID id, @Nullable Long version, Function<Route, RouteDraft> wish) {
    var change = acting.change("update", RESOURCE, id);
    return changes.run(
        change,
        () ->
            claimingAll(
                acting.tenant(),
                others ->
                    upkeep.changed(
                        change,
                        id,
                        version,
                        present ->
                            checked(
                                wish.apply(present),
                                births.next(id, present.tenant(), present.revision()),
                                others,
                                routes::replace))));
  }

  @Override
  public StoreOutcome<Route> delete(Acting acting, UUID id, @Nullable Long version) {
    return upkeep.remove(
        acting.change("delete", RESOURCE, id),
        id,
        version,
        () -> routes.remove(acting.tenant(), id));
  }

  /** All before one: everybody locks in this order. */
  private Checked<Route> claimingAll(TenantId tenant, Function<List<Route>, Checked<Route>> work) {
    return routes.claimAll(tenant) instanceof StoreOutcome.Done<List<Route>>(var all)
        ? work.apply(all)
        : new Checked.Valid<>(new StoreOutcome.Unavailable<>());
  }

  private Checked<Route> checked(
      RouteDraft draft,
      Birth birth,
      List<Route> others,
      Function<Route, StoreOutcome<Route>> store) {
    var surroundings = new Surroundings(others, id -> isThere(birth.tenant(), id));
    return checked(draft, birth, surroundings, store);
  }

  /**
   * What a route is looked at among.
   *
   * @param others all routes of the tenant; the one that is looked at does not count
   * @param known tells whether the tenant has a channel of that id
   */
  record Surroundings(List<Route> others, Predicate<ChannelId> known) {}

  /** Checks what a route shall be and stores it, within the transaction that runs. */
  Checked<Route> checked(
      RouteDraft draft,
      Birth birth,
      Surroundings surroundings,
      Function<Route, StoreOutcome<Route>> store) {
    var findings = new Findings();
    var route =
        new RouteCheck(findings, surroundings.known()).check(draft, birth, surroundings.others());
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(store.apply(route));
  }

  private boolean isThere(TenantId tenant, ChannelId id) {
    return channels.find(tenant, id) instanceof StoreOutcome.Done<Channel>;
  }
}
