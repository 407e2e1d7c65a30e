package ai.lyss.adapter.persistence.journal;

import ai.lyss.adapter.persistence.journal.JournalFolder.SegmentFile;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records in a segment that an earlier process left, whatever became of the file: it goes
 * from one possible place of a record to the next and believes only what a checksum proves.
 */
final class SegmentScan {

  /**
   * What a file holds.
   *
   * @param records the records, in the order in which they were written
   * @param damagedBytes bytes that belong to no record and were never just about to become one
   */
  record Found(List<JournalRecord> records, int damagedBytes) {}

  private static final Logger LOG = Logger.getLogger(SegmentScan.class);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final RecordFrame frame = new RecordFrame();
  private final List<JournalRecord> records = new ArrayList<>();
  private final long number;
  private final byte[] bytes;
  private int damagedBytes;

  private SegmentScan(long number, byte[] bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  /** Reads a file. One that cannot be read at all has no records and is damaged. */
  static Found read(SegmentFile segment) {
    try {
      long size = Files.size(segment.file());
      if (size <= SegmentSupply.Limits.LARGEST) {
        return scan(segment.number(), Files.readAllBytes(segment.file()));
      }
      LOG.errorf("%s: %d bytes, more than any segment has", segment.file(), size);
    } catch (IOException e) {
      LOG.errorf(e, "%s cannot be read", segment.file());
    }
    return new Found(List.of(), 1);
  }

  /** Reads the bytes of a segment. */
  static Found scan(long number, byte[] bytes) {
    var scan = new SegmentScan(number, bytes);
    scan.run();
    return new Found(List.copyOf(scan.records), scan.damagedBytes);
  }

  private void run() {
    int at = 0;
    while (at + RecordFrame.HEAD <= bytes.length) {
      long word = (long) LONG.get(bytes, at);
      if (word != 0 && fits(at, word) && (RecordFrame.isClaimed(word) || take(at, word))) {
        at += RecordFrame.room(RecordFrame.length(word));
      } else {
        int next = Math.min(RecordFrame.nextPlace(at), bytes.length);
        countDamage(at, next);
        at = next;
      }
    }
    countDamage(Math.min(at, bytes.length), bytes.length);
  }

  private boolean fits(int at, long word) {
    return RecordFrame.isHead(word)
        && RecordFrame.length(word) <= bytes.length - at - RecordFrame.HEAD;
  }

  private boolean take(int at, long word) {
    var type = RecordFrame.type(word);
    int length = RecordFrame.length(word);
    int start = at + RecordFrame.HEAD;
    int stored = (int) INT.get(bytes, at + RecordFrame.CHECKSUM);
    if (type == null || stored != frame.at(number, at).checksum(bytes, start, length, word)) {
      return false;
    }
    var record = decode(type, Arrays.copyOfRange(bytes, start, start + length));
    return record != null && records.add(record);
  }

  private static @Nullable JournalRecord decode(RecordType type, byte[] payload) {
    try {
      return RecordCodec.read(type, payload);
    } catch (RuntimeException e) {
      LOG.error("A record of the usage journal is whole but of no known form", e);
      return null;
    }
  }

  private void countDamage(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        damagedBytes++;
      }
    }
  }
}
