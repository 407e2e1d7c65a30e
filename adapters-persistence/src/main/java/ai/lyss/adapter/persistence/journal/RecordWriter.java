package ai.lyss.adapter.persistence.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one record's payload into an array that grows and is used again. Little-endian; a null is
 * a byte 0 where a value has a byte 1 in front. Not thread-safe.
 */
final class RecordWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_CAPACITY = 1024;
  private static final int LARGEST_KEPT = 64 * 1024;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  /** Forgets what was written. */
  RecordWriter reset() {
    length = 0;
    if (bytes.length > LARGEST_KEPT) {
      bytes = new byte[FIRST_CAPACITY];
    }
    return this;
  }

  /** Returns the array; the payload is its first {@link #length} bytes. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void putByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, length, value);
    length += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
  }

  void putUuid(UUID value) {
    putLong(value.getMostSignificantBits());
    putLong(value.getLeastSignificantBits());
  }

  void putText(String value) {
    reserve(Integer.BYTES + value.length());
    int start = length;
    length += Integer.BYTES;
    int chars = value.length();
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = start + Integer.BYTES;
        putBytes(value.getBytes(StandardCharsets.UTF_8));
        break;
      }
      bytes[length++] = (byte) c;
    }
    INT.set(bytes, start, length - start - Integer.BYTES);
  }

  void putOptionalText(@Nullable String value) {
    putByte(value == null ? 0 : 1);
    if (value != null) {
      putText(value);
    }
  }

  void putOptionalUuid(@Nullable UUID value) {
    putByte(value == null ? 0 : 1);
    if (value != null) {
      putUuid(value);
    }
  }

  void putOptionalLong(@Nullable Long value) {
    putByte(value == null ? 0 : 1);
    if (value != null) {
      putLong(value);
    }
  }

  void putOptionalInt(@Nullable Integer value) {
    putByte(value == null ? 0 : 1);
    if (value != null) {
      putInt(value);
    }
  }

  private void putBytes(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
