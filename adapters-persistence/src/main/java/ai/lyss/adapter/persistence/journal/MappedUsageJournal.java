package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.journal.JournalFolder.SegmentFile;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal as files mapped into memory. A record that was appended survives {@code kill -9} from
 * that moment on and a power cut from at most 10 ms later. Appending takes no lock (but where a
 * file ends), wakes nobody while there is traffic and allocates nothing; all methods are
 * thread-safe.
 *
 * <p>A {@link JournalDrainer} brings the records to the ledger and gives their room back. One
 * process a folder.
 */
public final class MappedUsageJournal implements UsageJournal, AutoCloseable {

  private static final ThreadLocal<Pen> PEN = ThreadLocal.withInitial(Pen::new);

  private final JournalFolder folder;
  private final FolderLock lock;
  private final JournalRoom room;
  private final SegmentSupply supply;
  private final JournalSync sync;
  private final List<SegmentFile> leftovers;
  private final Segment first;
  private volatile Segment current;
  private volatile boolean closing;

  /**
   * Opens a journal. What an earlier process left in the folder stays there until it is drained and
   * counts towards the limit.
   *
   * @param folder where its files are; made with mode 0700 if it is not there
   * @param segmentBytes the size of a file, a multiple of 4096; the longest record is a quarter of
   *     it or 64 KiB
   * @param maxBytes how large all files together may get, at least four segments
   * @param clock gives the segments of an empty folder their numbers
   * @throws IllegalStateException when another process has the folder
   * @throws UncheckedIOException when the folder cannot be used
   */
  public MappedUsageJournal(Path folder, long segmentBytes, long maxBytes, InstantSource clock) {
    var limits = SegmentSupply.Limits.of(segmentBytes, maxBytes);
    room = new JournalRoom(limits);
    try {
      this.folder = JournalFolder.open(folder);
      lock = FolderLock.take(this.folder);
    } catch (IOException e) {
      throw new UncheckedIOException("usage journal in " + folder + ": " + e, e);
    }
    try {
      this.folder.removeBlankSegments();
      leftovers = this.folder.segments();
      supply = new SegmentSupply(this.folder, room, limits, leftovers.size());
      first = supply.start(firstNumber(leftovers, clock));
    } catch (IOException e) {
      lock.release();
      throw new UncheckedIOException("usage journal in " + folder + ": " + e, e);
    }
    current = first;
    sync = new JournalSync(first);
    sync.start();
  }

  @Override
  public boolean opened(RelayOpened relay) {
    var pen = PEN.get();
    RecordCodec.writeOpened(pen.payload.reset(), relay);
    int promised = promisedToClose(pen.payload.length());
    int bytes = RecordFrame.room(pen.payload.length()) + promised;
    supply.wakeWhenShort();
    if (closing || promised > room.longestRecord() || !room.takeForRelay(bytes)) {
      return false;
    }
    append(RecordType.OPENED, pen);
    return true;
  }

  @Override
  public void closed(UsageRecord row) {
    var pen = PEN.get();
    RecordCodec.writeOpened(pen.payload.reset(), row.opened());
    int promised = promisedToClose(pen.payload.length());
    RecordCodec.writeEnd(pen.payload, row);
    append(RecordType.CLOSED, pen);
    room.giveBack(promised - RecordFrame.room(pen.payload.length()));
  }

  /** Returns how often appended records were synced to disk. */
  public long syncs() {
    return sync.syncs();
  }

  /** Returns how often a sync to disk failed. */
  public long syncFailures() {
    return sync.failures();
  }

  /**
   * Brings everything to disk and leaves the folder to another process. Relays are refused from now
   * on; the end of one that still runs is kept.
   */
  @Override
  public void close() {
    closing = true;
    try {
      supply.stop();
      sync.stop();
      lock.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Appends a relay's opening again; null when there is no room for it now. */
  @Nullable Segment carry(RelayOpened relay) {
    var pen = PEN.get();
    RecordCodec.writeOpened(pen.payload.reset(), relay);
    return room.takeForCarrying(RecordFrame.room(pen.payload.length()))
        ? append(RecordType.CARRIED, pen)
        : null;
  }

  JournalFolder folder() {
    return folder;
  }

  Segment first() {
    return first;
  }

  List<SegmentFile> leftovers() {
    return leftovers;
  }

  void leftoversGone() {
    supply.leftoversGone();
  }

  /** Takes a segment back that holds nothing of use; false as long as it is still synced. */
  boolean retire(Segment segment) {
    if (!sync.isPast(segment)) {
      return false;
    }
    supply.retire(segment);
    return true;
  }

  boolean isShortOfRoom() {
    return room.isShort();
  }

  private Segment append(RecordType type, Pen pen) {
    int bytes = RecordFrame.room(pen.payload.length());
    var segment = current;
    int offset = segment.claim(bytes);
    while (offset < 0) {
      if (offset == Segment.SEALED_NOW) {
        room.sealed(segment);
      }
      rollOver(segment);
      segment = current;
      offset = segment.claim(bytes);
    }
    segment.publish(offset, type, pen.payload, pen.frame);
    sync.appended();
    return segment;
  }

  /** Once a segment; the next one is there, so that nobody waits for a disk here. */
  private synchronized void rollOver(Segment sealed) {
    if (current == sealed) {
      var next = sealed.next();
      current = next == null ? supply.after(sealed) : next;
    }
  }

  private static long firstNumber(List<SegmentFile> leftovers, InstantSource clock) {
    // numbers are part of the checksums: those of a folder that was emptied do not come again
    long byTime = clock.millis() * 1000;
    return leftovers.isEmpty() ? byTime : Math.max(byTime, leftovers.getLast().number() + 1);
  }

  private static int promisedToClose(int openedLength) {
    return RecordFrame.room(RecordCodec.closedBound(openedLength));
  }

  /** What a thread needs to write a record, used again for the next one. */
  private static final class Pen {
    private final RecordWriter payload = new RecordWriter();
    private final RecordFrame frame = new RecordFrame();
  }
}
