package ai.lyss.adapter.persistence.transaction;

import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.port.AuditTrail;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Adds rows to the audit log over the connection of the transaction that runs. Thread-safe. */
public final class PostgresAuditTrail implements AuditTrail {

  private final DataSource dataSource;
  private final AuditRows audit;

  /** Writes over connections of a source that takes part in transactions. */
  public PostgresAuditTrail(DataSource dataSource, Ids ids, InstantSource clock) {
    this.dataSource = dataSource;
    this.audit = new AuditRows(ids, clock);
  }

  @Override
  public StoreOutcome<Change> add(Change part) {
    try (var connection = dataSource.getConnection()) {
      audit.add(connection, part);
      return new Done<>(part);
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    }
  }
}
