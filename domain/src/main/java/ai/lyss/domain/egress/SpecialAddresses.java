package ai.lyss.domain.egress;

import java.util.List;

/**
 * The addresses that are not of the public Internet.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, version 4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA, version 6</a>
 */
final class SpecialAddresses {

  private record Special(AddressBlock block, AddressKind kind) {

    static Special of(String block, AddressKind kind) {
      return new Special(AddressBlock.parse(block), kind);
    }
  }

  /** All that was ever given out to hosts of version 6. */
  private static final AddressBlock GLOBAL_UNICAST = AddressBlock.parse("2000::/3");

  /** Where an address of version 4 stands within one of version 6 on a tunnel: RFC 5214. */
  private static final long ISATAP = 0x0000_5efeL;

  private static final long ISATAP_GLOBAL_BIT = 0x0200_0000L;

  /** The first that holds an address says what it is. */
  private static final List<Special> KNOWN =
      List.of(
          Special.of("169.254.169.254", AddressKind.METADATA), // AWS, GCP, Azure and others
          Special.of("169.254.169.253", AddressKind.METADATA), // AWS: name server
          Special.of("169.254.169.123", AddressKind.METADATA), // AWS: time
          Special.of("169.254.170.2", AddressKind.METADATA), // AWS: credentials of a container
          Special.of("169.254.170.23", AddressKind.METADATA), // AWS: credentials of a pod
          Special.of("169.254.0.23", AddressKind.METADATA), // Tencent
          Special.of("100.100.100.200", AddressKind.METADATA), // Alibaba
          Special.of("168.63.129.16", AddressKind.METADATA), // Azure: host agent
          Special.of("192.0.0.192", AddressKind.METADATA), // Oracle, the old one
          Special.of("fd00:ec2::/32", AddressKind.METADATA), // AWS
          Special.of("fd20:ce::254", AddressKind.METADATA), // GCP
          Special.of("fd00:c1::a9fe:a9fe", AddressKind.METADATA), // Oracle
          Special.of("0.0.0.0/8", AddressKind.NO_HOST),
          Special.of("10.0.0.0/8", AddressKind.PRIVATE),
          Special.of("100.64.0.0/10", AddressKind.PRIVATE), // carriers' NAT, RFC 6598
          Special.of("127.0.0.0/8", AddressKind.LOOPBACK),
          Special.of("169.254.0.0/16", AddressKind.LINK_LOCAL),
          Special.of("172.16.0.0/12", AddressKind.PRIVATE),
          Special.of("192.0.0.0/24", AddressKind.RESERVED),
          Special.of("192.0.2.0/24", AddressKind.RESERVED),
          Special.of("192.88.99.0/24", AddressKind.RESERVED), // 6to4 relays, RFC 7526
          Special.of("192.168.0.0/16", AddressKind.PRIVATE),
          Special.of("198.18.0.0/15", AddressKind.RESERVED), // benchmarks, RFC 2544
          Special.of("198.51.100.0/24", AddressKind.RESERVED),
          Special.of("203.0.113.0/24", AddressKind.RESERVED),
          Special.of("224.0.0.0/4", AddressKind.NO_HOST),
          Special.of("255.255.255.255", AddressKind.NO_HOST),
          Special.of("240.0.0.0/4", AddressKind.RESERVED),
          Special.of("::", AddressKind.NO_HOST),
          Special.of("::1", AddressKind.LOOPBACK),
          Special.of("64:ff9b:1::/48", AddressKind.PRIVATE), // a network's own NAT64, RFC 8215
          Special.of("2001::/23", AddressKind.RESERVED), // Teredo, ORCHID and others
          Special.of("2001:db8::/32", AddressKind.RESERVED),
          Special.of("2002::/16", AddressKind.RESERVED), // 6to4
          Special.of("3fff::/20", AddressKind.RESERVED),
          Special.of("fc00::/7", AddressKind.PRIVATE),
          Special.of("fe80::/10", AddressKind.LINK_LOCAL),
          Special.of("fec0::/10", AddressKind.PRIVATE), // site-local, RFC 3879
          Special.of("ff00::/8", AddressKind.NO_HOST));

  private SpecialAddresses() {}

  /** Returns what an address is that carries no other one on its way. */
  static AddressKind kindOf(IpAddress address) {
    for (var special : KNOWN) {
      if (special.block().contains(address)) {
        return special.kind();
      }
    }
    if (address.bits() == IpAddress.V4) {
      return AddressKind.PUBLIC;
    }
    if (!GLOBAL_UNICAST.contains(address)) {
      return AddressKind.RESERVED;
    }
    boolean tunnelled = (address.low() >>> 32 & ~ISATAP_GLOBAL_BIT) == ISATAP;
    return tunnelled ? kindOf(IpAddress.v4(address.low() & 0xffff_ffffL)) : AddressKind.PUBLIC;
  }
}
