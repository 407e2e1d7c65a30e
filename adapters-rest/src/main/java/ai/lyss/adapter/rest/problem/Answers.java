package ai.lyss.adapter.rest.problem;

import ai.lyss.application.usecase.Checked;
import ai.lyss.domain.store.StoreOutcome;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** Turns what use cases return into answers. */
public final class Answers {

  private static final int RETRY_AFTER_SECONDS = 5;

  private Answers() {}

  /**
   * Returns the answer for an outcome.
   *
   * @param done makes the answer of what was done
   */
  public static <T> Response of(StoreOutcome<T> outcome, Function<T, Response> done) {
    return switch (outcome) {
      case StoreOutcome.Done<T>(var value) -> done.apply(value);
      case StoreOutcome.Missing<T>(var what) ->
          problem(Problem.of(ProblemKind.NOT_FOUND, what + ": not found"));
      case StoreOutcome.Conflict<T>(var field, var message) ->
          problem(
              Problem.of(ProblemKind.CONFLICT, message)
                  .with(List.of(Fault.ofConflict(field, message))));
      case StoreOutcome.Stale<T>() ->
          problem(
              Problem.of(ProblemKind.STALE, "If-Match: another version (expected: the current)"));
      case StoreOutcome.Unavailable<T>() ->
          Problem.of(ProblemKind.STORE_UNAVAILABLE, "Nothing was changed; try again.")
              .response()
              .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
              .build();
    };
  }

  /**
   * Returns the answer for the making or changing of a thing.
   *
   * @param done makes the answer of what was made
   */
  public static <T> Response of(Checked<T> checked, Function<T, Response> done) {
    return switch (checked) {
      case Checked.Valid<T>(var outcome) -> of(outcome, done);
      case Checked.Invalid<T>(var problems) ->
          problem(Problem.of(problems.stream().map(Fault::of).toList()));
      case Checked.Repeated<T>(var answer) -> MadeOnce.parse(answer).response();
      case Checked.Misused<T>() ->
          problem(
              Problem.of(
                  ProblemKind.IDEMPOTENCY_KEY_REUSED,
                  "Idempotency-Key: one of another request (expected: a new one)"));
    };
  }

  private static Response problem(Problem problem) {
    return problem.response().build();
  }
}
