package ai.lyss.adapter.rest.admin;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Writes and reads the place where a page ends: opaque to callers, 22 characters of base64url. */
final class Cursor {

  private static final int BYTES = 16;

  private Cursor() {}

  /** Returns the cursor after which a page starts at the next id. */
  static String of(UUID last) {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns the id in a cursor; empty when it is none that was given out here. */
  static Optional<UUID> read(String cursor) {
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length != BYTES) {
        return Optional.empty();
      }
      var buffer = ByteBuffer.wrap(bytes);
      var id = new UUID(buffer.getLong(), buffer.getLong());
      return of(id).equals(cursor) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
