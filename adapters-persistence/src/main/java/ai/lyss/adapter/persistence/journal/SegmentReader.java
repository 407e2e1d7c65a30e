package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.usage.LedgerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Reads published records in their order, right behind those who append. A record that is still
 * being written holds the reading up until it is whole. Belongs to the drainer's thread.
 */
final class SegmentReader {

  private static final Logger LOG = Logger.getLogger(SegmentReader.class);

  private final OpenRelays relays;
  private final AtomicLong unreadable = new AtomicLong();
  private final List<Segment> passed = new ArrayList<>();
  private volatile Place place;

  private record Place(Segment segment, int offset) {}

  /** Reads from the start of a segment on. */
  SegmentReader(Segment first, OpenRelays relays) {
    this.relays = relays;
    this.place = new Place(first, 0);
  }

  /** Adds rows that were closed since to {@code rows} until it has {@code most}. */
  void read(List<LedgerRow> rows, int most) {
    var segment = place.segment();
    int offset = place.offset();
    while (rows.size() < most) {
      long word = segment.published(offset);
      if (word != 0) {
        take(segment, offset, word, rows);
        offset += RecordFrame.room(RecordFrame.length(word));
      } else {
        var next = segment.next();
        if (next == null || !segment.endsAt(offset)) {
          break;
        }
        passed.add(segment);
        segment = next;
        offset = 0;
      }
      place = new Place(segment, offset);
    }
  }

  /** Says that all rows read so far are stored. */
  void stored() {
    passed.forEach(relays::drained);
    passed.clear();
  }

  /** Returns how many bytes are appended and not read. Any thread may ask. */
  long unreadBytes() {
    var from = place;
    long bytes = (long) from.segment().tail() - from.offset();
    for (var next = from.segment().next(); next != null; next = next.next()) {
      bytes += next.tail();
    }
    return bytes;
  }

  /** Returns how many records could not be read: 0 unless there is a bug. */
  long unreadable() {
    return unreadable.get();
  }

  private void take(Segment segment, int offset, long word, List<LedgerRow> rows) {
    try {
      var type = RecordFrame.type(word);
      if (type == null) {
        throw new IllegalArgumentException("head: %x (expected: a known type)".formatted(word));
      }
      switch (RecordCodec.read(type, segment.payload(offset, word))) {
        case JournalRecord.Opened opened ->
            relays.opened(opened.relay(), segment, RecordFrame.room(RecordFrame.length(word)));
        case JournalRecord.Closed closed -> {
          relays.closed(closed.row().opened().relay());
          rows.add(LedgerRow.closed(closed.row()));
        }
        case JournalRecord.Carried carried -> {
          // was noted where it was carried over
        }
      }
    } catch (RuntimeException e) {
      unreadable.incrementAndGet();
      LOG.errorf(e, "Record %d of segment %d cannot be read", offset, segment.number());
    }
  }
}
