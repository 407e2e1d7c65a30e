package ai.lyss.adapter.persistence.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RecordWriter} wrote. Every method throws a {@link RuntimeException} on bytes
 * that no writer made. Not thread-safe.
 */
final class RecordReader {

  private final ByteBuffer bytes;

  /** A reader of these bytes, whole. */
  RecordReader(byte[] payload) {
    bytes = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
  }

  int takeByte() {
    return bytes.get();
  }

  int takeInt() {
    return bytes.getInt();
  }

  long takeLong() {
    return bytes.getLong();
  }

  UUID takeUuid() {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  String takeText() {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException(
          "text length: " + length + " (expected: 0 to " + bytes.remaining() + ")");
    }
    var text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  @Nullable String takeOptionalText() {
    return present() ? takeText() : null;
  }

  @Nullable UUID takeOptionalUuid() {
    return present() ? takeUuid() : null;
  }

  @Nullable Long takeOptionalLong() {
    return present() ? (Long) takeLong() : null;
  }

  @Nullable Integer takeOptionalInt() {
    return present() ? (Integer) takeInt() : null;
  }

  boolean present() {
    int mark = bytes.get();
    if (mark != 0 && mark != 1) {
      throw new IllegalArgumentException("presence mark: " + mark + " (expected: 0 or 1)");
    }
    return mark == 1;
  }

  void expectEnd() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException(
          "bytes after the record: " + bytes.remaining() + " (expected: 0)");
    }
  }
}
