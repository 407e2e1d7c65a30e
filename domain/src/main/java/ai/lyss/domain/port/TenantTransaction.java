package ai.lyss.domain.port;

import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Supplier;

/**
 * Runs work on repositories in one transaction bound to a tenant. Blocks; thread-safe. When the
 * store cannot be reached the outcome is {@code Unavailable} and nothing was changed.
 */
public interface TenantTransaction {

  /** Runs work that only reads. */
  <T> StoreOutcome<T> read(TenantId tenant, Supplier<StoreOutcome<T>> work);

  /**
   * Runs work that changes a thing. Commits it with its audit row and the notice of the change when
   * the outcome is {@code Done}, and undoes everything when it is anything else.
   */
  <T> StoreOutcome<T> change(Change change, Supplier<StoreOutcome<T>> work);
}
