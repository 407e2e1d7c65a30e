package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.AdministerProviders;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.ListVendors;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administers providers over the store. Thread-safe. */
public final class ProviderAdministration implements AdministerProviders, ListVendors {

  private static final String RESOURCE = "provider";

  private final CheckedChanges changes;
  private final ProviderRepository providers;
  private final VendorCatalog vendors;
  private final Births births;
  private final Upkeep<Provider, ProviderId> upkeep;

  /**
   * Makes the use case.
   *
   * @param births gives new things their id and revision
   */
  public ProviderAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      ProviderRepository providers,
      VendorCatalog vendors,
      Births births) {
    this.changes = changes;
    this.providers = providers;
    this.vendors = vendors;
    this.births = births;
    this.upkeep = new Upkeep<>(transaction, changes, providers, Provider::revision);
  }

  @Override
  public List<VendorProfile> vendors() {
    return vendors.all();
  }

  @Override
  public Checked<Provider> create(Acting acting, ProviderDraft draft, Repeat<Provider> repeat) {
    var birth = births.of(acting.tenant());
    return changes.make(
        acting.change("create", RESOURCE, birth.id()),
        repeat,
        () -> checked(draft, birth, providers::add));
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
    return upkeep.change(
        acting.change("update", RESOURCE, id.value()),
        id,
        version,
        present -> changed(present, wish.apply(present)));
  }

  private Checked<Provider> changed(Provider present, ProviderDraft draft) {
    if (leadsAstray(present, draft)) {
      var findings = new Findings();
      findings.add(
          Pointer.of("credential"),
          FieldProblem.Kind.REQUIRED,
          "credential: as it is stored (expected: another, since base_url leads elsewhere: who may"
              + " not read a credential may not have it sent to another place either)");
      return new Checked.Invalid<>(findings.all());
    }
    return checked(
        keeping(present.credential(), draft),
        births.next(present.id().value(), present.tenant(), present.revision()),
        providers::replace);
  }

  /**
   * Who may change a provider may not read its credential, nor have it sent to a place of theirs.
   */
  private static boolean leadsAstray(Provider present, ProviderDraft draft) {
    return keepsSecret(present.credential(), draft.credential())
        && !Objects.equals(origin(draft.baseUrl()), origin(text(present.baseUrl())));
  }

  /** A patch brings the stored secrets along, so that they are told from new ones by their text. */
  private static boolean keepsSecret(
      Credential present, @Nullable Map<String, @Nullable Secret> drafted) {
    return present.fields().entrySet().stream()
        .anyMatch(it -> drafted == null || Objects.equals(it.getValue(), drafted.get(it.getKey())));
  }

  private static @Nullable String text(@Nullable URI url) {
    return url == null ? null : url.toString();
  }

  private static @Nullable String origin(@Nullable String url) {
    if (url == null) {
      return null;
    }
    int authority = url.indexOf("://");
    int path = authority < 0 ? -1 : url.indexOf('/', authority + 3);
    return (path < 0 ? url : url.substring(0, path)).toLowerCase(Locale.ROOT);
  }

  @Override
  public StoreOutcome<Provider> delete(Acting acting, ProviderId id, @Nullable Long version) {
    return upkeep.remove(
        acting.change("delete", RESOURCE, id.value()),
        id,
        version,
        () -> providers.remove(acting.tenant(), id));
  }

  private Checked<Provider> checked(
      ProviderDraft draft, Birth birth, Function<Provider, StoreOutcome<Provider>> store) {
    var findings = new Findings();
    var provider = new ProviderCheck(vendors).check(draft, birth, findings);
    return findings.any()
        ? new Checked.Invalid<>(findings.all())
        : new Checked.Valid<>(store.apply(provider));
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
