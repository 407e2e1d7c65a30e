package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads which part of a collection is asked for. */
final class PageQuery {

  /** The query parameter that says how many. */
  static final String LIMIT = "limit";

  /** The query parameter that says from where. */
  static final String CURSOR = "cursor";

  private static final int USUAL_LIMIT = 50;
  private static final String LIMIT_EXPECTED = " (expected: 1 to " + Page.Request.MAX_LIMIT + ")";

  private PageQuery() {}

  /**
   * Returns the part that is asked for.
   *
   * @throws ProblemException when a parameter is out of order: all of them at once
   */
  static Page.Request of(@Nullable String limit, @Nullable String cursor) {
    var faults = new ArrayList<Fault>();
    int most = limit(limit, faults);
    var after = after(cursor, faults);
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.of(faults));
    }
    return new Page.Request(most, after);
  }

  private static int limit(@Nullable String text, List<Fault> faults) {
    if (text == null) {
      return USUAL_LIMIT;
    }
    if (!text.matches("\\d{1,9}")) {
      faults.add(Fault.ofParameter(LIMIT, Kind.MALFORMED, "limit: no number" + LIMIT_EXPECTED));
      return USUAL_LIMIT;
    }
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > Page.Request.MAX_LIMIT) {
      faults.add(Fault.ofParameter(LIMIT, Kind.OUT_OF_RANGE, "limit: " + limit + LIMIT_EXPECTED));
      return USUAL_LIMIT;
    }
    return limit;
  }

  private static @Nullable UUID after(@Nullable String text, List<Fault> faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    var id = Cursor.read(text);
    if (id.isEmpty()) {
      faults.add(
          Fault.ofParameter(
              CURSOR, Kind.MALFORMED, "cursor: not one of ours (expected: a next_cursor)"));
    }
    return id.orElse(null);
  }
}
