package ai.lyss.domain.egress;

import java.util.Optional;

/**
 * An IP address of version 4 or 6, without a zone. Immutable.
 *
 * @param bits 32 or 128
 * @param high the upper half of an address of 128 bits, else 0
 * @param low the lower half of it, or all 32 bits of the other
 */
public record IpAddress(int bits, long high, long low) {

  /** How many bits an address of version 4 has. */
  public static final int V4 = 32;

  /** How many bits an address of version 6 has. */
  public static final int V6 = 128;

  private static final long V4_MASK = 0xffff_ffffL;

  /** {@code ::ffff:0:0/96}, RFC 4291, section 2.5.5.2. */
  private static final long MAPPED = 0xffffL;

  /** {@code 64:ff9b::/96}, RFC 6052. */
  private static final long NAT64 = 0x0064_ff9b_0000_0000L;

  /** Refuses what is no address. */
  public IpAddress {
    boolean fits = bits == V6 || (bits == V4 && high == 0 && (low & ~V4_MASK) == 0);
    if (!fits) {
      throw new IllegalArgumentException("bits: " + bits + " (expected: 32 or 128, and no more)");
    }
  }

  /** Returns the address with these bytes in network order, 4 or 16 of them. */
  public static IpAddress of(byte[] bytes) {
    return switch (bytes.length) {
      case 4 -> v4(number(bytes, 0, 4));
      case 16 -> new IpAddress(V6, number(bytes, 0, 8), number(bytes, 8, 16));
      default ->
          throw new IllegalArgumentException("bytes: " + bytes.length + " (expected: 4 or 16)");
    };
  }

  /** Returns the address of version 4 with these bits. */
  static IpAddress v4(long bits) {
    return new IpAddress(V4, 0, bits);
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | (bytes[i] & 0xff);
    }
    return number;
  }

  /**
   * Reads an address in its one usual form: four decimal numbers without leading zeros, or version
   * 6 by RFC 4291, section 2.2, without brackets and zone. Empty for everything else, other
   * spellings of addresses included.
   */
  public static Optional<IpAddress> parse(String text) {
    return text.indexOf(':') < 0 ? AddressText.v4(text) : AddressText.v6(text);
  }

  /** Returns the bytes in network order. */
  public byte[] bytes() {
    var bytes = new byte[bits / 8];
    for (int i = 0; i < bytes.length; i++) {
      int fromRight = bytes.length - 1 - i;
      bytes[i] = (byte) (fromRight < 8 ? low >>> (8 * fromRight) : high >>> (8 * (fromRight - 8)));
    }
    return bytes;
  }

  /**
   * Returns the address of version 4 that is reached through this one, where there is one: mapped
   * into version 6, or translated to by a NAT64; else this one.
   */
  public IpAddress reached() {
    boolean carries = bits == V6 && (isMapped() || (high == NAT64 && low >>> V4 == 0));
    return carries ? v4(low & V4_MASK) : this;
  }

  private boolean isMapped() {
    return high == 0 && low >>> V4 == MAPPED;
  }

  @Override
  public String toString() {
    return bits == V4 ? AddressText.ofV4(low) : AddressText.ofV6(high, low);
  }
}
