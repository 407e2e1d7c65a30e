package ai.lyss.application.catalog;

import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.access.ApiKeyDigest;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.routing.Candidate;
import ai.lyss.domain.routing.CandidateGroup;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Indexes a configuration for the relay. Disabled tenants, providers and channels are left out. */
public final class ConfigurationCompiler {

  private final HealthBook health;
  private final InstantSource clock;

  /** Compiles with the living condition of channels at hand. */
  public ConfigurationCompiler(HealthBook health, InstantSource clock) {
    this.health = health;
    this.clock = clock;
  }

  /** Returns the configuration, indexed. */
  public CompiledConfiguration compile(Configuration configuration) {
    Set<TenantId> enabled =
        configuration.tenants().stream()
            .filter(Tenant::enabled)
            .map(Tenant::id)
            .collect(Collectors.toUnmodifiableSet());
    Map<ApiKeyDigest, KnownKey> keys = new HashMap<>();
    for (var known : configuration.keys()) {
      if (enabled.contains(known.key().tenant())) {
        keys.put(known.digest(), known);
      }
    }
    Map<TenantId, List<Quota>> quotas =
        configuration.quotas().stream().collect(Collectors.groupingBy(Quota::tenant));
    return new CompiledConfiguration(
        enabled, keys, routes(configuration, enabled), quotas, configuration.prices());
  }

  private Map<TenantId, SortedMap<ModelName, ModelRoute>> routes(
      Configuration configuration, Set<TenantId> enabled) {
    var candidates = candidates(configuration, enabled);
    Map<TenantId, Map<ModelName, Route>> declared = new HashMap<>();
    for (var route : configuration.routes()) {
      declared.computeIfAbsent(route.tenant(), t -> new HashMap<>()).put(route.model(), route);
    }
    Map<TenantId, SortedMap<ModelName, ModelRoute>> routes = new HashMap<>();
    candidates.forEach(
        (tenant, models) -> {
          var routesOfTenant = new TreeMap<ModelName, ModelRoute>();
          var declaredOfTenant = declared.getOrDefault(tenant, Map.of());
          models.forEach(
              (model, all) ->
                  routesOfTenant.put(
                      model,
                      route(model, all, declaredOfTenant.get(model), configuration.prices())));
          routes.put(tenant, routesOfTenant);
        });
    return routes;
  }

  private Map<TenantId, Map<ModelName, List<Candidate>>> candidates(
      Configuration configuration, Set<TenantId> enabled) {
    Map<ProviderId, Provider> providers =
        configuration.providers().stream()
            .filter(Provider::enabled)
            .collect(Collectors.toMap(Provider::id, provider -> provider));
    Map<TenantId, Map<ModelName, List<Candidate>>> candidates = new HashMap<>();
    for (var channel : configuration.channels()) {
      var provider = providers.get(channel.provider());
      if (provider == null
          || !provider.tenant().equals(channel.tenant())
          || !channel.enabled()
          || !enabled.contains(channel.tenant())) {
        continue;
      }
      var models = candidates.computeIfAbsent(channel.tenant(), tenant -> new HashMap<>());
      for (var offer : channel.models()) {
        models
            .computeIfAbsent(offer.name(), name -> new ArrayList<>())
            .add(candidate(channel, provider, offer));
      }
    }
    return candidates;
  }

  private Candidate candidate(Channel channel, Provider provider, ModelOffer offer) {
    return new Candidate(channel, provider, offer, health.of(channel, offer.vendorModel()));
  }

  private ModelRoute route(
      ModelName model, List<Candidate> all, @Nullable Route declared, PriceList prices) {
    var selected =
        declared == null
            ? all
            : all.stream().filter(candidate -> declared.selects(candidate.channel())).toList();
    var policy = declared == null ? PolicyName.ADAPTIVE : declared.policy();
    var fallbacks =
        declared == null
            ? List.<ModelName>of()
            : declared.fallbackModels().stream()
                .filter(fallback -> !fallback.equals(model))
                .distinct()
                .toList();
    return new ModelRoute(
        listing(model, all),
        CandidateGroup.of(selected, policy),
        fallbacks,
        dearest(selected, prices),
        maxOutputTokens(selected));
  }

  private static ListModels.Model listing(ModelName model, List<Candidate> candidates) {
    var since =
        candidates.stream()
            .map(candidate -> candidate.channel().revision().createdAt())
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    var vendors =
        candidates.stream()
            .map(candidate -> candidate.provider().vendor().id())
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    return new ListModels.Model(model.value(), since, vendors);
  }

  private static @Nullable Long maxOutputTokens(List<Candidate> candidates) {
    long most = 0;
    for (var candidate : candidates) {
      var declared = candidate.offer().maxOutputTokens();
      if (declared == null) {
        return null;
      }
      most = Math.max(most, declared);
    }
    return most == 0 ? null : most;
  }

  private @Nullable Price dearest(List<Candidate> candidates, PriceList prices) {
    Price dearest = null;
    for (var candidate : candidates) {
      var price =
          prices.find(
              candidate.channel().tenant(),
              candidate.provider().vendor(),
              candidate.offer().vendorModel(),
              clock.instant());
      if (price != null) {
        dearest = dearest == null ? price : dearer(dearest, price);
      }
    }
    return dearest;
  }

  /** A price that is at least both in each part that an estimate reckons with. */
  private static Price dearer(Price one, Price other) {
    return new Price(
        one.id(),
        one.tenant(),
        one.vendor(),
        one.vendorModel(),
        one.currency(),
        Math.max(one.input(), other.input()),
        Math.max(one.output(), other.output()),
        null,
        null,
        null,
        Math.max(orZero(one.perRequestNanos()), orZero(other.perRequestNanos())),
        one.validFrom());
  }

  private static long orZero(@Nullable Long nanos) {
    return nanos == null ? 0 : nanos;
  }
}
