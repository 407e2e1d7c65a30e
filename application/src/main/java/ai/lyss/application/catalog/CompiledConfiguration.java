package ai.lyss.application.catalog;

import ai.lyss.domain.access.ApiKeyDigest;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.snapshot.KnownKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A configuration indexed for the relay: each look-up is one step whatever its size. Immutable.
 *
 * @param tenants the tenants that are enabled
 * @param keys keys of enabled tenants by digest
 * @param routes public models by tenant and name
 * @param quotas quotas by tenant
 * @param prices all prices
 */
public record CompiledConfiguration(
    Set<TenantId> tenants,
    Map<ApiKeyDigest, KnownKey> keys,
    Map<TenantId, SortedMap<ModelName, ModelRoute>> routes,
    Map<TenantId, List<Quota>> quotas,
    PriceList prices) {

  /** A configuration with nothing in it. */
  public static final CompiledConfiguration EMPTY =
      new CompiledConfiguration(Set.of(), Map.of(), Map.of(), Map.of(), PriceList.EMPTY);

  private static final SortedMap<ModelName, ModelRoute> NO_ROUTES = new TreeMap<>();

  /** Returns a tenant's public models by name. */
  public SortedMap<ModelName, ModelRoute> routesOf(TenantId tenant) {
    return routes.getOrDefault(tenant, NO_ROUTES);
  }

  /**
   * Returns how a caller's request for a model is routed; null when it may not use such a model.
   */
  public @Nullable ModelRoute route(Caller caller, ModelName model) {
    return caller.mayUse(model) ? routesOf(caller.tenant()).get(model) : null;
  }

  /** Returns the quotas that a caller's request for a model counts against. */
  public List<Quota> quotasFor(Caller caller, ModelName model) {
    var all = quotas.get(caller.tenant());
    if (all == null) {
      return List.of();
    }
    var matching = new ArrayList<Quota>(all.size());
    for (var quota : all) {
      if (quota.matches(caller, model)) {
        matching.add(quota);
      }
    }
    return matching;
  }
}
