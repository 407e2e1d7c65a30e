package ai.lyss.adapter.persistence.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One file of the journal, mapped. Any number of threads append; one reads behind them. What is
 * written is in the operating system's page cache at once, and so outlives the process.
 *
 * <p>Room is given out from the front by one atomic add. The claim that is the first not to fit
 * seals the segment for ever; a file that is used again gets a new {@code Segment}.
 */
final class Segment {

  /** What {@link #claim} answers when the segment is sealed. */
  static final int SEALED = -1;

  /** What {@link #claim} answers when the segment was sealed by this very claim. */
  static final int SEALED_NOW = -2;

  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle CHECKSUM =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int NOT_SEALED = -1;

  private final long number;
  private final Path file;
  private final MappedByteBuffer map;
  private final AtomicLong claimed = new AtomicLong();
  private volatile int end = NOT_SEALED;
  private volatile @Nullable Segment next;

  /** A segment without records in a mapped file of zeros. */
  Segment(long number, Path file, MappedByteBuffer map) {
    this.number = number;
    this.file = file;
    this.map = map;
  }

  long number() {
    return number;
  }

  Path file() {
    return file;
  }

  MappedByteBuffer map() {
    return map;
  }

  /** Returns the segment that comes after this one; null when it is not there yet. */
  @Nullable Segment next() {
    return next;
  }

  void follow(Segment segment) {
    next = segment;
  }

  /**
   * Returns where a record of that room may be written; {@link #SEALED} or {@link #SEALED_NOW} when
   * that is not here.
   */
  int claim(int room) {
    long offset = claimed.getAndAdd(room);
    if (offset + room <= map.capacity()) {
      return (int) offset;
    }
    if (offset <= map.capacity()) {
      end = (int) offset;
      return SEALED_NOW;
    }
    return SEALED;
  }

  /** Returns up to where room is claimed, sealed or not. */
  int tail() {
    int sealed = end;
    return sealed == NOT_SEALED ? (int) Math.min(claimed.get(), map.capacity()) : sealed;
  }

  /** Writes a payload to claimed room. The record is there whole, or not at all. */
  void publish(int offset, RecordType type, RecordWriter payload, RecordFrame frame) {
    int length = payload.length();
    long word = RecordFrame.published(type, length);
    int checksum = frame.at(number, offset).checksum(payload.bytes(), 0, length, word);
    WORD.setOpaque(map, offset, RecordFrame.claimed(length));
    VarHandle.storeStoreFence();
    CHECKSUM.set(map, offset + RecordFrame.CHECKSUM, checksum);
    map.put(offset + RecordFrame.HEAD, payload.bytes(), 0, length);
    WORD.setRelease(map, offset, word);
  }

  /** Returns the head of the record at a place; 0 when none is published there yet. */
  long published(int offset) {
    if (offset + RecordFrame.HEAD > map.capacity()) {
      return 0;
    }
    long word = (long) WORD.getAcquire(map, offset);
    return RecordFrame.isClaimed(word) ? 0 : word;
  }

  /** Tells whether a place is where the records of a sealed segment end. */
  boolean endsAt(int offset) {
    return end == offset;
  }

  /** Returns the payload of a published record. */
  byte[] payload(int offset, long word) {
    var payload = new byte[RecordFrame.length(word)];
    map.get(offset + RecordFrame.HEAD, payload);
    return payload;
  }
}
