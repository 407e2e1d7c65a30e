package ai.lyss.application.usecase;

import ai.lyss.domain.store.StoreOutcome;
import java.util.List;

/** How the making or changing of a thing from a draft ended. */
public sealed interface Checked<T> {

  /** The draft was in order, and this came of storing it. */
  record Valid<T>(StoreOutcome<T> outcome) implements Checked<T> {}

  /** The draft was not in order; nothing was stored. All problems at once, at least one. */
  record Invalid<T>(List<FieldProblem> problems) implements Checked<T> {

    /** Copies the problems. */
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** The same request was answered before; nothing was stored now. */
  record Repeated<T>(String answer) implements Checked<T> {

    /** Shows nothing of the answer: it may hold a secret. */
    @Override
    public String toString() {
      return "Repeated[redacted]";
    }
  }

  /** Another request came under the same idempotency key before; nothing was stored. */
  record Misused<T>() implements Checked<T> {}
}
