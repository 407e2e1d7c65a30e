package ai.lyss.application.usecase;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's API keys. Blocks; thread-safe. */
public interface AdministerKeys {

  /**
   * Makes a new key that may do no more than its creator; a conflict on {@code name} when the
   * tenant has one of that name.
   */
  Checked<MintedKey> create(Acting acting, KeyDraft draft, Repeat<MintedKey> repeat);

  /** Does the same each time it is asked for. */
  default Checked<MintedKey> create(Acting acting, KeyDraft draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of the tenant's keys, revoked ones included. */
  StoreOutcome<Page<ApiKey>> list(Acting acting, Page.Request request);

  /** Returns a key of the tenant, revoked ones included. */
  StoreOutcome<ApiKey> read(Acting acting, KeyId id);

  /**
   * Changes what the bearer of a key may do, never to more than the caller may do; the key itself
   * stays. A conflict on {@code name} when it is taken, on {@code revoked_at} when the key is
   * revoked.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present key shall become; called within the transaction, and what it
   *     throws undoes everything and is thrown on
   */
  Checked<ApiKey> change(
      Acting acting, KeyId id, @Nullable Long version, Function<ApiKey, KeyDraft> wish);

  /** Revokes a key for ever; one that is already revoked stays as it was. */
  StoreOutcome<ApiKey> revoke(Acting acting, KeyId id);
}
