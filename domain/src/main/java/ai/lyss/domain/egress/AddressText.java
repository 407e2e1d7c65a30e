package ai.lyss.domain.egress;

import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads and writes addresses in their usual forms. */
final class AddressText {

  private static final int GROUPS = 8;
  private static final int MAX_GROUP_DIGITS = 4;

  private AddressText() {}

  /** Reads four decimal numbers without leading zeros. */
  static Optional<IpAddress> v4(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    long bits = 0;
    for (var part : parts) {
      int number = octet(part);
      if (number < 0) {
        return Optional.empty();
      }
      bits = bits << 8 | number;
    }
    return Optional.of(IpAddress.v4(bits));
  }

  private static int octet(String part) {
    boolean formed = !part.isEmpty() && part.length() <= 3;
    boolean padded = part.length() > 1 && part.charAt(0) == '0';
    if (!formed || padded || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(part);
    return number > 255 ? -1 : number;
  }

  /** Reads groups of hexadecimal digits, one run of zeros left out or none. */
  static Optional<IpAddress> v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      var all = groups(text);
      return all != null && all.length == GROUPS ? Optional.of(joined(all)) : Optional.empty();
    }
    var front = groups(text.substring(0, gap));
    var back = groups(text.substring(gap + 2));
    if (front == null || back == null || front.length + back.length >= GROUPS) {
      return Optional.empty();
    }
    if (gap > 0 && text.substring(0, gap).indexOf('.') >= 0) {
      return Optional.empty();
    }
    var all = new int[GROUPS];
    System.arraycopy(front, 0, all, 0, front.length);
    System.arraycopy(back, 0, all, GROUPS - back.length, back.length);
    return Optional.of(joined(all));
  }

  private static int @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    var parts = text.split(":", -1);
    var tail = v4(parts[parts.length - 1]);
    var groups = new int[parts.length + (tail.isPresent() ? 1 : 0)];
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && tail.isPresent()) {
        groups[i] = (int) (tail.get().low() >>> 16);
        groups[i + 1] = (int) (tail.get().low() & 0xffff);
      } else if (isGroup(parts[i])) {
        groups[i] = Integer.parseInt(parts[i], 16);
      } else {
        return null;
      }
    }
    return groups;
  }

  private static boolean isGroup(String part) {
    return !part.isEmpty()
        && part.length() <= MAX_GROUP_DIGITS
        && part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private static IpAddress joined(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS / 2; i++) {
      high = high << 16 | groups[i];
      low = low << 16 | groups[i + GROUPS / 2];
    }
    return new IpAddress(IpAddress.V6, high, low);
  }

  static String ofV4(long bits) {
    var text = new StringJoiner(".");
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.add(Long.toString(bits >>> shift & 0xff));
    }
    return text.toString();
  }

  static String ofV6(long high, long low) {
    var text = new StringJoiner(":");
    for (int shift = 48; shift >= 0; shift -= 16) {
      text.add(Long.toHexString(high >>> shift & 0xffff));
    }
    for (int shift = 48; shift >= 0; shift -= 16) {
      text.add(Long.toHexString(low >>> shift & 0xffff));
    }
    return text.toString();
  }
}
