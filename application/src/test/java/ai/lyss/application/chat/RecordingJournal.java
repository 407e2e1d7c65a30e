package ai.lyss.application.chat;

import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A journal that remembers all entries, or refuses new relays as a full one does. */
final class RecordingJournal implements UsageJournal {

  private final List<RelayOpened> opened = new ArrayList<>();
  private final List<UsageRecord> closed = new ArrayList<>();
  private boolean full;

  void fill() {
    full = true;
  }

  @Override
  public boolean opened(RelayOpened relay) {
    if (!full) {
      opened.add(relay);
    }
    return !full;
  }

  @Override
  public void closed(UsageRecord row) {
    closed.add(row);
  }

  List<RelayOpened> opened() {
    return opened;
  }

  List<UsageRecord> closed() {
    return closed;
  }

  /** Returns the only row. */
  UsageRecord row() {
    if (closed.size() != 1) {
      throw new AssertionError("rows: " + closed + " (expected: one)");
    }
    return closed.getFirst();
  }

  /** Fails unless each opened relay was closed, once. */
  void assertAllClosedOnce() {
    List<UUID> open = opened.stream().map(RelayOpened::relay).sorted().toList();
    List<UUID> over = closed.stream().map(row -> row.opened().relay()).sorted().toList();
    if (!open.equals(over)) {
      throw new AssertionError("opened " + open + ", closed " + over + " (expected: the same)");
    }
  }
}
