package ai.lyss.adapter.persistence.database;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees every statement of the application under test on its way to the database, whoever made it:
 * Hibernate, a repository, a use case. One at a time.
 */
public interface StatementWatch {

  /** Returns what is sent in place of a statement. */
  default String rewritten(String sql) {
    return sql;
  }

  /**
   * Is told of a statement that is about to run.
   *
   * @param connection where it runs, within its transaction
   * @param sql what is sent
   * @param bindings its parameters
   */
  default void running(Connection connection, String sql, List<Binding> bindings)
      throws SQLException {
    // Who only rewrites has nothing to do here.
  }

  /** A parameter as it was set: the method of the statement and what it was called with. */
  record Binding(Method setter, Object[] arguments) {

    /** Sets the same parameter of another statement. */
    public void set(PreparedStatement other) throws SQLException {
      try {
        setter.invoke(other, arguments);
      } catch (ReflectiveOperationException e) {
        throw new SQLException(e);
      }
    }
  }

  /** Ends a watch. */
  @FunctionalInterface
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  /** Who watches now. */
  AtomicReference<StatementWatch> CURRENT = new AtomicReference<>(new StatementWatch() {});

  /** Watches until the result is closed. */
  static Watching by(StatementWatch watch) {
    var before = CURRENT.getAndSet(watch);
    return () -> CURRENT.set(before);
  }
}
