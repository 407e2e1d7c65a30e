package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.adapter.rest.problem.ProblemKind;
import ai.lyss.domain.store.Ids;
import java.util.UUID;

/** Reads ids in paths: one that is malformed names nothing, like one that is not there. */
final class PathId {

  private PathId() {}

  /**
   * Returns the id.
   *
   * @param what the kind of thing, for the message
   * @throws ProblemException 404, when it is no UUID
   */
  static UUID of(String text, String what) {
    return Ids.parse(text)
        .orElseThrow(
            () -> new ProblemException(Problem.of(ProblemKind.NOT_FOUND, what + ": not found")));
  }
}
