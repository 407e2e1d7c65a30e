package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerTenants;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.application.usecase.TenantDraft;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Administers tenants over the store. Audit rows stand with the tenant that the administrator acts
 * on, and name the tenant that was changed. Thread-safe.
 */
public final class TenantAdministration implements AdministerTenants {

  private static final String RESOURCE = "tenant";

  private final Supplier<Configuration> current;
  private final TenantTransaction transaction;
  private final CheckedChanges changes;
  private final TenantRepository tenants;
  private final Births births;

  /**
   * Makes the use case.
   *
   * @param current returns the configuration as it stands, from memory
   * @param births gives new things their id and revision
   */
  public TenantAdministration(
      Supplier<Configuration> current,
      TenantTransaction transaction,
      CheckedChanges changes,
      TenantRepository tenants,
      Births births) {
    this.current = current;
    this.transaction = transaction;
    this.changes = changes;
    this.tenants = tenants;
    this.births = births;
  }

  @Override
  public Optional<Tenant> find(TenantId id) {
    return current.get().tenants().stream().filter(tenant -> tenant.id().equals(id)).findFirst();
  }

  @Override
  public Checked<Stored<Tenant>> create(
      Acting acting, TenantDraft draft, Repeat<Stored<Tenant>> repeat) {
    var birth = births.of(acting.tenant());
    return changes.make(
        acting.change("create", RESOURCE, birth.id()),
        repeat,
        () -> checked(draft, birth, tenants::add));
  }

  @Override
  public StoreOutcome<Page<Stored<Tenant>>> list(Acting acting, Page.Request request) {
    return transaction.read(acting.tenant(), () -> tenants.page(request));
  }

  @Override
  public StoreOutcome<Stored<Tenant>> read(Acting acting, TenantId id) {
    return transaction.read(acting.tenant(), () -> tenants.find(id));
  }

  @Override
  public Checked<Stored<Tenant>> change(
      Acting acting,
      TenantId id,
      @Nullable Long version,
      Function<Stored<Tenant>, TenantDraft> wish) {
    Change change = acting.change("update", RESOURCE, id.value());
    return changes.run(
        change,
        () -> {
          var claimed = tenants.claim(id);
          if (!(claimed instanceof StoreOutcome.Done<Stored<Tenant>>(var present))) {
            return new Checked.Valid<>(claimed);
          }
          if (version != null && version != present.revision().version()) {
            return new Checked.Valid<>(new StoreOutcome.Stale<>());
          }
          var birth = births.next(id.value(), id, present.revision());
          return checked(wish.apply(present), birth, next -> replaced(acting, next));
        });
  }

  private StoreOutcome<Stored<Tenant>> replaced(Acting acting, Stored<Tenant> next) {
    var tenant = next.value();
    return !tenant.enabled() && tenant.id().equals(acting.caller().tenant())
        ? new StoreOutcome.Conflict<>(
            "enabled", "enabled: false (expected: true, because you call for this tenant)")
        : tenants.replace(next);
  }

  private static Checked<Stored<Tenant>> checked(
      TenantDraft draft,
      Birth birth,
      Function<Stored<Tenant>, StoreOutcome<Stored<Tenant>>> store) {
    var findings = new Findings();
    var enabled = draft.enabled() == null || draft.enabled();
    var name = findings.name(Pointer.of("name"), draft.name());
    if (findings.any()) {
      return new Checked.Invalid<>(findings.all());
    }
    var tenant = new Tenant(new TenantId(birth.id()), name, enabled);
    return new Checked.Valid<>(store.apply(new Stored<>(tenant, birth.revision())));
  }
}
