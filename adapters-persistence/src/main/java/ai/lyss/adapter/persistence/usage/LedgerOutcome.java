package ai.lyss.adapter.persistence.usage;

/** How a call of the ledger ended. */
public sealed interface LedgerOutcome {

  /**
   * It was done and is durable.
   *
   * @param newRows rows that were not there before
   */
  record Stored(int newRows) implements LedgerOutcome {}

  /** The ledger could not be reached or is not ready; the same call may succeed later. */
  record Unreachable(String reason) implements LedgerOutcome {}

  /** A row among these cannot be stored as it is, however often it is tried; none was stored. */
  record Refused(String reason) implements LedgerOutcome {}
}
