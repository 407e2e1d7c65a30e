package ai.lyss.application.admin;

import ai.lyss.application.usecase.ConfigDraft.RouteEntry;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.RouteDraft;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.store.StoreOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Routes in documents, which name their channels. Fallbacks are looked at as they all end, not as
 * they are on the way there. Not thread-safe.
 */
final class RouteKind implements ImportedKind<Route, RouteEntry> {

  private static final Pointer CHANNELS = Pointer.of("channels");
  private static final Pointer IDS = CHANNELS.field("ids");
  private static final Pointer NAMES = CHANNELS.field("names");
  private static final List<Trait<Route>> TRAITS =
      List.of(
          new Trait<>("policy", Route::policy),
          new Trait<>("channels", RouteKind::selector),
          new Trait<>("fallback_models", Route::fallbackModels),
          new Trait<>("sticky", Route::sticky));

  private final RouteAdministration administration;
  private final RouteRepository routes;
  private final Inventory<Channel> channels;
  private final Births births;
  private final Set<ChannelId> known = new HashSet<>();
  private List<Route> all = List.of();

  /**
   * Brings routes in.
   *
   * @param channels those that routes may name
   */
  RouteKind(
      RouteAdministration administration,
      RouteRepository routes,
      Inventory<Channel> channels,
      Births births) {
    this.administration = administration;
    this.routes = routes;
    this.channels = channels;
    this.births = births;
  }

  /** Finds out which routes there will be in the end, for the fallbacks of each. */
  void foresee(
      @Nullable List<@Nullable RouteEntry> entries, Inventory<Route> inventory, Birth birth) {
    channels.staying().forEach(channel -> known.add(channel.id()));
    var end = new ArrayList<>(inventory.staying());
    if (entries != null) {
      end.removeIf(route -> inventory.isWanted(route.model().value()));
      for (var entry : entries) {
        if (entry != null) {
          var unsaid = new EntryProblems(Pointer.ROOT, new ArrayList<>());
          var draft = resolved(entry, unsaid);
          var route =
              administration.checked(draft, birth, among(List.of()), StoreOutcome.Done::new);
          if (unsaid.of(route) instanceof StoreOutcome.Done<Route>(var good)) {
            end.add(good);
          }
        }
      }
    }
    all = List.copyOf(end);
  }

  @Override
  public String noun() {
    return "route";
  }

  @Override
  public String section() {
    return "routes";
  }

  @Override
  public String nameField() {
    return "model";
  }

  @Override
  public @Nullable String nameIn(RouteEntry entry) {
    return entry.draft().model();
  }

  @Override
  public String nameOf(Route thing) {
    return thing.model().value();
  }

  @Override
  public UUID idOf(Route thing) {
    return thing.id();
  }

  @Override
  public List<Trait<Route>> traits() {
    return TRAITS;
  }

  @Override
  public @Nullable StoreOutcome<Route> create(
      RouteEntry entry, Birth birth, EntryProblems problems) {
    return problems.of(
        administration.checked(
            resolved(entry, problems), birth, among(others(entry)), routes::add));
  }

  @Override
  public @Nullable StoreOutcome<Route> change(
      Route present,
      RouteEntry entry,
      Function<Route, StoreOutcome<Route>> store,
      EntryProblems problems) {
    var birth = births.next(present.id(), present.tenant(), present.revision());
    return problems.of(
        administration.checked(resolved(entry, problems), birth, among(others(entry)), store));
  }

  @Override
  public StoreOutcome<Route> replace(Route next) {
    return routes.replace(next);
  }

  @Override
  public StoreOutcome<Route> remove(Route thing) {
    return routes.remove(thing.tenant(), thing.id());
  }

  private RouteAdministration.Surroundings among(List<Route> others) {
    return new RouteAdministration.Surroundings(others, known::contains);
  }

  /** Returns what may close a circle with a route: nothing does where it falls back to nothing. */
  private List<Route> others(RouteEntry entry) {
    var fallbacks = entry.draft().fallbackModels();
    if (fallbacks == null || fallbacks.isEmpty()) {
      return List.of();
    }
    return all.stream()
        .filter(route -> !route.model().value().equals(entry.draft().model()))
        .toList();
  }

  private RouteDraft resolved(RouteEntry entry, EntryProblems problems) {
    problems.renaming(IDS, NAMES);
    var draft = entry.draft();
    var selector = draft.channels();
    var names = entry.channels();
    if (selector == null || names == null) {
      return draft;
    }
    var ids = new ArrayList<@Nullable String>();
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      ids.add(name == null ? null : id(name, i, problems).toString());
    }
    return new RouteDraft(
        draft.model(),
        draft.policy(),
        new RouteDraft.Selector(selector.tags(), ids),
        draft.fallbackModels(),
        draft.sticky());
  }

  /** A channel that is not there gets an id of its own, so that everything else is checked. */
  private UUID id(String name, int index, EntryProblems problems) {
    var channel = channels.get(name);
    if (channel != null) {
      return channel.id().value();
    }
    problems.settle(IDS.index(index));
    if (!channels.isWanted(name)) {
      problems.add(
          NAMES.index(index),
          Kind.NOT_FOUND,
          "names: %s (expected: the name of a channel of this tenant or document)"
              .formatted(Findings.shown(name)));
    }
    return births.id();
  }

  private static Object selector(Route route) {
    var chosen = route.channels();
    return List.of(route.tags(), chosen == null ? "all" : chosen);
  }
}
