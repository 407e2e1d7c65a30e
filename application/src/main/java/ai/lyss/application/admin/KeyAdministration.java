package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerKeys;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.KeyDraft;
import ai.lyss.application.usecase.MintedKey;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Administers API keys over the store, which never sees a key itself. Thread-safe. */
public final class KeyAdministration implements AdministerKeys {

  private static final String RESOURCE = "key";

  private final TenantTransaction transaction;
  private final CheckedChanges changes;
  private final ApiKeyRepository keys;
  private final Making making;
  private final Births births;
  private final Upkeep<ApiKey, KeyId> upkeep;

  /**
   * How keys are made.
   *
   * @param mint makes the keys
   * @param digests makes what is stored in place of a key
   */
  public record Making(KeyMint mint, KeyDigests digests) {}

  /**
   * Makes the use case.
   *
   * @param making how keys are made
   * @param births gives new things their id and revision
   */
  public KeyAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      ApiKeyRepository keys,
      Making making,
      Births births) {
    this.transaction = transaction;
    this.changes = changes;
    this.keys = keys;
    this.making = making;
    this.births = births;
    this.upkeep = new Upkeep<>(transaction, changes, keys, ApiKey::revision);
  }

  @Override
  public Checked<MintedKey> create(Acting acting, KeyDraft draft, Repeat<MintedKey> repeat) {
    var birth = births.of(acting.tenant());
    return changes.make(
        acting.change("create", RESOURCE, birth.id()), repeat, () -> minted(acting, draft, birth));
  }

  @Override
  public StoreOutcome<Page<ApiKey>> list(Acting acting, Page.Request request) {
    return upkeep.list(acting, request);
  }

  @Override
  public StoreOutcome<ApiKey> read(Acting acting, KeyId id) {
    return upkeep.read(acting, id);
  }

  @Override
  public Checked<ApiKey> change(
      Acting acting, KeyId id, @Nullable Long version, Function<ApiKey, KeyDraft> wish) {
    return upkeep.change(
        acting.change("update", RESOURCE, id.value()),
        id,
        version,
        present -> changed(acting, present, wish));
  }

  @Override
  public StoreOutcome<ApiKey> revoke(Acting acting, KeyId id) {
    var change = acting.change("revoke", RESOURCE, id.value());
    return transaction.change(
        change,
        () ->
            Outcomes.then(
                keys.find(acting.tenant(), id),
                present ->
                    isAbove(acting, present)
                        ? above(present)
                        : keys.revoke(acting.tenant(), id, births.now())));
  }

  /** Tells whether a key may do what the one who acts may not give: it is not theirs to change. */
  private static boolean isAbove(Acting acting, ApiKey present) {
    return !Grants.of(acting.caller().roles()).containsAll(present.roles());
  }

  private static <T> StoreOutcome<T> above(ApiKey present) {
    return new StoreOutcome.Conflict<>(
        "roles",
        "roles: %s (expected: of those you may give)"
            .formatted(
                present.roles().stream()
                    .map(Role::wireName)
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }

  private Checked<MintedKey> minted(Acting acting, KeyDraft draft, Birth birth) {
    var findings = new Findings();
    var secret = making.mint().mint();
    var key = new KeyCheck(acting.caller(), findings).check(draft, birth, secret.hint());
    if (findings.any()) {
      return new Checked.Invalid<>(findings.all());
    }
    var known = new KnownKey(making.digests().digest(secret.reveal()), key);
    return new Checked.Valid<>(
        Outcomes.map(keys.add(known), stored -> new MintedKey(stored, secret)));
  }

  private Checked<ApiKey> changed(Acting acting, ApiKey present, Function<ApiKey, KeyDraft> wish) {
    if (present.revokedAt() != null) {
      return new Checked.Valid<>(
          new StoreOutcome.Conflict<>(
              "revoked_at", "revoked_at: " + present.revokedAt() + " (expected: not revoked)"));
    }
    var findings = new Findings();
    var birth = births.next(present.id().value(), present.tenant(), present.revision());
    var check = new KeyCheck(acting.caller(), findings).of(present);
    var key = check.check(wish.apply(present), birth, present.hint());
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(keys.replace(key));
  }
}
