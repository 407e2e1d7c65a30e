package ai.lyss.application.admin;

import ai.lyss.application.usecase.Checked;
import ai.lyss.application.usecase.Repeat;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.OnceKey.Claim;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes whose drafts are checked within the transaction that stores them, once or each time
 * they are asked for. Thread-safe.
 */
public final class CheckedChanges {

  private static final Duration KEPT = Duration.ofHours(24);

  private final TenantTransaction transaction;
  private final AnswerOnce answers;
  private final Births births;

  /** Runs them in these transactions, and remembers there what was answered. */
  public CheckedChanges(TenantTransaction transaction, AnswerOnce answers, Births births) {
    this.transaction = transaction;
    this.answers = answers;
    this.births = births;
  }

  /** Runs a change; anything but a good outcome undoes it. */
  <T> Checked<T> run(Change change, Supplier<Checked<T>> work) {
    return run(change, done -> true, work);
  }

  /**
   * Runs a change; anything but a good outcome undoes it.
   *
   * @param kept tells whether what was done is kept; it is told in either case
   */
  <T> Checked<T> run(Change change, Predicate<T> kept, Supplier<Checked<T>> work) {
    var told = new AtomicReference<@Nullable Checked<T>>();
    StoreOutcome<T> outcome =
        transaction.change(
            change,
            () -> {
              var checked = work.get();
              if (checked instanceof Checked.Valid<T>(var stored)
                  && !(stored instanceof StoreOutcome.Done<T>(var done) && !kept.test(done))) {
                return stored;
              }
              told.set(checked);
              // Whatever is not done is undone; what is told is kept aside.
              return new StoreOutcome.Stale<>();
            });
    var other = told.get();
    return other == null ? new Checked.Valid<>(outcome) : other;
  }

  /** Runs the making of a thing; one that was made for the same request is not made again. */
  <T> Checked<T> make(Change change, Repeat<T> repeat, Supplier<Checked<T>> work) {
    return switch (repeat) {
      case Repeat.Each<T> each -> run(change, work);
      case Repeat.Once<T> once -> run(change, () -> claimed(change, once, work));
    };
  }

  private <T> Checked<T> claimed(Change change, Repeat.Once<T> once, Supplier<Checked<T>> work) {
    StoreOutcome<Claim> asked = answers.claim(change.tenant(), once.key(), births.now());
    if (!(asked instanceof StoreOutcome.Done<Claim>(var claim))) {
      return new Checked.Valid<>(new StoreOutcome.Unavailable<>());
    }
    return switch (claim) {
      case Claim.First first -> answered(change, once, work.get());
      case Claim.Answered(var answer) -> new Checked.Repeated<>(answer);
      case Claim.Misused misused -> new Checked.Misused<>();
    };
  }

  private <T> Checked<T> answered(Change change, Repeat.Once<T> once, Checked<T> made) {
    if (!(made instanceof Checked.Valid<T>(var outcome))) {
      return made;
    }
    return new Checked.Valid<>(
        Outcomes.then(
            outcome,
            thing ->
                Outcomes.map(
                    answers.keep(
                        change.tenant(),
                        once.key(),
                        once.answer().apply(thing),
                        births.now().plus(KEPT)),
                    kept -> thing)));
  }
}
