package ai.lyss.runtime.config;

import java.net.InetAddress;

/**
 * A block of IP addresses, as in {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param address an address of the block
 * @param prefixLength how many leading bits its addresses share
 */
public record AddressBlock(InetAddress address, int prefixLength) {

  /** Refuses a prefix that is longer than the address. */
  public AddressBlock {
    if (prefixLength < 0 || prefixLength > address.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "/" + prefixLength + " (expected: 0 to " + address.getAddress().length * 8 + ")");
    }
  }

  /**
   * Reads a block, or a single address. Names are never looked up.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    return new AddressBlock(
        address,
        slash < 0
            ? address.getAddress().length * 8
            : Integer.parseUnsignedInt(text.substring(slash + 1)));
  }

  /** Tells whether an address lies in the block; one of the other family never does. */
  public boolean contains(InetAddress other) {
    var mine = address.getAddress();
    var its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      if (((mine[bit >> 3] ^ its[bit >> 3]) & 0x80 >> (bit & 7)) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefixLength;
  }
}
