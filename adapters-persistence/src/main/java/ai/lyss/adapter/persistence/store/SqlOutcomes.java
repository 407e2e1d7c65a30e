package ai.lyss.adapter.persistence.store;

import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Says what a failure of the database means to the caller. What stands for nothing a caller can do
 * something about is a bug and stays an exception.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">the SQL states</a>
 */
public final class SqlOutcomes {

  private static final Logger LOG = Logger.getLogger(SqlOutcomes.class);
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  // What PostgreSQL 18 answers for ON DELETE RESTRICT; older ones say 23503.
  private static final String RESTRICT_VIOLATION = "23001";

  private SqlOutcomes() {}

  /**
   * Adds a thing. A name that is taken, or a thing referred to that is not there, is a conflict of
   * that field.
   *
   * @param fields values by field, for messages; a field left out is not shown
   */
  public static <T> StoreOutcome<T> adding(
      Map<String, String> fields, Supplier<StoreOutcome<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      var sql = sqlCause(e);
      if (sql != null && isState(sql, UNIQUE_VIOLATION)) {
        return conflict(sql, fields, "one that is not taken");
      }
      if (sql != null && isState(sql, FOREIGN_KEY_VIOLATION)) {
        return conflict(sql, fields, "one that exists");
      }
      return of(e);
    }
  }

  /** Removes a thing; a conflict on {@code id} when something still uses it. */
  public static <T> StoreOutcome<T> removing(Object id, Supplier<StoreOutcome<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      var sql = sqlCause(e);
      if (sql != null
          && (isState(sql, FOREIGN_KEY_VIOLATION) || isState(sql, RESTRICT_VIOLATION))) {
        return new Conflict<>("id", "id: " + id + " (expected: one that nothing uses)");
      }
      return of(e);
    }
  }

  /** Says what a failure means where no conflict is possible; throws it again when it is a bug. */
  public static <T> StoreOutcome<T> of(RuntimeException failure) {
    if (isStale(failure)) {
      return new Stale<>();
    }
    var sql = sqlCause(failure);
    if (sql == null || !meansUnavailable(sql)) {
      throw failure;
    }
    return unavailable(sql);
  }

  /** Says what a failure of plain JDBC means; throws it again, unchecked, when it is a bug. */
  public static <T> StoreOutcome<T> of(SQLException failure) {
    if (!meansUnavailable(failure)) {
      throw new IllegalStateException("sql state: " + failure.getSQLState(), failure);
    }
    return unavailable(failure);
  }

  /** Says what it means that a commit failed: a reason to be found, or nothing was changed. */
  public static <T> StoreOutcome<T> ofCommit(Exception failure) {
    if (isStale(failure)) {
      return new Stale<>();
    }
    var sql = sqlCause(failure);
    if (sql != null && !meansUnavailable(sql)) {
      throw new IllegalStateException("commit: sql state " + sql.getSQLState(), failure);
    }
    LOG.warnf("the store did not commit: %s", failure.getClass().getSimpleName());
    return new Unavailable<>();
  }

  private static <T> StoreOutcome<T> unavailable(SQLException sql) {
    // Messages of the server may quote values, so that only the state is logged.
    LOG.warnf("the store cannot be used: sql state %s", sql.getSQLState());
    return new Unavailable<>();
  }

  private static <T> StoreOutcome<T> conflict(
      SQLException sql, Map<String, String> fields, String expected) {
    var field = fieldOf(sql);
    var value = fields.getOrDefault(field, "as given");
    return new Conflict<>(field, field + ": " + value + " (expected: " + expected + ")");
  }

  private static String fieldOf(SQLException sql) {
    if (sql instanceof PSQLException server && server.getServerErrorMessage() != null) {
      var constraint = server.getServerErrorMessage().getConstraint();
      int split = constraint == null ? -1 : constraint.indexOf("__");
      if (constraint != null && split >= 0) {
        return constraint.substring(split + 2);
      }
    }
    return "id";
  }

  /**
   * Connection lost or refused (08), server going down or out of resources (57P, 53), a statement
   * or a lock that took too long (57014, 55P03), a deadlock or a standby (40, 25006), and what the
   * pool says of itself, which has no state.
   */
  private static boolean meansUnavailable(SQLException sql) {
    var state = sql.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("40")
        || state.equals("55P03")
        || state.equals("25006");
  }

  private static boolean isState(SQLException sql, String state) {
    return state.equals(sql.getSQLState());
  }

  private static boolean isStale(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
      for (var suppressed : cause.getSuppressed()) {
        var sql = sqlCause(suppressed);
        if (sql != null) {
          return sql;
        }
      }
    }
    return null;
  }
}
