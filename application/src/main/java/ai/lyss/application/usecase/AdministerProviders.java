package ai.lyss.application.usecase;

import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's accounts at vendors. Blocks; thread-safe. */
public interface AdministerProviders {

  /** Stores a new provider; a conflict on {@code name} when the tenant has one of that name. */
  Checked<Provider> create(Acting acting, ProviderDraft draft);

  /** Returns a page of the tenant's providers, in the order of their making. */
  StoreOutcome<Page<Provider>> list(Acting acting, Page.Request request);

  /** Returns a provider of the tenant. */
  StoreOutcome<Provider> read(Acting acting, ProviderId id);

  /**
   * Removes a provider; a conflict when a channel still uses it.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   */
  StoreOutcome<Provider> delete(Acting acting, ProviderId id, @Nullable Long version);
}
