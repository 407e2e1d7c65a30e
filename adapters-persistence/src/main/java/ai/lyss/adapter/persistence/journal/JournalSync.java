package ai.lyss.adapter.persistence.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Brings appended records to the disk itself, so that they survive a power cut too: at most 10 ms
 * later and never twice within 10 ms, on a thread of its own that sleeps while nothing is appended.
 */
final class JournalSync {

  private static final Logger LOG = Logger.getLogger(JournalSync.class);
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong syncs = new AtomicLong();
  private final Thread thread;
  private volatile Segment segment;
  private int synced;
  private volatile boolean idle;
  private volatile boolean stopped;

  /** Syncs from the start of this segment on. */
  JournalSync(Segment first) {
    segment = first;
    thread = Thread.ofPlatform().name("lyss-journal-sync").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Tells of an append; costs one read while the thread is awake. */
  void appended() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  /** Tells whether all of a segment is on disk, so that its file may be used for something else. */
  boolean isPast(Segment read) {
    return read.number() < segment.number();
  }

  long syncs() {
    return syncs.get();
  }

  long failures() {
    return failures.get();
  }

  /** Syncs what is there and stops. */
  void stop() throws InterruptedException {
    stopped = true;
    LockSupport.unpark(thread);
    thread.join();
  }

  private void run() {
    while (!stopped) {
      if (hasNew()) {
        long start = System.nanoTime();
        sync();
        LockSupport.parkNanos(PACE_NANOS - (System.nanoTime() - start));
      } else {
        sleepUntilAppended();
      }
    }
    sync();
  }

  /** An appender claims room before it reads {@code idle}; so one of the two sees the other. */
  private void sleepUntilAppended() {
    idle = true;
    if (!hasNew() && !stopped) {
      LockSupport.park();
    }
    idle = false;
  }

  private boolean hasNew() {
    if (segment.tail() > synced) {
      return true;
    }
    var next = segment.next();
    return next != null && segment.endsAt(synced) && next.tail() > 0;
  }

  private void sync() {
    while (true) {
      int tail = segment.tail();
      int published = publishedFrom(synced);
      force(synced, tail);
      synced = published;
      var next = segment.next();
      if (next == null || !segment.endsAt(synced)) {
        return;
      }
      segment = next;
      synced = 0;
    }
  }

  /** A record that is still being written is synced again once it is whole. */
  private int publishedFrom(int offset) {
    int at = offset;
    for (long word = segment.published(at); word != 0; word = segment.published(at)) {
      at += RecordFrame.room(RecordFrame.length(word));
    }
    return at;
  }

  private void force(int from, int to) {
    if (to <= from) {
      return;
    }
    try {
      segment.map().force(from, to - from);
      syncs.incrementAndGet();
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      LOG.error("The usage journal could not be synced; a power cut may lose records", e);
    }
  }
}
