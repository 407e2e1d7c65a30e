package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.adapter.rest.problem.ProblemKind;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids in paths: one that is malformed names nothing, like one that is not there. */
final class PathId {

  private static final Pattern UUID_TEXT =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private PathId() {}

  /**
   * Returns the id.
   *
   * @param what the kind of thing, for the message
   * @throws ProblemException 404, when it is no UUID
   */
  static UUID of(String text, String what) {
    if (!UUID_TEXT.matcher(text).matches()) {
      throw new ProblemException(Problem.of(ProblemKind.NOT_FOUND, what + ": not found"));
    }
    return UUID.fromString(text);
  }
}
