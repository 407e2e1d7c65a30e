package ai.lyss.adapter.persistence.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a record stands in its segment: at a multiple of 16 bytes a head word of 8 bytes, a checksum
 * of 4, the payload, zeros up to the next multiple. The head word is {@code FF C1}, the version,
 * the type (0 while the record is being written), and the payload's length in 4 bytes,
 * little-endian.
 *
 * <p>Neither {@code FF} nor {@code C1} occurs in UTF-8 (RFC 3629, section 3), so no text of a
 * caller looks like a head. The checksum is CRC-32C (RFC 3720, appendix B.4) over payload, head
 * word, segment number and offset, so that a record counts only where it was written.
 */
final class RecordFrame {

  /** What is ahead of a payload. */
  static final int HEAD = 12;

  /** Where a checksum is, from the head on. */
  static final int CHECKSUM = 8;

  private static final int ALIGNMENT = 16;
  private static final int MAGIC = 0xC1FF;
  private static final int VERSION = 1;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32C crc = new CRC32C();
  private final byte[] place = new byte[3 * Long.BYTES];

  /** Returns the room a payload takes in a segment. */
  static int room(int payloadLength) {
    return (HEAD + payloadLength + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Returns the next place where a record may start. */
  static int nextPlace(int offset) {
    return offset + ALIGNMENT;
  }

  /** The head word of a record that is there whole. */
  static long published(RecordType type, int payloadLength) {
    return word(type.code(), payloadLength);
  }

  /** The head word of a record that is being written. */
  static long claimed(int payloadLength) {
    return word(0, payloadLength);
  }

  /** Tells whether a word is a head, whole or claimed, of this version. */
  static boolean isHead(long word) {
    return (word & 0xFF_FFFFL) == (MAGIC | VERSION << 16) && length(word) >= 0;
  }

  /** Returns the type of a head's record; null when it is only claimed, or of an unknown type. */
  static @Nullable RecordType type(long word) {
    return RecordType.ofCode((int) (word >>> 24) & 0xFF);
  }

  /** Tells whether a head says that its record is being written. */
  static boolean isClaimed(long word) {
    return isHead(word) && (word >>> 24 & 0xFF) == 0;
  }

  /** Returns a head's length of payload. */
  static int length(long word) {
    return (int) (word >>> 32);
  }

  /** Says where the record stands whose checksum comes next. Not thread-safe. */
  RecordFrame at(long segment, int offset) {
    LONG.set(place, Long.BYTES, segment);
    LONG.set(place, 2 * Long.BYTES, (long) offset);
    return this;
  }

  /** Returns the checksum of a record whose payload is in {@code bytes}. Not thread-safe. */
  int checksum(byte[] bytes, int start, int length, long word) {
    LONG.set(place, 0, word);
    crc.reset();
    crc.update(bytes, start, length);
    crc.update(place, 0, place.length);
    return (int) crc.getValue();
  }

  private static long word(int type, int payloadLength) {
    return MAGIC | (long) VERSION << 16 | (long) type << 24 | (long) payloadLength << 32;
  }
}
