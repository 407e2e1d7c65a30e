package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerProviders;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.ListVendors;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Administers providers over the store. Thread-safe. */
public final class ProviderAdministration implements AdministerProviders, ListVendors {

  private static final String RESOURCE = "provider";

  private final TenantTransaction transaction;
  private final ProviderRepository providers;
  private final VendorCatalog vendors;
  private final Births births;

  /**
   * Makes the use case.
   *
   * @param births gives new things their id and revision
   */
  public ProviderAdministration(
      TenantTransaction transaction,
      ProviderRepository providers,
      VendorCatalog vendors,
      Births births) {
    this.transaction = transaction;
    this.providers = providers;
    this.vendors = vendors;
    this.births = births;
  }

  @Override
  public List<VendorProfile> vendors() {
    return vendors.all();
  }

  @Override
  public Checked<Provider> create(Acting acting, ProviderDraft draft) {
    var findings = new Findings();
    var birth = births.of(acting.tenant());
    var provider = new ProviderCheck(vendors).check(draft, birth, findings);
    if (findings.any()) {
      return new Checked.Invalid<>(findings.all());
    }
    var change = acting.change("create", RESOURCE, birth.id());
    return new Checked.Valid<>(transaction.change(change, () -> providers.add(provider)));
  }

  @Override
  public StoreOutcome<Page<Provider>> list(Acting acting, Page.Request request) {
    return transaction.read(acting.tenant(), () -> providers.page(acting.tenant(), request));
  }

  @Override
  public StoreOutcome<Provider> read(Acting acting, ProviderId id) {
    return transaction.read(acting.tenant(), () -> providers.find(acting.tenant(), id));
  }

  @Override
  public StoreOutcome<Provider> delete(Acting acting, ProviderId id, @Nullable Long version) {
    var change = acting.change("delete", RESOURCE, id.value());
    return transaction.change(
        change,
        () ->
            Versions.seen(version, () -> providers.find(acting.tenant(), id), Provider::revision)
                .orElseGet(() -> providers.remove(acting.tenant(), id)));
  }
}
