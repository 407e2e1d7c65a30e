package ai.lyss.application.usecase;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Administration of all tenants; that only platform administrators get here is for the caller to
 * see to. Blocks but for {@link #find}; thread-safe.
 */
public interface AdministerTenants extends FindTenant {

  /** Stores a new tenant; a conflict on {@code name} when there is one of that name. */
  Checked<Stored<Tenant>> create(Acting acting, TenantDraft draft, Repeat<Stored<Tenant>> repeat);

  /** Does the same each time it is asked for. */
  default Checked<Stored<Tenant>> create(Acting acting, TenantDraft draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of all tenants. */
  StoreOutcome<Page<Stored<Tenant>>> list(Acting acting, Page.Request request);

  /** Returns a tenant as it is stored. */
  StoreOutcome<Stored<Tenant>> read(Acting acting, TenantId id);

  /**
   * Makes another tenant of the one that there is; a conflict on {@code name} when it is taken, and
   * on {@code enabled} when it is the caller's own that would be disabled.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present tenant shall become; called within the transaction, and what it
   *     throws undoes everything and is thrown on
   */
  Checked<Stored<Tenant>> change(
      Acting acting,
      TenantId id,
      @Nullable Long version,
      Function<Stored<Tenant>, TenantDraft> wish);
}
