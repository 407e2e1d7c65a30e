package ai.lyss.domain.fake;

import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;

/** A journal that lasts as long as its process. Thread-safe. */
public final class InMemoryUsageJournal implements UsageJournal {

  private final int mostRelays;
  private final List<RelayOpened> opened = new ArrayList<>();
  private final List<UsageRecord> closed = new ArrayList<>();

  /** A journal with room for all. */
  public InMemoryUsageJournal() {
    this(Integer.MAX_VALUE);
  }

  /** A journal that is full after so many relays. */
  public InMemoryUsageJournal(int mostRelays) {
    this.mostRelays = mostRelays;
  }

  @Override
  public synchronized boolean opened(RelayOpened relay) {
    return opened.size() < mostRelays && opened.add(relay);
  }

  @Override
  public synchronized void closed(UsageRecord row) {
    closed.add(row);
  }

  /** Returns the relays that were opened, closed or not. */
  public synchronized List<RelayOpened> openedRelays() {
    return List.copyOf(opened);
  }

  /** Returns the rows that were closed. */
  public synchronized List<UsageRecord> closedRows() {
    return List.copyOf(closed);
  }
}
