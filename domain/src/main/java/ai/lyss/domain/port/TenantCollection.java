package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;

/**
 * What a tenant's things of one kind have in common. Used within a {@link TenantTransaction}.
 *
 * @param <T> the things
 * @param <I> their ids
 */
public interface TenantCollection<T, I> {

  /** Returns a thing of the tenant. */
  StoreOutcome<T> find(TenantId tenant, I id);

  /**
   * Returns a thing of the tenant as it stands now, and keeps everybody else from changing or
   * removing it until the transaction ends.
   */
  StoreOutcome<T> claim(TenantId tenant, I id);

  /** Returns a page of the tenant's things; a filter that is not known here is a bug. */
  StoreOutcome<Page<T>> page(TenantId tenant, Page.Request request);

  /**
   * Replaces a thing by its next version; stale unless the stored one is the version before it, a
   * conflict as with the adding of one.
   */
  StoreOutcome<T> replace(T next);
}
