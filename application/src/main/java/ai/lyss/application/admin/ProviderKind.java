package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Providers in documents: one that is there keeps its credential unless the document has one. */
final class ProviderKind implements ImportedKind<Provider, ProviderDraft> {

  private static final Pointer CREDENTIAL = Pointer.of("credential");
  private static final List<Trait<Provider>> TRAITS =
      List.of(
          new Trait<>("vendor", provider -> provider.vendor().id()),
          new Trait<>("base_url", Provider::baseUrl),
          new Trait<>("credential", Provider::credential),
          new Trait<>("settings", provider -> provider.settings().values()),
          new Trait<>("enabled", Provider::enabled));

  private final ProviderAdministration administration;
  private final ProviderRepository providers;
  private final EgressVerdicts verdicts;

  ProviderKind(
      ProviderAdministration administration,
      ProviderRepository providers,
      EgressVerdicts verdicts) {
    this.administration = administration;
    this.providers = providers;
    this.verdicts = verdicts;
  }

  @Override
  public String noun() {
    return "provider";
  }

  @Override
  public String section() {
    return "providers";
  }

  @Override
  public String nameField() {
    return "name";
  }

  @Override
  public @Nullable String nameIn(ProviderDraft entry) {
    return entry.name();
  }

  @Override
  public String nameOf(Provider thing) {
    return thing.name();
  }

  @Override
  public UUID idOf(Provider thing) {
    return thing.id().value();
  }

  @Override
  public List<Trait<Provider>> traits() {
    return TRAITS;
  }

  @Override
  public @Nullable StoreOutcome<Provider> create(
      ProviderDraft entry, Birth birth, EntryProblems problems) {
    return problems
        .explaining(
            CREDENTIAL,
            Kind.REQUIRED,
            "the tenant has no provider %s yet whose credential would stay"
                .formatted(Findings.shown(String.valueOf(entry.name()))))
        .of(administration.created(entry, birth, verdicts));
  }

  @Override
  public @Nullable StoreOutcome<Provider> change(
      Provider present,
      ProviderDraft entry,
      Function<Provider, StoreOutcome<Provider>> store,
      EntryProblems problems) {
    return problems.of(administration.changed(present, entry, store, verdicts));
  }

  @Override
  public StoreOutcome<Provider> replace(Provider next) {
    return providers.replace(next);
  }

  @Override
  public StoreOutcome<Provider> remove(Provider thing) {
    return providers.remove(thing.tenant(), thing.id());
  }
}
