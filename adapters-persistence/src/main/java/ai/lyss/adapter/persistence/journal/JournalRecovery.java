package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.journal.JournalFolder.SegmentFile;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.domain.usage.RelayOpened;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings what an earlier process left in its journal to the ledger. First all rows that were
 * closed, then the relays that were not, charged in full; only then do the files go. It may be
 * broken off and begun again at any point: a row that is stored already stays as it is, also when
 * its relay looks open because the file with its end is gone.
 */
final class JournalRecovery {

  private static final Logger LOG = Logger.getLogger(JournalRecovery.class);

  private final MappedUsageJournal journal;
  private final LedgerFeed feed;
  private final StopSignal stop;
  private final int batch;
  private final Map<UUID, RelayOpened> open = new LinkedHashMap<>();
  private final Set<SegmentFile> damaged = new HashSet<>();
  private List<LedgerRow> rows = new ArrayList<>();

  /** A recovery in batches of that many rows. */
  JournalRecovery(MappedUsageJournal journal, LedgerFeed feed, StopSignal stop, int batch) {
    this.journal = journal;
    this.feed = feed;
    this.stop = stop;
    this.batch = batch;
  }

  /** Runs, from the beginning, until all is stored; false when it was stopped before. */
  boolean run() {
    open.clear();
    damaged.clear();
    rows = new ArrayList<>();
    for (var segment : journal.leftovers()) {
      if (stop.isGiven() || !storeClosed(segment)) {
        return false;
      }
    }
    if (!flush() || !storeOrphans()) {
      return false;
    }
    journal.leftovers().forEach(this::remove);
    journal.leftoversGone();
    return true;
  }

  private boolean storeOrphans() {
    if (!open.isEmpty()) {
      LOG.warnf("%d relays have no end in the journal: charged in full", open.size());
    }
    for (var relay : open.values()) {
      if (!add(LedgerRow.orphaned(relay))) {
        return false;
      }
    }
    return flush();
  }

  private boolean storeClosed(SegmentFile segment) {
    var found = SegmentScan.read(segment);
    if (found.damagedBytes() > 0) {
      damaged.add(segment);
    }
    for (var record : found.records()) {
      switch (record) {
        case JournalRecord.Opened opened -> open.put(opened.relay().relay(), opened.relay());
        case JournalRecord.Carried carried -> open.put(carried.relay().relay(), carried.relay());
        case JournalRecord.Closed closed -> {
          open.remove(closed.row().opened().relay());
          if (!add(LedgerRow.closed(closed.row()))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean add(LedgerRow row) {
    rows.add(row);
    return rows.size() < batch || flush();
  }

  private boolean flush() {
    if (!rows.isEmpty() && !feed.store(rows)) {
      return false;
    }
    rows = new ArrayList<>();
    return true;
  }

  private void remove(SegmentFile segment) {
    try {
      if (damaged.contains(segment)) {
        LOG.errorf(
            "%s has damaged bytes; its whole records are stored, the file is kept as %s",
            segment.file(), journal.folder().setAside(segment));
      } else {
        Files.delete(segment.file());
      }
    } catch (IOException e) {
      LOG.errorf(e, "%s stays where it is, and is read again at the next start", segment.file());
    }
  }
}
