package ai.lyss.adapter.persistence.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long each answer of the database is awaited on a connection, until this is closed. What the
 * server does with a statement nobody awaits any more is its own affair.
 */
final class AnswerDeadline implements AutoCloseable {

  private final Connection connection;
  private final int before;

  AnswerDeadline(Connection connection, Duration deadline) throws SQLException {
    this.connection = connection;
    this.before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(deadline.toMillis()));
  }

  Connection connection() {
    return connection;
  }

  /** Leaves the connection as it was found, for whoever gets it next from its pool. */
  @Override
  public void close() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, before);
  }
}
