package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.ImportOrder.Extent;
import ai.lyss.application.usecase.ImportPlan;
import ai.lyss.application.usecase.ImportPlan.Action;
import ai.lyss.application.usecase.ImportPlan.PlannedChange;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.port.AuditTrail;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One import on its way: brings section after section in and keeps what came of it. After an
 * outcome that is not good nothing more is done. Within a transaction; not thread-safe.
 */
final class ImportRun {

  /** Two thirds of what the store gives a transaction. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Acting acting;
  private final Births births;
  private final AuditTrail trail;
  private final List<FieldProblem> problems = new ArrayList<>();
  private final List<PlannedChange> changes = new ArrayList<>();
  private final Instant end;
  private @Nullable StoreOutcome<?> broken;
  private boolean late;

  ImportRun(Acting acting, Births births, AuditTrail trail) {
    this.acting = acting;
    this.births = births;
    this.trail = trail;
    this.end = births.now().plus(LONGEST);
  }

  /** Brings the entries of a section in; all of them are looked at, whatever is wrong with some. */
  <T, D> void bring(
      ImportedKind<T, D> kind, @Nullable List<@Nullable D> entries, Inventory<T> inventory) {
    if (entries == null) {
      return;
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < entries.size() && goesOn(kind.section()); i++) {
      var entry = entries.get(i);
      var told = entry(kind.section(), i);
      if (entry == null) {
        told.add(
            Pointer.ROOT, Kind.REQUIRED, kind.section() + ": an empty entry (expected: an object)");
        continue;
      }
      var name = kind.nameIn(entry);
      if (name != null && !seen.add(name)) {
        told.add(
            Pointer.of(kind.nameField()),
            Kind.DUPLICATE,
            "%s: %s twice (expected: once in the document)"
                .formatted(kind.nameField(), Findings.shown(name)));
        continue;
      }
      bring(kind, entry, name == null ? null : inventory.get(name), inventory, told);
    }
  }

  /** Tells whether more can be done: nothing is broken, and there is time left. */
  boolean goesOn(String section) {
    return broken == null && isInTime(section);
  }

  /** Tells whether all that was looked at so far is in order. */
  boolean isInOrder() {
    return problems.isEmpty();
  }

  /** A transaction may not take for ever: who runs out of time is told so, not cut off. */
  private boolean isInTime(String section) {
    if (late || births.now().isBefore(end)) {
      return !late;
    }
    late = true;
    problems.add(
        new FieldProblem(
            Pointer.of(section).text(),
            Kind.OUT_OF_RANGE,
            "%s: more changes than can be stored in %d s (expected: several smaller documents)"
                .formatted(section, LONGEST.toSeconds())));
    return false;
  }

  private <T, D> void bring(
      ImportedKind<T, D> kind,
      D entry,
      @Nullable T present,
      Inventory<T> inventory,
      EntryProblems told) {
    var fields = new ArrayList<String>();
    var outcome =
        present == null
            ? kind.create(entry, births.of(acting.tenant()), told)
            : kind.change(
                present,
                entry,
                next -> {
                  fields.addAll(Trait.differing(kind.traits(), present, next));
                  return fields.isEmpty() ? new StoreOutcome.Done<>(present) : kind.replace(next);
                },
                told);
    if (outcome == null) {
      return;
    }
    if (outcome instanceof StoreOutcome.Done<T>(var thing)) {
      inventory.put(thing);
    }
    var action =
        present == null ? Action.CREATED : fields.isEmpty() ? Action.UNCHANGED : Action.UPDATED;
    note(outcome, Noted.of(kind, action, fields));
  }

  /** Removes the things of a kind that leave. */
  <T> void prune(ImportedKind<T, ?> kind, Inventory<T> inventory) {
    for (var thing : inventory.leaving()) {
      if (!isInOrder() || !goesOn(kind.section())) {
        return;
      }
      var outcome = kind.remove(thing);
      note(
          outcome instanceof StoreOutcome.Conflict<T> ? used(kind, thing) : outcome,
          Noted.of(kind, Action.DELETED, List.of()));
    }
  }

  private static <T> StoreOutcome<T> used(ImportedKind<T, ?> kind, T thing) {
    return new StoreOutcome.Conflict<>(
        kind.section(),
        "%s: %s %s, which the document leaves out (expected: one that nothing uses)"
            .formatted(kind.section(), kind.noun(), Findings.shown(kind.nameOf(thing))));
  }

  /**
   * How what happened to a thing is noted. Immutable.
   *
   * @param noun what kind of thing it is
   * @param name tells what it is called
   * @param id tells its id
   * @param action what happened
   * @param fields which fields changed
   */
  record Noted<T>(
      String noun,
      Function<T, String> name,
      Function<T, UUID> id,
      Action action,
      List<String> fields) {

    private static <T> Noted<T> of(ImportedKind<T, ?> kind, Action action, List<String> fields) {
      return new Noted<>(kind.noun(), kind::nameOf, kind::idOf, action, fields);
    }

    private PlannedChange change(T thing) {
      return new PlannedChange(noun, name.apply(thing), action, fields);
    }
  }

  /**
   * Notes what happened to a thing, with its audit row; an outcome that is not good ends it all.
   */
  <T> void note(StoreOutcome<T> outcome, Noted<T> noted) {
    if (broken != null) {
      return;
    }
    if (!(outcome instanceof StoreOutcome.Done<T>(var thing))) {
      // what is missing was there when it was read: somebody removed it, and all is read again
      broken = outcome instanceof StoreOutcome.Missing<T> ? new StoreOutcome.Stale<T>() : outcome;
      return;
    }
    changes.add(noted.change(thing));
    var verb =
        switch (noted.action()) {
          case CREATED -> "create";
          case UPDATED -> "update";
          case DELETED -> "delete";
          case UNCHANGED -> "";
        };
    if (!verb.isEmpty()) {
      StoreOutcome<Change> row =
          trail.add(acting.change(verb, noted.noun(), noted.id().apply(thing)));
      if (!(row instanceof StoreOutcome.Done<Change>)) {
        broken = row;
      }
    }
  }

  /** Returns where problems of a section are told. */
  EntryProblems section(String name) {
    return new EntryProblems(Pointer.of(name), problems);
  }

  /** Returns where problems of an entry are told. */
  EntryProblems entry(String section, int index) {
    return new EntryProblems(Pointer.of(section).index(index), problems);
  }

  /**
   * Returns what came of it all.
   *
   * @param remarks what is in order, and probably not meant
   */
  Checked<ImportPlan> result(Extent extent, List<FieldProblem> remarks) {
    var stopped = broken;
    if (stopped != null) {
      return new Checked.Valid<>(Outcomes.failed(stopped));
    }
    return problems.isEmpty()
        ? new Checked.Valid<>(new StoreOutcome.Done<>(new ImportPlan(extent, changes, remarks)))
        : new Checked.Invalid<>(problems);
  }
}
