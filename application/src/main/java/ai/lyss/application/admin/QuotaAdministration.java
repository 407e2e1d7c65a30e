package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerQuotas;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaStatus;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administers quotas over the store, and tells from the ledger how they stand. Thread-safe. */
public final class QuotaAdministration implements AdministerQuotas {

  private static final String RESOURCE = "quota";

  private final CheckedChanges changes;
  private final QuotaRepository quotas;
  private final ApiKeyRepository keys;
  private final QuotaLedger ledger;
  private final Births births;
  private final Upkeep<Stored<Quota>, QuotaId> upkeep;

  /** Where quotas, and the keys that they name, are kept. */
  public record Stores(QuotaRepository quotas, ApiKeyRepository keys) {}

  /**
   * Makes the use case.
   *
   * @param ledger knows how quotas stand
   * @param births gives new things their id and revision
   */
  public QuotaAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      Stores stores,
      QuotaLedger ledger,
      Births births) {
    this.changes = changes;
    this.quotas = stores.quotas();
    this.keys = stores.keys();
    this.ledger = ledger;
    this.births = births;
    this.upkeep = new Upkeep<>(transaction, changes, quotas, Stored::revision);
  }

  /** Returns where they are kept. */
  Stores stored() {
    return new Stores(quotas, keys);
  }

  @Override
  public Checked<Stored<Quota>> create(
      Acting acting, QuotaDraft draft, Repeat<Stored<Quota>> repeat) {
    var birth = births.of(acting.tenant());
    return changes.make(
        acting.change("create", RESOURCE, birth.id()),
        repeat,
        () -> checked(draft, birth, quotas::add));
  }

  @Override
  public StoreOutcome<Page<Stored<Quota>>> list(Acting acting, Page.Request request) {
    return upkeep.list(acting, request);
  }

  @Override
  public StoreOutcome<Page<QuotaStatus>> statuses(Acting acting, Page.Request request) {
    return Outcomes.then(
        list(acting, request),
        page -> {
          var wanted = page.items().stream().map(Stored::value).toList();
          var statuses = ledger.status(wanted);
          return statuses.size() == wanted.size()
              ? new StoreOutcome.Done<>(new Page<>(statuses, page.next()))
              : new StoreOutcome.Unavailable<>();
        });
  }

  @Override
  public StoreOutcome<Stored<Quota>> read(Acting acting, QuotaId id) {
    return upkeep.read(acting, id);
  }

  @Override
  public Checked<Stored<Quota>> change(
      Acting acting, QuotaId id, @Nullable Long version, Function<Stored<Quota>, QuotaDraft> wish) {
    return upkeep.change(
        acting.change("update", RESOURCE, id.value()),
        id,
        version,
        present ->
            checked(
                wish.apply(present),
                births.next(id.value(), acting.tenant(), present.revision()),
                next -> sameUse(present.value(), next.value()) ? quotas.replace(next) : another()));
  }

  @Override
  public StoreOutcome<Stored<Quota>> delete(Acting acting, QuotaId id, @Nullable Long version) {
    return upkeep.remove(
        acting.change("delete", RESOURCE, id.value()),
        id,
        version,
        () -> quotas.remove(acting.tenant(), id));
  }

  /** Checks what a quota shall be and stores it, within the transaction that runs. */
  Checked<Stored<Quota>> checked(
      QuotaDraft draft, Birth birth, Function<Stored<Quota>, StoreOutcome<Stored<Quota>>> store) {
    var findings = new Findings();
    var quota = new QuotaCheck(findings).check(draft, birth);
    if (quota.value().scope() instanceof QuotaScope.OfKey(var key)
        && !findings.has(QuotaCheck.KEY)) {
      StoreOutcome<ApiKey> found = keys.find(birth.tenant(), key);
      if (found instanceof StoreOutcome.Unavailable<ApiKey>) {
        return new Checked.Valid<>(new StoreOutcome.Unavailable<>());
      }
      if (!(found instanceof StoreOutcome.Done<ApiKey>)) {
        findings.add(
            QuotaCheck.KEY, Kind.NOT_FOUND, "key: " + key + " (expected: a key of this tenant)");
      }
    }
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(store.apply(quota));
  }

  /** Tells whether two quotas count the use of the same callers and models. */
  static boolean sameUse(Quota present, Quota next) {
    return present.scope().equals(next.scope()) && Objects.equals(present.model(), next.model());
  }

  private static StoreOutcome<Stored<Quota>> another() {
    return new StoreOutcome.Conflict<>(
        "scope", "scope: another one (expected: the same; make a new quota for another use)");
  }
}
