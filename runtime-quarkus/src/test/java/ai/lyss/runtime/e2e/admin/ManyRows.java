package ai.lyss.runtime.e2e.admin;

import ai.lyss.runtime.e2e.EmbeddedDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows that are copied from one that was made through REST, in the database itself. */
final class ManyRows {

  private static final String PREFIX = "page-";

  private final String table;
  private final String set;
  private final String copied;
  private final String where;

  /**
   * Rows like this one.
   *
   * @param named the column that has to differ; empty for none
   * @param columns further columns that have to differ, and their SQL over {@code n}, in turn
   * @param copied the id of the thing
   * @param tenant whose the rows are; empty where they are tenants themselves
   */
  ManyRows(String table, String named, List<String> columns, String copied, String tenant) {
    this.table = table;
    this.copied = copied;
    this.where =
        tenant.isEmpty()
            ? named + " like '" + PREFIX + "%'"
            : "tenant_id = '%s' and id <> '%s'".formatted(tenant, copied);
    var all = new StringBuilder();
    if (!named.isEmpty()) {
      all.append(", '").append(named).append("', '").append(PREFIX).append("' || n");
    }
    for (int i = 0; i < columns.size(); i += 2) {
      all.append(", '").append(columns.get(i)).append("', ").append(columns.get(i + 1));
    }
    this.set = all.toString();
  }

  /** Adds so many. */
  void add(int count) {
    execute(copying("generate_series(1, " + count + ")"));
  }

  /** Adds one and removes these, at once. */
  void exchange(Set<String> ids) {
    execute(
        copying("(values ('" + UUID.randomUUID() + "'))"),
        "delete from %s where id in (%s)"
            .formatted(
                table, ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "))));
  }

  /** Returns the ids of all that are there. */
  Set<String> ids() {
    var ids = new HashSet<String>();
    try (var connection = EmbeddedDatabase.of(AdminService.process());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select id from " + table + " where " + where)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Removes all. */
  void remove() {
    execute("delete from %s where %s".formatted(table, where));
  }

  /** A hundred of them have the same time. */
  private String copying(String numbers) {
    return """
    insert into %1$s select made.* from %1$s as seed cross join %2$s as many(n)
      cross join lateral jsonb_populate_record(seed, jsonb_build_object('id', gen_random_uuid(),
        'updated_at', now() - (abs(hashtext(n::text)) %% 100) * interval '1 second' %3$s)) as made
    where seed.id = '%4$s'
    """
        .formatted(table, numbers, set, copied);
  }

  /** Executes statements that are not empty. */
  static void execute(String... statements) {
    for (var sql : statements) {
      if (!sql.isEmpty()) {
        EmbeddedDatabase.execute(AdminService.process(), sql);
      }
    }
  }
}
