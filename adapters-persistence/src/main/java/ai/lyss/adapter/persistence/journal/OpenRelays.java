package ai.lyss.adapter.persistence.journal;

import ai.lyss.domain.usage.RelayOpened;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which relays are open, where their {@code opened} records are, and which read segments are kept
 * only because of them. Belongs to the drainer's thread.
 */
final class OpenRelays {

  private record Place(RelayOpened relay, Segment segment, int room) {}

  private final MappedUsageJournal journal;
  private final Map<UUID, Place> open = new HashMap<>();
  private final Map<Segment, Long> openBytes = new HashMap<>();
  private final Deque<Segment> drained = new ArrayDeque<>();

  OpenRelays(MappedUsageJournal journal) {
    this.journal = journal;
  }

  void opened(RelayOpened relay, Segment segment, int room) {
    open.put(relay.relay(), new Place(relay, segment, room));
    openBytes.merge(segment, (long) room, Long::sum);
  }

  void closed(UUID relay) {
    var place = open.remove(relay);
    if (place != null) {
      openBytes.merge(place.segment(), (long) -place.room(), Long::sum);
    }
  }

  /** Notes that all rows closed in a sealed segment are stored. */
  void drained(Segment segment) {
    drained.add(segment);
  }

  /** Gives back drained segments that no open relay needs, after moving relays out of old ones. */
  void releaseSegments() {
    drained.removeIf(this::released);
    // one is left in peace: most of its relays end before the next one is full
    while (drained.size() > 1 || (journal.isShortOfRoom() && !drained.isEmpty())) {
      var oldest = drained.getFirst();
      if (isMostlyOpen(oldest) || !carryOver(oldest) || !drained.removeIf(this::released)) {
        return;
      }
    }
  }

  private boolean released(Segment segment) {
    if (openBytes.getOrDefault(segment, 0L) > 0 || !journal.retire(segment)) {
      return false;
    }
    openBytes.remove(segment);
    return true;
  }

  /** Moving such a segment would win little, and could go on for ever. */
  private boolean isMostlyOpen(Segment segment) {
    return openBytes.getOrDefault(segment, 0L) > segment.map().capacity() / 2;
  }

  private boolean carryOver(Segment from) {
    for (var place : open.values().stream().filter(p -> p.segment() == from).toList()) {
      var to = journal.carry(place.relay());
      if (to == null) {
        return false;
      }
      closed(place.relay().relay());
      opened(place.relay(), to, place.room());
    }
    return true;
  }
}
