package ai.lyss.adapter.persistence.transaction;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.adapter.persistence.store.SqlWork;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * One JTA transaction a piece of work. Its connection steps down to the application's role and is
 * bound to the tenant until the transaction ends, so that row-level security lets it at that
 * tenant's rows only; no statement of it outlasts its deadline. A commit whose answer was lost is
 * told as unavailable, although the server may have done it. Thread-safe.
 */
public final class PostgresTenantTransaction implements TenantTransaction {

  private static final Logger LOG = Logger.getLogger(PostgresTenantTransaction.class);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String BIND =
      "select set_config('lyss.tenant', ?, true), set_config('transaction_read_only', ?, true),"
          + " set_config('statement_timeout', '10s', true), set_config('lock_timeout', '5s', true), "
          + DatabaseRole.APP.steppingDown();

  private final TransactionManager transactions;
  private final DataSource dataSource;
  private final AuditRows audit;

  /** Runs transactions of this manager over connections of a source that takes part in them. */
  public PostgresTenantTransaction(
      TransactionManager transactions, DataSource dataSource, Ids ids, InstantSource clock) {
    this.transactions = transactions;
    this.dataSource = dataSource;
    this.audit = new AuditRows(ids, clock);
  }

  @Override
  public <T> StoreOutcome<T> read(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    return within(connection -> bind(connection, tenant, "on"), work, connection -> tenant);
  }

  @Override
  public <T> StoreOutcome<T> change(Change change, Supplier<StoreOutcome<T>> work) {
    return within(
        connection -> bind(connection, change.tenant(), "off"),
        work,
        connection -> {
          audit.write(connection, change);
          return change;
        });
  }

  private <T> StoreOutcome<T> within(
      SqlWork<?> before, Supplier<StoreOutcome<T>> work, SqlWork<?> after) {
    begin();
    StoreOutcome<T> outcome;
    try {
      outcome = inside(before, work, after);
    } catch (RuntimeException | Error bug) {
      rollBack();
      throw bug;
    }
    if (outcome instanceof Done<T>) {
      return commit(outcome);
    }
    rollBack();
    return outcome;
  }

  private <T> StoreOutcome<T> inside(
      SqlWork<?> before, Supplier<StoreOutcome<T>> work, SqlWork<?> after) {
    // Within the transaction the source hands out one and the same connection; closing gives back
    // the handle only.
    try (var connection = dataSource.getConnection()) {
      before.over(connection);
      var outcome = work.get();
      if (outcome instanceof Done<T>) {
        after.over(connection);
      }
      return outcome;
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    } catch (RuntimeException e) {
      return SqlOutcomes.of(e);
    }
  }

  private static boolean bind(Connection connection, TenantId tenant, String readOnly)
      throws SQLException {
    try (var bind = connection.prepareStatement(BIND)) {
      bind.setString(1, tenant.toString());
      bind.setString(2, readOnly);
      return bind.execute();
    }
  }

  private void begin() {
    try {
      if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
        throw new IllegalStateException("transaction: a second one (expected: one at a time)");
      }
      transactions.setTransactionTimeout((int) LONGEST.toSeconds());
      transactions.begin();
      // Back to the default for whatever else this thread does later.
      transactions.setTransactionTimeout(0);
    } catch (NotSupportedException | SystemException e) {
      throw new IllegalStateException("transaction: not begun (expected: a new one)", e);
    }
  }

  private <T> StoreOutcome<T> commit(StoreOutcome<T> outcome) {
    try {
      transactions.commit();
      return outcome;
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      return SqlOutcomes.ofCommit(e);
    }
  }

  private void rollBack() {
    try {
      transactions.rollback();
    } catch (SystemException | IllegalStateException e) {
      // The connection is gone with its transaction: the server has undone it by itself.
      LOG.debugf("rollback: %s", e.getClass().getSimpleName());
    }
  }
}
