package ai.lyss.runtime.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number of bytes, at least 1.
 *
 * @param bytes how many
 */
public record ByteCount(long bytes) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\s*(?:([KMGT])(?:I?B)?|B)?");

  /** Refuses fewer than one. */
  public ByteCount {
    if (bytes < 1) {
      throw new IllegalArgumentException(bytes + " (expected: at least 1 byte)");
    }
  }

  /**
   * Reads a number of bytes with or without a unit: {@code 512}, {@code 64K}, {@code 20MiB}, {@code
   * 1GB}; the units are powers of 1024.
   *
   * @throws IllegalArgumentException when it reads otherwise
   */
  public static ByteCount parse(String text) {
    var match = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!match.matches()) {
      throw new IllegalArgumentException(text);
    }
    var unit = match.group(2);
    int shift = unit == null ? 0 : 10 * (1 + "KMGT".indexOf(unit));
    var number = Long.parseLong(match.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException(text);
    }
    return new ByteCount(number << shift);
  }

  @Override
  public String toString() {
    return bytes + "B";
  }
}
