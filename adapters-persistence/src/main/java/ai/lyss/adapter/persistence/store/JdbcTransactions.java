package ai.lyss.adapter.persistence.store;

import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Work of the installation itself, which belongs to no tenant's request: plain JDBC, one
 * transaction each under a role of the database, not part of any other transaction. Blocks;
 * thread-safe.
 */
public final class JdbcTransactions {

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  private final DataSource dataSource;

  /** Works over connections of this source. */
  public JdbcTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Runs work that may change things, and commits it. */
  public <T> StoreOutcome<T> change(DatabaseRole role, SqlWork<T> work) {
    return run("set transaction isolation level read committed read write", role, work);
  }

  /** Runs work that sees one moment throughout, however many queries it makes. */
  public <T> StoreOutcome<T> snapshot(DatabaseRole role, SqlWork<T> work) {
    return run("set transaction isolation level repeatable read read only", role, work);
  }

  private <T> StoreOutcome<T> run(String mode, DatabaseRole role, SqlWork<T> work) {
    try (var connection = dataSource.getConnection()) {
      return new Done<>(
          RoleTransaction.run(
              connection,
              fresh -> {
                begin(fresh, mode, role);
                return work.over(fresh);
              }));
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    }
  }

  private static void begin(Connection connection, String mode, DatabaseRole role)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(mode);
      statement.execute(
          "select set_config('statement_timeout', '"
              + LONGEST_STATEMENT.toMillis()
              + "', true), "
              + role.steppingDown());
    }
  }
}
