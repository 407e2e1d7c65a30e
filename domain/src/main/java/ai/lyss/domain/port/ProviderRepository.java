package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.StoreOutcome;

/**
 * Providers of a tenant. Used within a {@link TenantTransaction}. Pages are filtered by {@code
 * name}, {@code vendor} and {@code enabled}.
 */
public interface ProviderRepository extends TenantCollection<Provider, ProviderId> {

  /** Stores a new provider; a conflict on {@code name} when the tenant has one of that name. */
  StoreOutcome<Provider> add(Provider provider);

  /** Removes a provider; a conflict when something still uses it. */
  StoreOutcome<Provider> remove(TenantId tenant, ProviderId id);
}
