package ai.lyss.domain.fake;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Everything an {@link InMemoryStore} holds, so that a transaction can go back to a copy. */
final class StoredState {

  final Map<UUID, Stored<Tenant>> tenants;
  final Map<UUID, Provider> providers;
  final Map<UUID, Channel> channels;
  final Map<UUID, KnownKey> keys;
  final Map<UUID, Route> routes;
  final Map<UUID, Stored<Quota>> quotas;
  final List<Price> prices;
  final List<Change> audit;
  final Set<String> stepsDone;
  final Map<String, InMemoryAnswers.Kept> answers;
  final List<ConnectionTest> tests;

  StoredState() {
    tenants = new LinkedHashMap<>();
    providers = new LinkedHashMap<>();
    channels = new LinkedHashMap<>();
    keys = new LinkedHashMap<>();
    routes = new LinkedHashMap<>();
    quotas = new LinkedHashMap<>();
    prices = new ArrayList<>();
    audit = new ArrayList<>();
    stepsDone = new HashSet<>();
    answers = new LinkedHashMap<>();
    tests = new ArrayList<>();
  }

  private StoredState(StoredState from) {
    tenants = new LinkedHashMap<>(from.tenants);
    providers = new LinkedHashMap<>(from.providers);
    channels = new LinkedHashMap<>(from.channels);
    keys = new LinkedHashMap<>(from.keys);
    routes = new LinkedHashMap<>(from.routes);
    quotas = new LinkedHashMap<>(from.quotas);
    prices = new ArrayList<>(from.prices);
    audit = new ArrayList<>(from.audit);
    stepsDone = new HashSet<>(from.stepsDone);
    answers = new LinkedHashMap<>(from.answers);
    tests = new ArrayList<>(from.tests);
  }

  StoredState copy() {
    return new StoredState(this);
  }

  Configuration configuration() {
    return new Configuration(
        tenants.values().stream().map(Stored::value).toList(),
        List.copyOf(providers.values()),
        List.copyOf(channels.values()),
        List.copyOf(routes.values()),
        keys.values().stream().filter(known -> !isRevoked(known.key())).toList(),
        quotas.values().stream().map(Stored::value).toList(),
        new PriceList(prices));
  }

  private static boolean isRevoked(ApiKey key) {
    return key.revokedAt() != null;
  }
}
