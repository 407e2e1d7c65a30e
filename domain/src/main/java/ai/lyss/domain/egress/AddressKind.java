package ai.lyss.domain.egress;

/** What an address is for, as far as it matters to whoever connects to it. */
public enum AddressKind {
  /** A host of the public Internet. */
  PUBLIC,
  /** This very machine. */
  LOOPBACK,
  /** A host of a private network, a carrier's own included. */
  PRIVATE,
  /** A host of the same link. */
  LINK_LOCAL,
  /** What tells a cloud's machines about themselves, their credentials included. */
  METADATA,
  /** Set aside: for documents, tests, transitions and times to come. */
  RESERVED,
  /** No host at all: unspecified, multicast or broadcast. */
  NO_HOST;

  /**
   * Returns the kind of an address. One that carries an address of version 4 is of the kind of
   * that, where packets get through to it; where they do not any more, it is {@link #RESERVED}.
   */
  public static AddressKind of(IpAddress address) {
    return SpecialAddresses.kindOf(address.reached());
  }
}
