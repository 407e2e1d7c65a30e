package ai.lyss.adapter.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of records, by the byte that names them on disk. Bytes are never given anew, and no
 * flip of one bit makes one into another or into the 0 of a record that was never finished.
 */
enum RecordType {
  OPENED(0x11),
  CLOSED(0x22),
  CARRIED(0x44);

  private final int code;

  RecordType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static @Nullable RecordType ofCode(int code) {
    return switch (code) {
      case 0x11 -> OPENED;
      case 0x22 -> CLOSED;
      case 0x44 -> CARRIED;
      default -> null;
    };
  }
}
