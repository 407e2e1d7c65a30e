package ai.lyss.domain.egress;

/**
 * A block of IP addresses, as in {@code 10.0.0.0/8} or {@code fd00::/8}. Immutable.
 *
 * @param address an address of the block
 * @param prefixLength how many leading bits its addresses share
 */
public record AddressBlock(IpAddress address, int prefixLength) {

  /** Refuses a prefix that is longer than the address. */
  public AddressBlock {
    if (prefixLength < 0 || prefixLength > address.bits()) {
      throw new IllegalArgumentException(
          "/" + prefixLength + " (expected: 0 to " + address.bits() + ")");
    }
  }

  /**
   * Reads a block, or a single address.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    var address =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(
                () -> new IllegalArgumentException("no address (expected: such as 10.0.0.0/8)"));
    return new AddressBlock(
        address, slash < 0 ? address.bits() : Integer.parseUnsignedInt(text.substring(slash + 1)));
  }

  /** Tells whether an address lies in the block; one of the other version never does. */
  public boolean contains(IpAddress other) {
    if (other.bits() != address.bits()) {
      return false;
    }
    if (address.bits() == IpAddress.V4) {
      return agree(address.low() << 32, other.low() << 32, prefixLength);
    }
    return agree(address.high(), other.high(), Math.min(prefixLength, 64))
        && agree(address.low(), other.low(), Math.max(prefixLength - 64, 0));
  }

  /** Tells whether two numbers agree in this many leading bits. */
  private static boolean agree(long one, long other, int leading) {
    return leading == 0 || ((one ^ other) >>> (64 - leading)) == 0;
  }

  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }
}
