package ai.lyss.adapter.persistence.store;

import java.sql.Connection;
import java.sql.SQLException;

/** One transaction over a connection that is taken, and given back, with autocommit on. */
public final class RoleTransaction {

  private RoleTransaction() {}

  /** Does the work, which steps down first, and commits; undoes everything when anything fails. */
  public static <T> T run(Connection connection, SqlWork<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var value = work.over(connection);
      connection.commit();
      return value;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection, e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
