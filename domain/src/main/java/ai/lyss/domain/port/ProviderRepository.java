package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;

/** Providers of a tenant. Used within a {@link TenantTransaction}. */
public interface ProviderRepository {

  /** Stores a new provider; a conflict on {@code name} when the tenant has one of that name. */
  StoreOutcome<Provider> add(Provider provider);

  /** Returns a provider of the tenant. */
  StoreOutcome<Provider> find(TenantId tenant, ProviderId id);

  /** Returns a page of the tenant's providers, in the order of their making. */
  StoreOutcome<Page<Provider>> page(TenantId tenant, Page.Request request);

  /** Removes a provider; a conflict when something still uses it. */
  StoreOutcome<Provider> remove(TenantId tenant, ProviderId id);
}
