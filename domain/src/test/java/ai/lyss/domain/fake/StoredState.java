package ai.lyss.domain.fake;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything an {@link InMemoryStore} holds, so that a transaction can go back to a copy. */
final class StoredState {

  final Map<UUID, Tenant> tenants;
  final Map<UUID, Provider> providers;
  final Map<UUID, Channel> channels;
  final Map<UUID, KnownKey> keys;
  final List<Route> routes;
  final List<Quota> quotas;
  final List<Price> prices;
  final List<Change> audit;
  final Set<String> stepsDone;

  StoredState() {
    tenants = new LinkedHashMap<>();
    providers = new LinkedHashMap<>();
    channels = new LinkedHashMap<>();
    keys = new LinkedHashMap<>();
    routes = new ArrayList<>();
    quotas = new ArrayList<>();
    prices = new ArrayList<>();
    audit = new ArrayList<>();
    stepsDone = new HashSet<>();
  }

  private StoredState(StoredState from) {
    tenants = new LinkedHashMap<>(from.tenants);
    providers = new LinkedHashMap<>(from.providers);
    channels = new LinkedHashMap<>(from.channels);
    keys = new LinkedHashMap<>(from.keys);
    routes = new ArrayList<>(from.routes);
    quotas = new ArrayList<>(from.quotas);
    prices = new ArrayList<>(from.prices);
    audit = new ArrayList<>(from.audit);
    stepsDone = new HashSet<>(from.stepsDone);
  }

  StoredState copy() {
    return new StoredState(this);
  }

  Configuration configuration() {
    return new Configuration(
        List.copyOf(tenants.values()),
        List.copyOf(providers.values()),
        List.copyOf(channels.values()),
        routes,
        keys.values().stream().filter(known -> !isRevoked(known.key())).toList(),
        quotas,
        new PriceList(prices));
  }

  static <T> Page<T> page(
      Collection<T> all, Predicate<T> wanted, Function<T, UUID> id, Page.Request request) {
    var after = request.after();
    // UUIDs compare as signed numbers; their text has the order of the bytes.
    var rest =
        all.stream()
            .filter(wanted)
            .filter(
                thing ->
                    after == null || id.apply(thing).toString().compareTo(after.toString()) > 0)
            .sorted(Comparator.comparing(thing -> id.apply(thing).toString()))
            .limit(request.limit() + 1L)
            .toList();
    if (rest.size() <= request.limit()) {
      return new Page<>(rest, null);
    }
    var items = rest.subList(0, request.limit());
    return new Page<>(items, id.apply(items.getLast()));
  }

  private static boolean isRevoked(ApiKey key) {
    return key.revokedAt() != null;
  }
}
