package ai.lyss.adapter.persistence.plan;

import ai.lyss.adapter.persistence.database.StatementWatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks for the plan of each statement at the moment it runs, in its own transaction, and so under
 * the role, the policies and the tenant that hold for it: once with the values it runs with, and
 * once for values not known yet, as PostgreSQL plans a statement that is run often.
 */
final class PlanWatch implements StatementWatch {

  private static final Pattern PLANNED =
      Pattern.compile(
          "\\s*(select\\b.*\\bfrom|insert\\s+into|update|delete\\s+from)\\b.*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE = Pattern.compile("Seq Scan on (\\w+)");

  private final Map<String, List<String>> plans = new TreeMap<>();
  private final Set<String> roles = new TreeSet<>();
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public void running(Connection connection, String sql, List<Binding> bindings)
      throws SQLException {
    if (!PLANNED.matcher(sql).matches()) {
      return;
    }
    var found = plans.computeIfAbsent(sql, text -> new ArrayList<>());
    found.add(asRun(connection, sql, bindings));
    found.add(asPrepared(connection, sql, bindings.size()));
  }

  /** Returns the roles under which statements ran. */
  Collection<String> roles() {
    return roles;
  }

  /** Returns the statements that were planned. */
  Collection<String> statements() {
    return plans.keySet();
  }

  /** Returns what reads one of these tables from end to end: each statement with its plan. */
  List<String> reading(Collection<String> tables) {
    return plans.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .filter(plan -> wholes(plan).stream().anyMatch(tables::contains))
                    .map(plan -> entry.getKey() + "\n" + plan))
        .toList();
  }

  /** Returns the tables that are read from end to end. */
  Collection<String> wholes() {
    return plans.values().stream()
        .flatMap(List::stream)
        .flatMap(plan -> wholes(plan).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> wholes(String plan) {
    return WHOLE.matcher(plan).results().map(found -> found.group(1)).toList();
  }

  private static String asRun(Connection connection, String sql, List<Binding> bindings)
      throws SQLException {
    try (var explain = connection.prepareStatement("explain " + sql)) {
      for (var binding : bindings) {
        binding.set(explain);
      }
      try (var lines = explain.executeQuery()) {
        var plan = new StringBuilder("as run:");
        while (lines.next()) {
          plan.append("\n  ").append(lines.getString(1));
        }
        return plan.toString();
      }
    }
  }

  private String asPrepared(Connection connection, String sql, int parameters) throws SQLException {
    var name = "plan_" + count.incrementAndGet();
    try (var statement = connection.createStatement()) {
      try (var row = statement.executeQuery("select current_user")) {
        row.next();
        roles.add(row.getString(1));
      }
      statement.execute("prepare " + name + " as " + numbered(sql));
      statement.execute("set local plan_cache_mode = force_generic_plan");
      var values =
          IntStream.range(0, parameters).mapToObj(i -> "null").collect(Collectors.joining(", "));
      var plan = new StringBuilder("as prepared:");
      try (var lines =
          statement.executeQuery(
              "explain execute " + name + (parameters == 0 ? "" : "(" + values + ")"))) {
        while (lines.next()) {
          plan.append("\n  ").append(lines.getString(1));
        }
      }
      statement.execute("set local plan_cache_mode = auto");
      statement.execute("deallocate " + name);
      return plan.toString();
    }
  }

  /** No statement of this module has a question mark that is no parameter. */
  private static String numbered(String sql) {
    var number = new AtomicInteger();
    return Pattern.compile("\\?").matcher(sql).replaceAll(mark -> "\\$" + number.incrementAndGet());
  }
}
