package ai.lyss.application.admin;

import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;

/** Carries outcomes from one type to another. */
final class Outcomes {

  private Outcomes() {}

  /** Returns the outcome with its value turned into another; failures stay as they are. */
  static <T, R> StoreOutcome<R> map(StoreOutcome<T> outcome, Function<T, R> then) {
    return switch (outcome) {
      case StoreOutcome.Done<T> done -> new StoreOutcome.Done<>(then.apply(done.value()));
      case StoreOutcome.Missing<T> missing -> new StoreOutcome.Missing<>(missing.what());
      case StoreOutcome.Conflict<T> conflict ->
          new StoreOutcome.Conflict<>(conflict.field(), conflict.message());
      case StoreOutcome.Stale<T> stale -> new StoreOutcome.Stale<>();
      case StoreOutcome.Unavailable<T> unavailable -> new StoreOutcome.Unavailable<>();
    };
  }

  /** Goes on with the value of a good outcome; failures stay as they are. */
  static <T, R> StoreOutcome<R> then(StoreOutcome<T> outcome, Function<T, StoreOutcome<R>> next) {
    return switch (outcome) {
      case StoreOutcome.Done<T> done -> next.apply(done.value());
      case StoreOutcome.Missing<T> missing -> new StoreOutcome.Missing<>(missing.what());
      case StoreOutcome.Conflict<T> conflict ->
          new StoreOutcome.Conflict<>(conflict.field(), conflict.message());
      case StoreOutcome.Stale<T> stale -> new StoreOutcome.Stale<>();
      case StoreOutcome.Unavailable<T> unavailable -> new StoreOutcome.Unavailable<>();
    };
  }

  /** Returns an outcome that is not good as one of another type. */
  static <T, R> StoreOutcome<R> failed(StoreOutcome<T> outcome) {
    return map(
        outcome,
        value -> {
          throw new IllegalStateException("outcome: done (expected: one that is not good)");
        });
  }
}
