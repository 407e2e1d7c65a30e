package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerProviders;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.ListVendors;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.port.Egress;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administers providers over the store. Thread-safe. */
public final class ProviderAdministration implements AdministerProviders, ListVendors {

  private static final String RESOURCE = "provider";

  private final CheckedChanges changes;
  private final ProviderRepository providers;
  private final VendorCatalog vendors;
  private final Egress egress;
  private final Births births;
  private final Upkeep<Provider, ProviderId> upkeep;

  /**
   * Makes the use case.
   *
   * @param egress says where base URLs may lead
   * @param births gives new things their id and revision
   */
  public ProviderAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      ProviderRepository providers,
      VendorCatalog vendors,
      Egress egress,
      Births births) {
    this.changes = changes;
    this.providers = providers;
    this.vendors = vendors;
    this.egress = egress;
    this.births = births;
    this.upkeep = new Upkeep<>(transaction, changes, providers, Provider::revision);
  }

  /** Returns where they are kept. */
  ProviderRepository stored() {
    return providers;
  }

  @Override
  public List<VendorProfile> vendors() {
    return vendors.all();
  }

  @Override
  public Checked<Provider> create(Acting acting, ProviderDraft draft, Repeat<Provider> repeat) {
    var birth = births.of(acting.tenant());
    var verdicts = verdicts(Collections.singleton(draft.baseUrl()));
    return changes.make(
        acting.change("create", RESOURCE, birth.id()),
        repeat,
        () -> created(draft, birth, verdicts));
  }

  @Override
  public StoreOutcome<Page<Provider>> list(Acting acting, Page.Request request) {
    return upkeep.list(acting, request);
  }

  @Override
  public StoreOutcome<Provider> read(Acting acting, ProviderId id) {
    return upkeep.read(acting, id);
  }

  @Override
  public Checked<Provider> change(
      Acting acting,
      ProviderId id,
      @Nullable Long version,
      Function<Provider, ProviderDraft> wish) {
    var verdicts = verdicts(acting, id, version, wish);
    return upkeep.change(
        acting.change("update", RESOURCE, id.value()),
        id,
        version,
        present -> changed(present, wish.apply(present), providers::replace, verdicts));
  }

  /** Returns where these URLs may lead; called before a transaction, because it takes its time. */
  EgressVerdicts verdicts(Collection<@Nullable String> urls) {
    return EgressVerdicts.of(egress, urls, births::now);
  }

  /** Returns where the URL may lead that a provider is to have from now on. */
  private EgressVerdicts verdicts(
      Acting acting,
      ProviderId id,
      @Nullable Long version,
      Function<Provider, ProviderDraft> wish) {
    return upkeep.read(acting, id) instanceof StoreOutcome.Done<Provider>(var present)
            && (version == null || version == present.revision().version())
        ? verdicts(Collections.singleton(wish.apply(present).baseUrl()))
        : verdicts(Set.of());
  }

  /** Checks what a provider shall become and stores it, within the transaction that runs. */
  Checked<Provider> changed(
      Provider present,
      ProviderDraft draft,
      Function<Provider, StoreOutcome<Provider>> store,
      EgressVerdicts verdicts) {
    var findings = new Findings();
    var next =
        new ProviderCheck(vendors, new BaseUrlCheck(verdicts, present.baseUrl()))
            .check(
                keeping(present.credential(), draft),
                births.next(present.id().value(), present.tenant(), present.revision()),
                findings);
    if (!findings.any()) {
      new CredentialPlace(vendors).check(present, next, findings);
    }
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(store.apply(next));
  }

  @Override
  public StoreOutcome<Provider> delete(Acting acting, ProviderId id, @Nullable Long version) {
    return upkeep.remove(
        acting.change("delete", RESOURCE, id.value()),
        id,
        version,
        () -> providers.remove(acting.tenant(), id));
  }

  /** Checks a new provider and stores it, within the transaction that runs. */
  Checked<Provider> created(ProviderDraft draft, Birth birth, EgressVerdicts verdicts) {
    var findings = new Findings();
    var provider =
        new ProviderCheck(vendors, new BaseUrlCheck(verdicts, null)).check(draft, birth, findings);
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(providers.add(provider));
  }

  private static ProviderDraft keeping(Credential present, ProviderDraft draft) {
    return draft.credential() != null
        ? draft
        : new ProviderDraft(
            draft.name(),
            draft.vendor(),
            draft.baseUrl(),
            new LinkedHashMap<>(present.fields()),
            draft.settings(),
            draft.enabled());
  }
}
