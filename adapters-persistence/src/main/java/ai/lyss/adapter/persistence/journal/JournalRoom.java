package ai.lyss.adapter.persistence.journal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that may still be promised. Room is granted when a segment is there, on disk and
 * mapped, and taken when a relay opens, for both its records; so a {@code closed} record always
 * finds the room it was promised. Thread-safe.
 *
 * <p>A segment grants its size less the longest record, which is the most that is lost where it is
 * sealed: what is granted fits, however records fall. The rest is added when it is known.
 */
final class JournalRoom {

  private static final int LONGEST_RECORD = 64 * 1024;

  /** Some twenty thousand relays can open in the time that a disk needs for another segment. */
  private static final long READY_FOR_BURSTS = 16L * 1024 * 1024;

  private final long grant;
  private final long keptForCarrying;
  private final long keptReady;
  private final int longestRecord;
  private final AtomicLong free = new AtomicLong();

  /** Room in segments none of which is there yet. */
  JournalRoom(SegmentSupply.Limits limits) {
    int segmentBytes = limits.segmentBytes();
    longestRecord = Math.min(LONGEST_RECORD, segmentBytes / 4);
    grant = segmentBytes - (long) longestRecord;
    keptForCarrying = grant / 2;
    long quarter = (long) segmentBytes * limits.mostSegments() / 4;
    keptReady = Math.max(grant + keptForCarrying, Math.min(READY_FOR_BURSTS, quarter));
  }

  /** Returns the longest record, head included. */
  int longestRecord() {
    return longestRecord;
  }

  /** Adds the room of one segment. */
  void grantSegment() {
    free.addAndGet(grant);
  }

  /** Adds what a segment turned out to hold beyond its grant, once it is sealed. */
  void sealed(Segment segment) {
    free.addAndGet(segment.tail() - grant);
  }

  /** Takes room for a relay; false when that would touch what is kept for carrying. */
  boolean takeForRelay(int bytes) {
    return take(bytes, keptForCarrying);
  }

  /** Takes room for a record that is carried over. */
  boolean takeForCarrying(int bytes) {
    return take(bytes, 0);
  }

  /** Gives back what was taken and turned out not to be needed; may be negative. */
  void giveBack(int bytes) {
    free.addAndGet(bytes);
  }

  /** Tells whether another segment should be made ready. */
  boolean isShort() {
    return free.get() < keptReady;
  }

  private boolean take(int bytes, long atLeast) {
    if (free.addAndGet(-bytes) >= atLeast) {
      return true;
    }
    free.addAndGet(bytes);
    return false;
  }
}
