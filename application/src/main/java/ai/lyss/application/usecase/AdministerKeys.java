package ai.lyss.application.usecase;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;

/** Administration of a tenant's API keys. Blocks; thread-safe. */
public interface AdministerKeys {

  /**
   * Makes a new key that may do no more than its creator; a conflict on {@code name} when the
   * tenant has one of that name.
   */
  Checked<MintedKey> create(Acting acting, KeyDraft draft);

  /** Returns a page of the tenant's keys, revoked ones included, in the order of their making. */
  StoreOutcome<Page<ApiKey>> list(Acting acting, Page.Request request);

  /** Returns a key of the tenant, revoked ones included. */
  StoreOutcome<ApiKey> read(Acting acting, KeyId id);

  /** Revokes a key for ever; one that is already revoked stays as it was. */
  StoreOutcome<ApiKey> revoke(Acting acting, KeyId id);
}
