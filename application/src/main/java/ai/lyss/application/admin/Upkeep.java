package ai.lyss.application.admin;

import ai.lyss.application.usecase.Acting;
import ai.lyss.application.usecase.Checked;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.port.TenantCollection;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the administration of a tenant's things has in common, whatever they are. Thread-safe.
 *
 * @param transaction in which things are read and changed
 * @param changes runs changes
 * @param things where they are kept
 * @param revision tells a thing's revision
 */
record Upkeep<T, I>(
    TenantTransaction transaction,
    CheckedChanges changes,
    TenantCollection<T, I> things,
    Function<T, Revision> revision) {

  StoreOutcome<Page<T>> list(Acting acting, Page.Request request) {
    return transaction.read(acting.tenant(), () -> things.page(acting.tenant(), request));
  }

  StoreOutcome<T> read(Acting acting, I id) {
    return transaction.read(acting.tenant(), () -> things.find(acting.tenant(), id));
  }

  /**
   * Makes another thing of the one that there is, while nobody else changes it.
   *
   * @param version the version that the caller saw; null when any will do
   * @param next stores what becomes of the thing, and tells what came of it
   */
  Checked<T> change(Change change, I id, @Nullable Long version, Function<T, Checked<T>> next) {
    return changes.run(change, () -> changed(change, id, version, next));
  }

  /** Does the same within the transaction that runs. */
  Checked<T> changed(Change change, I id, @Nullable Long version, Function<T, Checked<T>> next) {
    var claimed = claimed(change, id, version);
    return claimed instanceof StoreOutcome.Done<T>(var present)
        ? next.apply(present)
        : new Checked.Valid<>(claimed);
  }

  /** Changes a thing where there is no draft to check; other parameters as above. */
  StoreOutcome<T> alter(
      Change change, I id, @Nullable Long version, Function<T, StoreOutcome<T>> next) {
    return transaction.change(change, () -> Outcomes.then(claimed(change, id, version), next));
  }

  /** Removes a thing that nobody changed since the caller saw it. */
  StoreOutcome<T> remove(
      Change change, I id, @Nullable Long version, Supplier<StoreOutcome<T>> remove) {
    return alter(change, id, version, present -> remove.get());
  }

  private StoreOutcome<T> claimed(Change change, I id, @Nullable Long version) {
    return Outcomes.then(
        things.claim(change.tenant(), id),
        present ->
            version == null || version == revision.apply(present).version()
                ? new StoreOutcome.Done<>(present)
                : new StoreOutcome.Stale<>());
  }
}
