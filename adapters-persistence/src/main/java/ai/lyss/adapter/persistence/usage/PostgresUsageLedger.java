package ai.lyss.adapter.persistence.usage;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.RoleTransaction;
import ai.lyss.adapter.persistence.store.SqlWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as the partitioned table {@code quota_records}. A batch is one statement, in a
 * transaction under the relay's role; rows are told apart by relay id and time of admission, so
 * that storing twice changes nothing. Thread-safe as far as the data source is.
 *
 * <p>Every answer is awaited for at most the deadline. Getting a connection is the data source's
 * own business: give it an acquisition, login and socket time-out, so that a frozen server counts
 * as a stopped one there too.
 */
public final class PostgresUsageLedger implements UsageLedger {

  private static final int MONTHS_AHEAD = 3;

  private static final String INSERT =
      "INSERT INTO quota_records (%s) SELECT %s FROM %s AS r(%s) ON CONFLICT DO NOTHING"
          .formatted(
              LedgerColumns.NAMES,
              LedgerColumns.NAMES.replace(
                  "admitted_at", "timestamptz 'epoch' + r.admitted_at * interval '1 microsecond'"),
              LedgerColumns.UNNEST,
              LedgerColumns.NAMES);

  private final DataSource store;
  private final Duration deadline;

  /**
   * A ledger in this database.
   *
   * @param store where connections come from
   * @param deadline how long an answer of the database is awaited
   */
  public PostgresUsageLedger(DataSource store, Duration deadline) {
    this.store = store;
    this.deadline = deadline;
  }

  @Override
  public LedgerOutcome store(List<LedgerRow> rows) {
    if (rows.isEmpty()) {
      return new LedgerOutcome.Stored(0);
    }
    LedgerColumns columns;
    try {
      columns = new LedgerColumns(rows);
    } catch (RuntimeException e) {
      return new LedgerOutcome.Refused(e.toString());
    }
    return run(
        connection -> {
          try (var statement = connection.prepareStatement(INSERT)) {
            columns.bind(connection, statement);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public LedgerOutcome ensurePartitions() {
    return run(
        connection -> {
          try (var statement =
              connection.prepareStatement("SELECT lyss_ensure_ledger_partitions(?)")) {
            statement.setInt(1, MONTHS_AHEAD);
            statement.execute();
            return 0;
          }
        });
  }

  private LedgerOutcome run(SqlWork<Integer> work) {
    try (var connection = store.getConnection();
        var limited = new AnswerDeadline(connection, deadline)) {
      return new LedgerOutcome.Stored(
          RoleTransaction.run(
              limited.connection(),
              fresh -> {
                DatabaseRole.RELAY.take(fresh);
                return work.over(fresh);
              }));
    } catch (SQLException e) {
      return outcome(e);
    } catch (RuntimeException e) {
      return new LedgerOutcome.Unreachable(e.toString());
    }
  }

  /** Only what the content of a row causes (SQLSTATE classes 22 and 23) is a refusal. */
  private static LedgerOutcome outcome(SQLException failure) {
    var state = sqlState(failure);
    var reason = state + ": " + failure.getMessage();
    return state.startsWith("22") || state.startsWith("23")
        ? new LedgerOutcome.Refused(reason)
        : new LedgerOutcome.Unreachable(reason);
  }

  private static String sqlState(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
