package ai.lyss.application.usecase;

import ai.lyss.domain.store.StoreOutcome;
import java.util.List;

/** How the making of a thing from a draft ended. */
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
}
