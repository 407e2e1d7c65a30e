package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.application.usecase.FieldProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Query parameters that are either {@code true} or {@code false}, usually false. Immutable. */
final class QueryFlags {

  /** Whether something is done, and not only tried. */
  static final String APPLY = "apply";

  /** Whether what is not named is removed. */
  static final String PRUNE = "prune";

  private final Set<String> set;

  private QueryFlags(Set<String> set) {
    this.set = Set.copyOf(set);
  }

  /**
   * Reads them.
   *
   * @param query the values of query parameters by name
   * @param known the names that may come
   * @throws ProblemException when a parameter is out of order or not known: all of them at once
   */
  static QueryFlags of(Map<String, List<String>> query, String... known) {
    var names = new TreeSet<>(List.of(known));
    var faults = new ArrayList<Fault>();
    var set = new TreeSet<String>();
    new TreeMap<>(query)
        .forEach(
            (name, values) -> {
              var shown = name.length() > 64 ? name.substring(0, 64) + "…" : name;
              if (!names.contains(name)) {
                var what = shown + ": not known (expected: of " + names + ")";
                faults.add(Fault.ofParameter(shown, Kind.UNKNOWN, what));
              } else if (values.size() > 1) {
                var what = shown + ": " + values.size() + " times (expected: once)";
                faults.add(Fault.ofParameter(shown, Kind.DUPLICATE, what));
              } else if (values.getFirst().equals("true")) {
                set.add(name);
              } else if (!values.getFirst().equals("false")) {
                var what = shown + ": neither (expected: true or false)";
                faults.add(Fault.ofParameter(shown, Kind.MALFORMED, what));
              }
            });
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.of(faults));
    }
    return new QueryFlags(set);
  }

  /** Tells whether a flag is set. */
  boolean isSet(String name) {
    return set.contains(name);
  }
}
