package ai.lyss.domain.port;

import ai.lyss.domain.access.Change;
import ai.lyss.domain.store.StoreOutcome;

/**
 * Takes the audit rows of a change that is made of many: used within {@link
 * TenantTransaction#change}, which writes the row of the whole by itself.
 */
public interface AuditTrail {

  /** Adds a row; it is kept when the transaction is, and undone with it. */
  StoreOutcome<Change> add(Change part);
}
