package ai.lyss.adapter.persistence.store;

import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Work of the installation itself, which belongs to no tenant's request: plain JDBC, one
 * transaction each, not part of any other transaction. Blocks; thread-safe.
 */
public final class JdbcTransactions {

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  private final DataSource dataSource;

  /** Works over connections of this source. */
  public JdbcTransactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Runs work that may change things, and commits it. */
  public <T> StoreOutcome<T> change(SqlWork<T> work) {
    return run("set transaction isolation level read committed read write", work);
  }

  /** Runs work that sees one moment throughout, however many queries it makes. */
  public <T> StoreOutcome<T> snapshot(SqlWork<T> work) {
    return run("set transaction isolation level repeatable read read only", work);
  }

  private <T> StoreOutcome<T> run(String mode, SqlWork<T> work) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        begin(connection, mode);
        var value = work.over(connection);
        connection.commit();
        return new Done<>(value);
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    }
  }

  private static void begin(Connection connection, String mode) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(mode);
      statement.execute("set local statement_timeout = " + LONGEST_STATEMENT.toMillis());
    }
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
