package ai.lyss.domain.egress;

import java.util.List;
import java.util.Set;

/**
 * Which connections of the gateway are allowed. The public Internet always is; what is no host
 * never is; of the rest, what was allowed by its kind, by a block or by a name. A name that is
 * allowed may lead to any host but one that tells a cloud's machine about itself: that takes a
 * block. Immutable.
 *
 * @param privates which kinds of addresses are allowed
 * @param allowances what is allowed beside them
 */
public record AddressRules(PrivateAddresses privates, List<Allowance> allowances) {

  /** The public Internet and nothing else. */
  public static final AddressRules STRICT = new AddressRules(PrivateAddresses.REFUSED, List.of());

  private static final Set<String> OF_THIS_MACHINE =
      Set.of("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback");

  private static final Set<String> OF_METADATA =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "instance-data",
          "instance-data.ec2.internal",
          "metadata.azure.internal",
          "metadata.tencentyun.com");

  private static final String METADATA_DOMAIN = ".metadata.google.internal";
  private static final String LOCAL_DOMAIN = ".localhost";
  private static final IpAddress LOOPBACK_4 = IpAddress.v4(0x7f00_0001L);
  private static final IpAddress LOOPBACK_6 = new IpAddress(IpAddress.V6, 0, 1);

  /** Copies the allowances. */
  public AddressRules {
    allowances = List.copyOf(allowances);
  }

  /** Tells whether a connection to an address is allowed that was given as such. */
  public boolean allows(IpAddress address, int port) {
    var kind = AddressKind.of(address);
    return privates.allow(kind) || (kind != AddressKind.NO_HOST && allowsBlock(address, port));
  }

  /** Tells whether a connection to an address is allowed that a name was found to have. */
  public boolean allows(String name, IpAddress address, int port) {
    if (allows(address, port)) {
      return true;
    }
    var kind = AddressKind.of(address);
    return kind != AddressKind.NO_HOST && kind != AddressKind.METADATA && allowsByName(name, port);
  }

  /**
   * Tells whether a name may be asked for at all. Some say by themselves where they lead, and are
   * refused even where they are not known.
   */
  public boolean allowsName(String name, int port) {
    if (allowsByName(name, port)) {
      return true;
    }
    if (OF_THIS_MACHINE.contains(name) || name.endsWith(LOCAL_DOMAIN)) {
      return allows(LOOPBACK_4, port) || allows(LOOPBACK_6, port);
    }
    return privates.allow(AddressKind.METADATA)
        || !(OF_METADATA.contains(name) || name.endsWith(METADATA_DOMAIN));
  }

  private boolean allowsBlock(IpAddress address, int port) {
    return allowances.stream().anyMatch(allowance -> allowance.isFor(address, port));
  }

  private boolean allowsByName(String name, int port) {
    return allowances.stream().anyMatch(allowance -> allowance.isFor(name, port));
  }
}
