package ai.lyss.application.usecase;

import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's accounts at vendors. Blocks; thread-safe. */
public interface AdministerProviders {

  /** Stores a new provider; a conflict on {@code name} when the tenant has one of that name. */
  Checked<Provider> create(Acting acting, ProviderDraft draft, Repeat<Provider> repeat);

  /** Does the same each time it is asked for. */
  default Checked<Provider> create(Acting acting, ProviderDraft draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of the tenant's providers. */
  StoreOutcome<Page<Provider>> list(Acting acting, Page.Request request);

  /** Returns a provider of the tenant. */
  StoreOutcome<Provider> read(Acting acting, ProviderId id);

  /**
   * Makes another provider of the one that there is; conflicts as with a new one.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present provider shall become, where a credential that is left out stays;
   *     called within the transaction, and what it throws undoes everything and is thrown on
   */
  Checked<Provider> change(
      Acting acting, ProviderId id, @Nullable Long version, Function<Provider, ProviderDraft> wish);

  /**
   * Removes a provider; a conflict when a channel still uses it.
   *
   * @param version as with {@link #change}
   */
  StoreOutcome<Provider> delete(Acting acting, ProviderId id, @Nullable Long version);
}
