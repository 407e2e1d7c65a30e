package ai.lyss.application.admin;

import ai.lyss.application.usecase.TenantConfig;
import ai.lyss.application.usecase.TenantConfig.NamedChannel;
import ai.lyss.application.usecase.TenantConfig.NamedQuota;
import ai.lyss.application.usecase.TenantConfig.NamedRoute;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.store.StoreOutcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says by their names what a tenant's things refer to. Not thread-safe; one object an export. */
final class ConfigNaming {

  private final Map<Object, String> names = new HashMap<>();
  private boolean complete = true;

  private ConfigNaming(TenantThings things) {
    things.providers().staying().forEach(each -> names.put(each.id(), each.name()));
    things.channels().staying().forEach(each -> names.put(each.id(), each.name()));
    things.keys().staying().forEach(each -> names.put(each.id(), each.name()));
  }

  /** Returns everything by its names; stale when something went while it was read. */
  static StoreOutcome<TenantConfig> named(TenantThings things) {
    var naming = new ConfigNaming(things);
    var config =
        new TenantConfig(
            things.providers().staying(),
            things.channels().staying().stream().map(naming::channel).toList(),
            things.routes().staying().stream().map(naming::route).toList(),
            things.quotas().stream()
                .map(stored -> naming.quota(stored.value()))
                .sorted(Comparator.comparing(QuotaLabel::ofNamed).thenComparing(QuotaLabel::ofRest))
                .toList());
    return naming.complete ? new StoreOutcome.Done<>(config) : new StoreOutcome.Stale<>();
  }

  private NamedChannel channel(Channel channel) {
    return new NamedChannel(name(channel.provider()), channel);
  }

  private NamedRoute route(Route route) {
    var chosen = route.channels();
    return new NamedRoute(
        chosen == null ? null : chosen.stream().map(this::name).sorted().toList(), route);
  }

  private NamedQuota quota(Quota quota) {
    return new NamedQuota(
        quota.scope() instanceof QuotaScope.OfKey(var key) ? name(key) : null, quota);
  }

  private String name(Object id) {
    @Nullable String name = names.get(id);
    complete &= name != null;
    return Objects.requireNonNullElse(name, "");
  }
}
