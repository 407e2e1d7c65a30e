package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.usage.LedgerOutcome;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.adapter.persistence.usage.UsageLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Brings rows to the ledger, however long that takes: it waits for a ledger that is away, and takes
 * a batch apart that has a row the ledger will never store. Counters may be read by any thread.
 */
final class LedgerFeed {

  private static final Logger LOG = Logger.getLogger(LedgerFeed.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final UsageLedger ledger;
  private final RejectedRows rejected;
  private final InstantSource clock;
  private final StopSignal stop;
  private final AtomicLong storedRows = new AtomicLong();
  private final AtomicLong rejectedRows = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  LedgerFeed(UsageLedger ledger, RejectedRows rejected, InstantSource clock, StopSignal stop) {
    this.ledger = ledger;
    this.rejected = rejected;
    this.clock = clock;
    this.stop = stop;
  }

  /** Stores rows. False when it was stopped first; then all of them are to be stored again. */
  boolean store(List<LedgerRow> rows) {
    var wait = FIRST_WAIT;
    while (true) {
      switch (ledger.store(rows)) {
        case LedgerOutcome.Stored stored -> {
          tellRecovery();
          storedRows.addAndGet(stored.newRows());
          return true;
        }
        case LedgerOutcome.Refused refused -> {
          if (rows.size() > 1) {
            int half = rows.size() / 2;
            return store(rows.subList(0, half)) && store(rows.subList(half, rows.size()));
          }
          if (rejected.add(rows.getFirst(), refused.reason(), clock.instant())) {
            rejectedRows.incrementAndGet();
            return true;
          }
        }
        case LedgerOutcome.Unreachable unreachable -> tellFailure(unreachable.reason());
      }
      if (stop.within(wait)) {
        return false;
      }
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  long storedRows() {
    return storedRows.get();
  }

  long rejectedRows() {
    return rejectedRows.get();
  }

  /** Returns how often in a row the ledger was not reached. */
  long failures() {
    return failures.get();
  }

  private void tellFailure(String reason) {
    if (failures.getAndIncrement() == 0) {
      LOG.warnf("The usage ledger is away, the journal keeps its rows: %s", reason);
    }
  }

  private void tellRecovery() {
    if (failures.getAndSet(0) > 0) {
      LOG.info("The usage ledger is back");
    }
  }
}
