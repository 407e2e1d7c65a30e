package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.ConfigDraft.QuotaEntry;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.ImportOrder.Others;
import ai.lyss.application.usecase.ImportPlan.Action;
import ai.lyss.application.usecase.QuotaDraft;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings quotas in. They have no names: one that is there as an entry says is that entry's, then
 * one that counts the same becomes it, and what is left is new. Within a transaction; not
 * thread-safe.
 */
final class QuotaImport {

  private static final String NOUN = "quota";
  private static final String SECTION = "quotas";
  private static final Set<Role> LIMITING = Set.of(Role.PLATFORM_ADMIN, Role.TENANT_ADMIN);
  private static final List<Trait<Stored<Quota>>> TRAITS =
      List.of(
          new Trait<>("time_zone", stored -> stored.value().zone()),
          new Trait<>("limit", stored -> stored.value().limit()),
          new Trait<>("warn_at", stored -> stored.value().warnAtPermille()),
          new Trait<>("enforcement", stored -> stored.value().enforcement()));

  private final QuotaAdministration administration;
  private final TenantThings things;
  private final ImportRun run;
  private final Acting acting;
  private final Births births;
  private final Map<Use, List<Stored<Quota>>> unclaimed = new LinkedHashMap<>();
  private final Map<Object, String> keyNames = new HashMap<>();

  QuotaImport(
      QuotaAdministration administration,
      TenantThings things,
      ImportRun run,
      Acting acting,
      Births births) {
    this.administration = administration;
    this.things = things;
    this.run = run;
    this.acting = acting;
    this.births = births;
    things
        .quotas()
        .forEach(
            stored ->
                unclaimed
                    .computeIfAbsent(Use.of(stored.value()), first -> new ArrayList<>(1))
                    .add(stored));
    things.keys().staying().forEach(key -> keyNames.put(key.id(), key.name()));
  }

  /** What a quota counts: two of the same use are one quota that changed. */
  private record Use(
      QuotaScope scope,
      @Nullable ModelName model,
      QuotaMetric metric,
      QuotaWindow window,
      Quota.Mode mode) {

    static Use of(Quota quota) {
      return new Use(quota.scope(), quota.model(), quota.metric(), quota.window(), quota.mode());
    }
  }

  /** An entry that was found in order, and the quota that there is of it. */
  private record Match(EntryProblems told, Stored<Quota> wanted, @Nullable Stored<Quota> present) {}

  /** Brings the entries in, and removes what is left over when that is asked for. */
  void bring(@Nullable List<@Nullable QuotaEntry> entries, Others others) {
    if (entries == null) {
      return;
    }
    var matches = new ArrayList<Match>();
    for (int i = 0; i < entries.size() && run.goesOn(SECTION); i++) {
      var told = run.entry(SECTION, i);
      var entry = entries.get(i);
      if (entry == null) {
        told.add(Pointer.ROOT, Kind.REQUIRED, "quotas: an empty entry (expected: an object)");
      } else {
        var draft = resolved(entry, told);
        var checked =
            administration.checked(draft, births.of(acting.tenant()), StoreOutcome.Done::new);
        if (told.of(checked) instanceof StoreOutcome.Done<Stored<Quota>>(var wanted)) {
          matches.add(new Match(told, wanted, claimed(wanted, TRAITS)));
        }
      }
    }
    for (var match : matches) {
      if (!run.goesOn(SECTION)) {
        return;
      }
      var present = match.present();
      store(present != null ? match : withPresent(match));
    }
    if (others == Others.PRUNED && run.isInOrder() && !unclaimed.isEmpty()) {
      prune();
    }
  }

  private Match withPresent(Match match) {
    return new Match(match.told(), match.wanted(), claimed(match.wanted(), List.of()));
  }

  /** Takes a quota that counts the same, and differs in none of these, out of those there are. */
  private @Nullable Stored<Quota> claimed(Stored<Quota> wanted, List<Trait<Stored<Quota>>> traits) {
    var use = Use.of(wanted.value());
    var alike = unclaimed.getOrDefault(use, List.of());
    for (var present : alike) {
      if (Trait.differing(traits, present, wanted).isEmpty()) {
        alike.remove(present);
        if (alike.isEmpty()) {
          unclaimed.remove(use);
        }
        return present;
      }
    }
    return null;
  }

  private void store(Match match) {
    var present = match.present();
    var wanted = match.wanted();
    if (present == null) {
      if (mayLimit(match.told())) {
        run.note(administration.stored().quotas().add(wanted), noted(Action.CREATED, List.of()));
      }
      return;
    }
    var fields = Trait.differing(TRAITS, present, wanted);
    if (fields.isEmpty()) {
      run.note(new StoreOutcome.Done<>(present), noted(Action.UNCHANGED, fields));
    } else if (mayLimit(match.told())) {
      var next = births.next(present.value().id().value(), acting.tenant(), present.revision());
      var quota = new Stored<>(identified(wanted.value(), present.value().id()), next.revision());
      run.note(administration.stored().quotas().replace(quota), noted(Action.UPDATED, fields));
    }
  }

  private void prune() {
    if (!mayLimit(run.section(SECTION))) {
      return;
    }
    for (var use : unclaimed.values()) {
      for (var left : use) {
        if (run.goesOn(SECTION)) {
          var quota = left.value();
          run.note(
              administration.stored().quotas().remove(quota.tenant(), quota.id()),
              noted(Action.DELETED, List.of()));
        }
      }
    }
  }

  private ImportRun.Noted<Stored<Quota>> noted(Action action, List<String> fields) {
    return new ImportRun.Noted<>(
        NOUN,
        stored -> QuotaLabel.of(stored.value(), keyName(stored.value())),
        stored -> stored.value().id().value(),
        action,
        fields);
  }

  /**
   * Who configures channels may bring a document in whose quotas are there already, and no other.
   */
  private boolean mayLimit(EntryProblems told) {
    if (acting.caller().hasAnyOf(LIMITING)) {
      return true;
    }
    told.add(
        Pointer.ROOT,
        Kind.FORBIDDEN,
        "quotas: another than there is (expected: the same, or the role tenant-admin)");
    return false;
  }

  private QuotaDraft resolved(QuotaEntry entry, EntryProblems told) {
    var draft = entry.draft();
    var scope = draft.scope();
    var name = entry.key();
    if (scope == null || name == null) {
      return draft;
    }
    ApiKey key = things.keys().get(name);
    if (key == null) {
      told.settle(QuotaCheck.KEY);
      told.add(
          QuotaCheck.KEY,
          Kind.NOT_FOUND,
          "key: %s (expected: the name of an API key of this tenant)"
              .formatted(Findings.shown(name)));
    }
    var id = key == null ? births.id() : key.id().value();
    return new QuotaDraft(
        new QuotaDraft.Scope(scope.tenant(), id.toString(), scope.user(), scope.model()),
        draft.metric(),
        draft.window(),
        draft.timeZone(),
        draft.limit(),
        draft.warnAt(),
        draft.enforcement(),
        draft.dryRun());
  }

  private @Nullable String keyName(Quota quota) {
    return quota.scope() instanceof QuotaScope.OfKey(var key) ? keyNames.get(key) : null;
  }

  private static Quota identified(Quota quota, QuotaId id) {
    return new Quota(
        id,
        quota.tenant(),
        quota.scope(),
        quota.model(),
        quota.metric(),
        quota.window(),
        quota.zone(),
        quota.limit(),
        quota.warnAtPermille(),
        quota.enforcement(),
        quota.mode());
  }
}
