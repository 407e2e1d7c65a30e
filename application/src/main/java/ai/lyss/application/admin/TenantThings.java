package ai.lyss.application.admin;

import ai.lyss.application.usecase.ConfigDraft;
import ai.lyss.application.usecase.ImportOrder;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a tenant that a document may hold. Not thread-safe.
 *
 * @param providers its accounts at vendors
 * @param channels its channels
 * @param routes its routes
 * @param quotas its quotas, in the order of their making
 * @param keys its API keys, revoked ones included: quotas name them
 */
record TenantThings(
    Inventory<Provider> providers,
    Inventory<Channel> channels,
    Inventory<Route> routes,
    List<Stored<Quota>> quotas,
    Inventory<ApiKey> keys) {

  /** Where they are kept. */
  record Stores(
      ProviderRepository providers,
      ChannelRepository channels,
      RouteRepository routes,
      QuotaRepository quotas,
      ApiKeyRepository keys) {}

  /** Reads them within the transaction that runs. */
  static StoreOutcome<TenantThings> of(TenantId tenant, Stores stores) {
    // What refers to others is read before them, so that what it refers to is there.
    return Outcomes.then(
        Inventory.all(tenant, stores.quotas()),
        quotas ->
            Outcomes.then(
                Inventory.of(tenant, stores.keys(), ApiKey::name),
                keys -> of(tenant, stores, quotas, keys)));
  }

  private static StoreOutcome<TenantThings> of(
      TenantId tenant, Stores stores, List<Stored<Quota>> quotas, Inventory<ApiKey> keys) {
    return Outcomes.then(
        Inventory.of(tenant, stores.routes(), route -> route.model().value()),
        routes ->
            Outcomes.then(
                Inventory.of(tenant, stores.channels(), Channel::name),
                channels ->
                    Outcomes.map(
                        Inventory.of(tenant, stores.providers(), Provider::name),
                        providers -> new TenantThings(providers, channels, routes, quotas, keys))));
  }

  /** Takes in what a document names. */
  void expect(ImportOrder order) {
    ConfigDraft draft = order.draft();
    expect(providers, draft.providers(), entry -> entry.name(), order);
    expect(channels, draft.channels(), entry -> entry.draft().name(), order);
    expect(routes, draft.routes(), entry -> entry.draft().model(), order);
  }

  /** Returns the names of all models that channels which stay offer. */
  Set<String> offered() {
    return channels.staying().stream()
        .flatMap(channel -> channel.models().stream())
        .map(offer -> offer.name().value())
        .collect(Collectors.toSet());
  }

  private static <T, D> void expect(
      Inventory<T> inventory,
      @Nullable List<@Nullable D> entries,
      Function<D, @Nullable String> name,
      ImportOrder order) {
    if (entries != null) {
      inventory.expect(
          entries.stream()
              .filter(Objects::nonNull)
              .map(entry -> name.apply(Objects.requireNonNull(entry)))
              .filter(Objects::nonNull)
              .toList(),
          order.others());
    }
  }
}
