package ai.lyss.domain.egress;

/** Which addresses that are not of the public Internet may be connected to. */
public enum PrivateAddresses {
  /** None. */
  REFUSED,
  /** Those of this machine. */
  LOOPBACK,
  /** Those of this machine, its link and its networks, what tells it about itself included. */
  ALLOWED;

  /** Tells whether addresses of this kind may be connected to. */
  boolean allow(AddressKind kind) {
    return switch (kind) {
      case PUBLIC -> true;
      case LOOPBACK -> this != REFUSED;
      case PRIVATE, LINK_LOCAL, METADATA -> this == ALLOWED;
      case RESERVED, NO_HOST -> false;
    };
  }
}
