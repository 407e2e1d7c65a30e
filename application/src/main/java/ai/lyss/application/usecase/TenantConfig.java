package ai.lyss.application.usecase;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.Quota;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's configuration as it stood at one moment, in the order of names. Immutable.
 *
 * @param providers accounts at vendors, credentials included: they are not for documents
 * @param channels ways to their models
 * @param routes how public models are served
 * @param quotas what may be used
 */
public record TenantConfig(
    List<Provider> providers,
    List<NamedChannel> channels,
    List<NamedRoute> routes,
    List<NamedQuota> quotas) {

  /** Copies the lists. */
  public TenantConfig {
    providers = List.copyOf(providers);
    channels = List.copyOf(channels);
    routes = List.copyOf(routes);
    quotas = List.copyOf(quotas);
  }

  /**
   * A channel.
   *
   * @param provider the name of the provider it leads to
   * @param channel everything else
   */
  public record NamedChannel(String provider, Channel channel) {}

  /**
   * A route.
   *
   * @param channels the names of the channels that serve it, sorted; null for all
   * @param route everything else
   */
  public record NamedRoute(@Nullable List<String> channels, Route route) {

    /** Copies the names. */
    public NamedRoute {
      channels = channels == null ? null : List.copyOf(channels);
    }
  }

  /**
   * A quota.
   *
   * @param key the name of the API key whose use counts; null when it is not one key's
   * @param quota everything else
   */
  public record NamedQuota(@Nullable String key, Quota quota) {}
}
