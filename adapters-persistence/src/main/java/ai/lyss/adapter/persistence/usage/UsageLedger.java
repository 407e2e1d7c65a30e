package ai.lyss.adapter.persistence.usage;

import java.util.List;

/** Where ledger rows are stored for good. Blocks, but never longer than its deadlines. */
public interface UsageLedger {

  /** Stores rows in one transaction; those that are there already stay as they are. */
  LedgerOutcome store(List<LedgerRow> rows);

  /** Makes room for rows of this month and the next ones. */
  LedgerOutcome ensurePartitions();
}
