package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the place where a page ends: opaque to callers, base64url of a check sum, the
 * order, the id and what the order goes by. The sum keeps a cursor that was damaged from being read
 * as another place; it is no secret, and has none to keep: a place is one of the caller's own.
 */
final class Cursor {

  private static final int FIXED = Integer.BYTES + 1 + 2 * Long.BYTES;

  private Cursor() {}

  /** Returns the cursor of the page that follows; null when none does. */
  static @Nullable String of(Page<?> page, Page.Request request) {
    var next = page.next();
    return next == null ? null : of(next, request.order());
  }

  /** Returns the cursor behind this place. */
  static String of(Page.Place last, Order order) {
    var value = last.value().getBytes(StandardCharsets.UTF_8);
    var bytes =
        ByteBuffer.allocate(FIXED + value.length)
            .putInt(0)
            .put(mark(order))
            .putLong(last.id().getMostSignificantBits())
            .putLong(last.id().getLeastSignificantBits())
            .put(value);
    bytes.putInt(0, sum(bytes.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Returns the place in a cursor; empty when it is none that was given out for this order. */
  static Optional<Page.Place> read(String cursor, Order order) {
    try {
      var buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (buffer.remaining() < FIXED
          || buffer.getInt() != sum(buffer.array())
          || buffer.get() != mark(order)) {
        return Optional.empty();
      }
      var id = new UUID(buffer.getLong(), buffer.getLong());
      var value = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      var place = new Page.Place(value, id);
      return fits(place, order) && of(place, order).equals(cursor)
          ? Optional.of(place)
          : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      return Optional.empty();
    }
  }

  /** Returns the check sum of all that follows it. */
  private static int sum(byte[] bytes) {
    var sum = new CRC32C();
    sum.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
    return (int) sum.getValue();
  }

  private static boolean fits(Page.Place place, Order order) {
    return switch (order.by()) {
      case CREATED -> place.value().isEmpty();
      case NAME -> place.value().indexOf('\0') < 0;
      case UPDATED -> isTime(place.value());
    };
  }

  private static boolean isTime(String text) {
    if (!text.matches("[0-9]{4}-.*") || text.startsWith("0000")) {
      return false; // PostgreSQL has times beyond these years, but not all that Java has
    }
    try {
      return Instant.parse(text).toString().equals(text);
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  private static byte mark(Order order) {
    int by =
        switch (order.by()) {
          case CREATED -> 0;
          case UPDATED -> 2;
          case NAME -> 4;
        };
    return (byte) (order.direction() == Order.Direction.ASCENDING ? by : by + 1);
  }
}
