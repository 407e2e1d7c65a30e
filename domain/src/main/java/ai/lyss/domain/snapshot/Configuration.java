package ai.lyss.domain.snapshot;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import java.util.List;

/**
 * Everything the relay reads of what administrators configure, as it stood at one moment.
 * Immutable.
 *
 * @param tenants all tenants
 * @param providers all providers, credentials in the clear in memory only
 * @param channels all channels
 * @param routes all routes
 * @param keys all API keys that are not revoked
 * @param quotas all quotas
 * @param prices all prices
 */
public record Configuration(
    List<Tenant> tenants,
    List<Provider> providers,
    List<Channel> channels,
    List<Route> routes,
    List<KnownKey> keys,
    List<Quota> quotas,
    PriceList prices) {

  /** A configuration with nothing in it. */
  public static final Configuration EMPTY =
      new Configuration(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), PriceList.EMPTY);

  /** Copies the lists. */
  public Configuration {
    tenants = List.copyOf(tenants);
    providers = List.copyOf(providers);
    channels = List.copyOf(channels);
    routes = List.copyOf(routes);
    keys = List.copyOf(keys);
    quotas = List.copyOf(quotas);
  }
}
