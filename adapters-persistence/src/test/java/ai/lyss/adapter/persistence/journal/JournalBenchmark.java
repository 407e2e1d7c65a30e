package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.usage.LedgerDatabase;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.usage.UsageRecord;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Measures what a relay costs in the journal, and a row in the ledger. Run by hand. */
final class JournalBenchmark {

  private static final Logger LOG = Logger.getLogger(JournalBenchmark.class);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int SAMPLES = 2000;
  private static final int RELAYS = 200_000;
  private static final int PACED = 20_000;
  private static final long PACE_NANOS = 200_000;

  private JournalBenchmark() {}

  public static void main(String[] args) throws Exception {
    var random = new Random(1);
    var rows = new ArrayList<UsageRecord>();
    for (int i = 0; i < SAMPLES; i++) {
      rows.add(UsageSamples.closed(random));
    }
    var clock = InstantSource.system();
    var folder = Files.createTempDirectory("journal");
    try (var journal = new MappedUsageJournal(folder, 8 << 20, 1L << 30, clock);
        var drainer = new JournalDrainer(journal, new RecordingLedger(), clock)) {
      for (int round = 0; round < 4; round++) {
        append(journal, rows);
      }
      Eventually.isTrue("drained", () -> drainer.backlogBytes() == 0);
      for (int round = 0; round < 3; round++) {
        pace("no append", () -> {});
        var row = rows.get(round);
        pace("append", () -> relay(journal, row));
      }
      LOG.infof("backlog %d bytes", drainer.backlogBytes());
    }
    store(random);
  }

  private static void append(MappedUsageJournal journal, List<UsageRecord> rows) {
    var nanos = new long[RELAYS];
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    int refused = 0;
    for (int i = 0; i < RELAYS; i++) {
      var row = rows.get(i % SAMPLES);
      long start = System.nanoTime();
      if (journal.opened(row.opened())) {
        journal.closed(row);
      } else {
        refused++;
      }
      nanos[i] = System.nanoTime() - start;
    }
    cpu = THREADS.getCurrentThreadCpuTime() - cpu;
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    Arrays.sort(nanos);
    LOG.infof(
        "append: %d ns CPU a relay (opened and closed), p50 %d, p99 %d, p99.9 %d, max %d ns,"
            + " %.1f bytes allocated, %d refused",
        cpu / RELAYS,
        nanos[RELAYS / 2],
        nanos[RELAYS / 100 * 99],
        nanos[RELAYS / 1000 * 999],
        nanos[RELAYS - 1],
        (double) bytes / RELAYS,
        refused);
  }

  /** Tells what a disk at work does to those who append at a rate it can follow. */
  private static void pace(String what, Runnable work) {
    var nanos = new long[PACED];
    for (int i = 0; i < PACED; i++) {
      LockSupport.parkNanos(PACE_NANOS);
      long start = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    LOG.infof(
        "paced, %s: p50 %d, p99 %d, p99.9 %d, max %d ns",
        what,
        nanos[PACED / 2],
        nanos[PACED / 100 * 99],
        nanos[PACED / 1000 * 999],
        nanos[PACED - 1]);
  }

  private static void relay(MappedUsageJournal journal, UsageRecord row) {
    if (journal.opened(row.opened())) {
      journal.closed(row);
    }
  }

  private static void store(Random random) {
    var ledger = new PostgresUsageLedger(LedgerDatabase.create().source(), Duration.ofSeconds(30));
    for (int round = 0; round < 20; round++) {
      var rows = new ArrayList<LedgerRow>();
      for (int i = 0; i < SAMPLES; i++) {
        rows.add(LedgerRow.closed(UsageSamples.closed(random)));
      }
      long cpu = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      ledger.store(rows);
      long nanos = System.nanoTime() - start;
      cpu = THREADS.getCurrentThreadCpuTime() - cpu;
      LOG.infof(
          "store: %d rows/s, %d ns of our CPU a row",
          SAMPLES * 1_000_000_000L / nanos, cpu / SAMPLES);
    }
  }
}
