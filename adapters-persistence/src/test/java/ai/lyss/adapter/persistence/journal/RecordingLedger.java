package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.usage.LedgerOutcome;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.adapter.persistence.usage.UsageLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** A ledger in memory that can be away and can refuse rows. Thread-safe. */
final class RecordingLedger implements UsageLedger {

  private final Map<UUID, LedgerRow> rows = new HashMap<>();
  private boolean away;
  private Predicate<LedgerRow> refuses = row -> false;
  private RuntimeException bug;
  private int calls;

  @Override
  public synchronized LedgerOutcome store(List<LedgerRow> batch) {
    calls++;
    if (bug != null) {
      var thrown = bug;
      bug = null;
      throw thrown;
    }
    if (away) {
      return new LedgerOutcome.Unreachable("away");
    }
    if (batch.stream().anyMatch(refuses)) {
      return new LedgerOutcome.Refused("a row is refused");
    }
    int before = rows.size();
    batch.forEach(row -> rows.putIfAbsent(row.opened().relay(), row));
    return new LedgerOutcome.Stored(rows.size() - before);
  }

  @Override
  public synchronized LedgerOutcome ensurePartitions() {
    return away ? new LedgerOutcome.Unreachable("away") : new LedgerOutcome.Stored(0);
  }

  synchronized Map<UUID, LedgerRow> rows() {
    return Map.copyOf(rows);
  }

  synchronized int calls() {
    return calls;
  }

  synchronized void goAway() {
    away = true;
  }

  synchronized void comeBack() {
    away = false;
  }

  synchronized void refuse(Predicate<LedgerRow> which) {
    refuses = which;
  }

  synchronized void failOnce(RuntimeException with) {
    bug = with;
  }
}
