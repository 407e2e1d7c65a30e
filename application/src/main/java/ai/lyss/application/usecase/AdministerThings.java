package ai.lyss.application.usecase;

import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a tenant's things, whatever they are. Blocks; thread-safe.
 *
 * @param <T> the things
 * @param <I> their ids
 * @param <D> what somebody asks for, unchecked
 */
public interface AdministerThings<T, I, D> {

  /** Stores a new thing; a conflict on its name when the tenant has one of that name. */
  Checked<T> create(Acting acting, D draft, Repeat<T> repeat);

  /** Does the same each time it is asked for. */
  default Checked<T> create(Acting acting, D draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of the tenant's things. */
  StoreOutcome<Page<T>> list(Acting acting, Page.Request request);

  /** Returns a thing of the tenant. */
  StoreOutcome<T> read(Acting acting, I id);

  /**
   * Makes another thing of the one that there is; conflicts as with a new one.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present thing shall become; called within the transaction, and what it
   *     throws undoes everything and is thrown on
   */
  Checked<T> change(Acting acting, I id, @Nullable Long version, Function<T, D> wish);

  /**
   * Removes a thing; a conflict when something still uses it.
   *
   * @param version as with {@link #change}
   */
  StoreOutcome<T> delete(Acting acting, I id, @Nullable Long version);
}
