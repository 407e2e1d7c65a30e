package ai.lyss.adapter.persistence.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the next segment ready before it is needed, on a thread of its own, and uses files again:
 * their blocks are there, and a mapping that is kept needs no garbage collection to go.
 * Thread-safe.
 */
final class SegmentSupply {

  private static final Logger LOG = Logger.getLogger(SegmentSupply.class);
  private static final int SPARES_KEPT = 2;
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Spare(Path file, MappedByteBuffer map) {}

  private final JournalFolder folder;
  private final JournalRoom room;
  private final int segmentBytes;
  private final int mostSegments;
  private final Queue<Segment> retired = new ConcurrentLinkedQueue<>();
  private final Deque<Spare> spares = new ArrayDeque<>();
  private final Thread thread;
  private long nextNumber;
  private @Nullable Segment last;
  private int inUse;
  private int leftovers;
  private volatile boolean asked;
  private volatile boolean stopped;
  private volatile boolean failing;

  /** A supply that has made nothing yet. */
  SegmentSupply(JournalFolder folder, JournalRoom room, Limits limits, int leftovers) {
    this.folder = folder;
    this.room = room;
    this.segmentBytes = limits.segmentBytes();
    this.mostSegments = limits.mostSegments();
    this.leftovers = leftovers;
    this.thread = Thread.ofPlatform().name("lyss-journal-supply").daemon().unstarted(this::run);
  }

  /** Makes the first segments, starts to keep more ready, and returns the first. */
  synchronized Segment start(long firstNumber) throws IOException {
    folder.removeSpares();
    var first = folder.create(firstNumber, segmentBytes);
    nextNumber = firstNumber + 1;
    add(first);
    while (room.isShort() && extend()) {
      LOG.debugf("segment %d of the usage journal is ready", nextNumber - 1);
    }
    thread.start();
    return first;
  }

  /** Asks for another segment when room gets short. */
  void wakeWhenShort() {
    if (room.isShort() && !asked) {
      asked = true;
      LockSupport.unpark(thread);
    }
  }

  /** Takes a segment back whose records are all stored or carried over. */
  void retire(Segment segment) {
    retired.add(segment);
    LockSupport.unpark(thread);
  }

  /** Says that the files of an earlier process are gone. */
  void leftoversGone() {
    synchronized (this) {
      leftovers = 0;
    }
    LockSupport.unpark(thread);
  }

  /**
   * Returns the segment after a sealed one. It is there already unless a relay was closed that
   * never was opened here; then it is made now, beyond the limit if need be: nothing is refused or
   * lost.
   */
  synchronized Segment after(Segment sealed) {
    try {
      while (sealed.next() == null) {
        add(folder.create(nextNumber++, segmentBytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(sealed.next());
  }

  /** Stops the thread. */
  void stop() throws InterruptedException {
    stopped = true;
    LockSupport.unpark(thread);
    thread.join();
  }

  private void run() {
    while (!stopped) {
      asked = false;
      boolean enough = supply();
      if (enough) {
        LockSupport.park();
      } else {
        // full, or the disk is: asking more often would not help
        asked = true;
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private boolean supply() {
    try {
      takeBack();
      while (room.isShort() && extend()) {
        failing = false;
      }
      return !room.isShort();
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      if (!failing) {
        failing = true;
        LOG.error("The usage journal gets no room on disk; it is tried again every second", e);
      }
      return false;
    }
  }

  private synchronized void takeBack() throws IOException {
    for (var segment = retired.peek(); segment != null; segment = retired.peek()) {
      var file = folder.retire(segment);
      retired.remove();
      inUse--;
      if (spares.size() < SPARES_KEPT) {
        spares.add(new Spare(file, segment.map()));
      } else {
        Files.delete(file);
      }
    }
  }

  private synchronized boolean extend() throws IOException {
    var spare = spares.peek();
    if (spare != null) {
      add(folder.reuse(nextNumber, spare.file(), spare.map()));
      spares.remove();
    } else if (inUse + leftovers < mostSegments) {
      add(folder.create(nextNumber, segmentBytes));
    } else {
      return false;
    }
    nextNumber++;
    return true;
  }

  private void add(Segment segment) {
    if (last != null) {
      last.follow(segment);
    }
    last = segment;
    inUse++;
    room.grantSegment();
  }

  /**
   * How large a journal may get.
   *
   * @param segmentBytes the size of a segment
   * @param mostSegments how many there may be at once
   */
  record Limits(int segmentBytes, int mostSegments) {

    /** The largest segment that may be asked for. */
    static final long LARGEST = 1L << 30;

    private static final int PAGE = 4096;
    private static final int FEWEST = 4;

    static Limits of(long segmentBytes, long maxBytes) {
      if (segmentBytes < PAGE || segmentBytes > LARGEST || segmentBytes % PAGE != 0) {
        throw new IllegalArgumentException(
            "segmentBytes: " + segmentBytes + " (expected: 4096 to 2^30, a multiple of 4096)");
      }
      if (maxBytes / segmentBytes < FEWEST) {
        throw new IllegalArgumentException(
            "maxBytes: " + maxBytes + " (expected: >= " + FEWEST + " segments)");
      }
      return new Limits(
          (int) segmentBytes, (int) Math.min(Integer.MAX_VALUE, maxBytes / segmentBytes));
    }
  }
}
