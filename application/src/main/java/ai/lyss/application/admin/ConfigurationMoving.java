package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.ConfigDraft;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.ImportOrder;
import ai.lyss.application.usecase.ImportOrder.Extent;
import ai.lyss.application.usecase.ImportPlan;
import ai.lyss.application.usecase.MoveConfiguration;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.application.usecase.TenantConfig;
import ai.lyss.domain.port.AuditTrail;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.StoreOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves configurations over the store. A dry run does all that an import does and is undone, so
 * that it cannot say anything else. Thread-safe.
 */
public final class ConfigurationMoving implements MoveConfiguration {

  private static final String RESOURCE = "config";
  private static final int MAX_ENTRIES = 10_000;
  private static final int ATTEMPTS = 3;

  private final TenantTransaction transaction;
  private final CheckedChanges changes;
  private final AuditTrail trail;
  private final Administrators administrators;
  private final TenantThings.Stores stores;
  private final Births births;

  /** Who administers things one by one, and where these are kept. */
  public record Administrators(
      ProviderAdministration providers,
      ChannelAdministration channels,
      RouteAdministration routes,
      QuotaAdministration quotas) {}

  /**
   * Makes the use case.
   *
   * @param trail takes an audit row for each thing
   * @param births gives new things their id and revision
   */
  public ConfigurationMoving(
      TenantTransaction transaction,
      CheckedChanges changes,
      AuditTrail trail,
      Administrators administrators,
      Births births) {
    this.transaction = transaction;
    this.changes = changes;
    this.trail = trail;
    this.administrators = administrators;
    var limits = administrators.quotas().stored();
    this.stores =
        new TenantThings.Stores(
            administrators.providers().stored(),
            administrators.channels().stored(),
            administrators.routes().stored(),
            limits.quotas(),
            limits.keys());
    this.births = births;
  }

  @Override
  public StoreOutcome<TenantConfig> exported(Acting acting) {
    var tenant = acting.tenant();
    StoreOutcome<TenantConfig> outcome;
    int attempt = 0;
    do {
      outcome =
          transaction.read(
              tenant, () -> Outcomes.then(TenantThings.of(tenant, stores), ConfigNaming::named));
    } while (++attempt < ATTEMPTS && outcome instanceof StoreOutcome.Stale<TenantConfig>);
    return outcome instanceof StoreOutcome.Stale<TenantConfig>
        ? new StoreOutcome.Unavailable<>()
        : outcome;
  }

  @Override
  public Checked<ImportPlan> imported(Acting acting, ImportOrder order) {
    var unreadable = unreadable(order.draft());
    if (!unreadable.isEmpty()) {
      return new Checked.Invalid<>(unreadable);
    }
    var change = acting.change("import", RESOURCE, acting.tenant().value());
    var verdicts = verdicts(order.draft());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var result =
          changes.run(change, ConfigurationMoving::isKept, () -> brought(acting, order, verdicts));
      if (!isStale(result)) {
        return result;
      }
      // Somebody changed a thing after it was read: what it is now decides.
    }
    return new Checked.Valid<>(new StoreOutcome.Unavailable<>());
  }

  private EgressVerdicts verdicts(ConfigDraft draft) {
    var urls = new ArrayList<@Nullable String>();
    var entries = draft.providers();
    for (var entry : entries == null ? List.<@Nullable ProviderDraft>of() : entries) {
      urls.add(entry == null ? null : entry.baseUrl());
    }
    return administrators.providers().verdicts(urls);
  }

  private static boolean isStale(Checked<ImportPlan> result) {
    return result instanceof Checked.Valid<ImportPlan>(var outcome)
        && outcome instanceof StoreOutcome.Stale<ImportPlan>;
  }

  private static boolean isKept(ImportPlan plan) {
    return plan.extent() == Extent.APPLIED && plan.changesAnything();
  }

  private Checked<ImportPlan> brought(Acting acting, ImportOrder order, EgressVerdicts verdicts) {
    var tenant = acting.tenant();
    // Everybody who changes routes waits here, and so does another import.
    var claimed = stores.routes().claimAll(tenant);
    var read = Outcomes.then(claimed, routes -> TenantThings.of(tenant, stores));
    if (!(read instanceof StoreOutcome.Done<TenantThings>(var things))) {
      return new Checked.Valid<>(Outcomes.failed(read));
    }
    things.expect(order);
    var run = new ImportRun(acting, births, trail);
    var draft = order.draft();
    var providers = new ProviderKind(administrators.providers(), stores.providers(), verdicts);
    var channels =
        new ChannelKind(administrators.channels(), stores.channels(), things.providers(), births);
    var routes = new RouteKind(administrators.routes(), stores.routes(), things.channels(), births);
    run.bring(providers, draft.providers(), things.providers());
    run.bring(channels, draft.channels(), things.channels());
    routes.foresee(draft.routes(), things.routes(), births.of(tenant));
    run.bring(routes, draft.routes(), things.routes());
    new QuotaImport(administrators.quotas(), things, run, acting, births)
        .bring(draft.quotas(), order.others());
    run.prune(routes, things.routes());
    run.prune(channels, things.channels());
    run.prune(providers, things.providers());
    return run.result(order.extent(), remarks(draft, things));
  }

  private static List<FieldProblem> unreadable(ConfigDraft draft) {
    var sizes = new LinkedHashMap<String, Integer>();
    sizes.put("providers", size(draft.providers()));
    sizes.put("channels", size(draft.channels()));
    sizes.put("routes", size(draft.routes()));
    sizes.put("quotas", size(draft.quotas()));
    var problems = new ArrayList<FieldProblem>();
    var version = draft.version();
    if (version != null && version != ConfigDraft.VERSION) {
      problems.add(
          new FieldProblem(
              Pointer.of("version").text(),
              Kind.UNKNOWN,
              "version: %d (expected: %d)".formatted(version, ConfigDraft.VERSION)));
    }
    sizes.forEach(
        (section, size) -> {
          if (size > MAX_ENTRIES) {
            problems.add(
                new FieldProblem(
                    Pointer.of(section).text(),
                    Kind.OUT_OF_RANGE,
                    "%s: %d entries (expected: 0 to %d)".formatted(section, size, MAX_ENTRIES)));
          }
        });
    return problems;
  }

  private static int size(@Nullable List<?> entries) {
    return entries == null ? 0 : entries.size();
  }

  /** Says which routes of the document lead to models that nobody offers. */
  private static List<FieldProblem> remarks(ConfigDraft draft, TenantThings things) {
    var offered = things.offered();
    var remarks = new ArrayList<FieldProblem>();
    var entries =
        draft.routes() == null ? List.<ConfigDraft.@Nullable RouteEntry>of() : draft.routes();
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      var model = entry == null ? null : entry.draft().model();
      if (model != null && !offered.contains(model)) {
        remarks.add(
            new FieldProblem(
                Pointer.of("routes").index(i).field("model").text(),
                Kind.NOT_FOUND,
                "model: %s (expected: a model that a channel offers)"
                    .formatted(Findings.shown(model))));
      }
    }
    return remarks;
  }
}
