package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerKeys;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.application.usecase.MintedKey;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;

/** Administers API keys over the store, which never sees a key itself. Thread-safe. */
public final class KeyAdministration implements AdministerKeys {

  private static final String RESOURCE = "key";

  private final TenantTransaction transaction;
  private final ApiKeyRepository keys;
  private final KeyDigests digests;
  private final KeyMint mint;
  private final Births births;

  /**
   * Makes the use case.
   *
   * @param digests makes what is stored in place of a key
   * @param mint makes the keys
   * @param births gives new things their id and revision
   */
  public KeyAdministration(
      TenantTransaction transaction,
      ApiKeyRepository keys,
      KeyDigests digests,
      KeyMint mint,
      Births births) {
    this.transaction = transaction;
    this.keys = keys;
    this.digests = digests;
    this.mint = mint;
    this.births = births;
  }

  @Override
  public Checked<MintedKey> create(Acting acting, KeyDraft draft) {
    var findings = new Findings();
    var birth = births.of(acting.tenant());
    var secret = mint.mint();
    var key = new KeyCheck(acting.caller(), findings).check(draft, birth, secret.hint());
    if (findings.any()) {
      return new Checked.Invalid<>(findings.all());
    }
    var known = new KnownKey(digests.digest(secret.reveal()), key);
    var change = acting.change("create", RESOURCE, birth.id());
    return new Checked.Valid<>(
        Outcomes.map(
            transaction.change(change, () -> keys.add(known)),
            stored -> new MintedKey(stored, secret)));
  }

  @Override
  public StoreOutcome<Page<ApiKey>> list(Acting acting, Page.Request request) {
    return transaction.read(acting.tenant(), () -> keys.page(acting.tenant(), request));
  }

  @Override
  public StoreOutcome<ApiKey> read(Acting acting, KeyId id) {
    return transaction.read(acting.tenant(), () -> keys.find(acting.tenant(), id));
  }

  @Override
  public StoreOutcome<ApiKey> revoke(Acting acting, KeyId id) {
    var change = acting.change("revoke", RESOURCE, id.value());
    return transaction.change(change, () -> keys.revoke(acting.tenant(), id, births.now()));
  }
}
