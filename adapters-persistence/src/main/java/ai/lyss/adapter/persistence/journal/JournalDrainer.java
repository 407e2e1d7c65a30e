package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.usage.LedgerOutcome;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.adapter.persistence.usage.UsageLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Brings the journal's rows to the ledger, each exactly once, on one thread of its own. A ledger
 * that is away is waited for; the journal keeps everything meanwhile. Accessors are thread-safe.
 *
 * <p>What an earlier process left is drained first. Counters that are restored from the ledger are
 * right only after {@link #recovered}.
 */
public final class JournalDrainer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(JournalDrainer.class);
  private static final int BATCH = 2000;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration AFTER_BUG = Duration.ofSeconds(1);
  private static final Duration PARTITIONS_EVERY = Duration.ofDays(1);
  private static final Duration PARTITIONS_AGAIN = Duration.ofMinutes(1);
  private static final Duration LONGEST_LAST_DRAIN = Duration.ofSeconds(10);

  private final StopSignal stop = new StopSignal();
  private final CompletableFuture<Void> recovered = new CompletableFuture<>();
  private final List<LedgerRow> pending = new ArrayList<>();
  private final UsageLedger ledger;
  private final InstantSource clock;
  private final LedgerFeed feed;
  private final JournalRecovery recovery;
  private final OpenRelays relays;
  private final SegmentReader reader;
  private final Thread thread;
  private Instant partitionsDue = Instant.MIN;
  private volatile Instant caughtUpAt;

  /**
   * Starts to drain.
   *
   * @param journal what to drain; it is closed after this, by whoever made it
   * @param ledger where rows go
   * @param clock tells how old what is not stored yet is, and when partitions are due
   */
  public JournalDrainer(MappedUsageJournal journal, UsageLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
    feed = new LedgerFeed(ledger, new RejectedRows(journal.folder()), clock, stop);
    recovery = new JournalRecovery(journal, feed, stop, BATCH);
    relays = new OpenRelays(journal);
    reader = new SegmentReader(journal.first(), relays);
    caughtUpAt = clock.instant();
    thread = Thread.ofPlatform().name("lyss-journal-drainer").daemon().start(this::run);
  }

  /** Completes when the rows that an earlier process left are stored; never fails. */
  public CompletionStage<Void> recovered() {
    return recovered.minimalCompletionStage();
  }

  /** Returns how many rows were stored that were not there before. */
  public long storedRows() {
    return feed.storedRows();
  }

  /** Returns how many rows the ledger refused for good; they are in {@code rejected.log}. */
  public long rejectedRows() {
    return feed.rejectedRows() + reader.unreadable();
  }

  /** Returns how often in a row the ledger was not reached; 0 when all is well. */
  public long consecutiveFailures() {
    return feed.failures();
  }

  /** Returns how many bytes of the journal are not read yet. */
  public long backlogBytes() {
    return reader.unreadBytes();
  }

  /** Returns how old the oldest row that is not stored may be; zero when all are stored. */
  public Duration backlogAge() {
    var since = caughtUpAt;
    var age = Duration.between(since, clock.instant());
    return age.compareTo(PAUSE.multipliedBy(2)) < 0 ? Duration.ZERO : age;
  }

  /**
   * Stores what was closed so far, if the ledger is there and within 10 seconds, and stops. What is
   * not stored stays in the journal for the next start.
   */
  @Override
  public void close() {
    stop.give();
    try {
      thread.join(LONGEST_LAST_DRAIN.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!guarded(recovery::run, false)) {
      if (stop.within(AFTER_BUG)) {
        return;
      }
    }
    recovered.complete(null);
    while (!stop.isGiven()) {
      if (guarded(this::drain, true)) {
        stop.within(PAUSE);
      }
    }
    var end = clock.instant().plus(LONGEST_LAST_DRAIN);
    while (!guarded(this::drain, true)
        && consecutiveFailures() == 0
        && clock.instant().isBefore(end)) {
      LOG.debugf("%d bytes of the usage journal are left to drain", backlogBytes());
    }
  }

  /** Stores a batch; true when nothing more is there now. */
  private boolean drain() {
    keepPartitions();
    var now = clock.instant();
    reader.read(pending, BATCH);
    boolean whole = pending.size() >= BATCH;
    if (!pending.isEmpty()) {
      if (!feed.store(pending)) {
        return false;
      }
      pending.clear();
    }
    reader.stored();
    relays.releaseSegments();
    if (!whole) {
      caughtUpAt = now;
    }
    return !whole;
  }

  private void keepPartitions() {
    var now = clock.instant();
    if (now.isBefore(partitionsDue)) {
      return;
    }
    switch (ledger.ensurePartitions()) {
      case LedgerOutcome.Stored done -> partitionsDue = now.plus(PARTITIONS_EVERY);
      case LedgerOutcome.Unreachable away -> partitionsDue = now.plus(PARTITIONS_AGAIN);
      case LedgerOutcome.Refused refused -> {
        LOG.errorf("Partitions of the usage ledger cannot be made: %s", refused.reason());
        partitionsDue = now.plus(PARTITIONS_EVERY);
      }
    }
  }

  /** A bug must not end the thread: the journal would fill, and relays be refused, for ever. */
  private static boolean guarded(BooleanSupplier step, boolean afterBug) {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException | VirtualMachineError e) {
      LOG.error("The usage journal's drainer failed and tries again", e);
      return afterBug;
    }
  }
}
