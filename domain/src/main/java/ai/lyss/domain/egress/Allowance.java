package ai.lyss.domain.egress;

import org.jspecify.annotations.Nullable;

/**
 * Where connections are allowed beyond the public Internet. Immutable.
 *
 * @param place to which hosts
 * @param port to which port of theirs; null for all
 */
public record Allowance(Place place, @Nullable Integer port) {

  private static final int MAX_PORT = 65_535;

  /** Hosts that are meant. */
  public sealed interface Place {}

  /** All addresses of a block. */
  public record Block(AddressBlock block) implements Place {}

  /** A host by this name, lower case, wherever it leads. */
  public record Named(String name) implements Place {}

  /**
   * Reads an allowance: {@code 10.0.0.0/8}, {@code 10.1.2.3:8000}, {@code fd00::/8}, {@code
   * [fd00::/8]:8000}, {@code vllm.internal} or {@code vllm.internal:8000}.
   *
   * @throws IllegalArgumentException when it is nothing of that
   */
  public static Allowance parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      var block = AddressBlock.parse(text.substring(1, Math.max(1, end)));
      return new Allowance(new Block(block), port(text.substring(end + 1)));
    }
    if (text.indexOf(':') != text.lastIndexOf(':')) {
      return new Allowance(new Block(AddressBlock.parse(text)), null);
    }
    int colon = text.indexOf(':');
    var place = colon < 0 ? text : text.substring(0, colon);
    return new Allowance(place(place), port(colon < 0 ? "" : text.substring(colon)));
  }

  private static Place place(String text) {
    if (text.indexOf('/') >= 0) {
      return new Block(AddressBlock.parse(text));
    }
    return switch (EgressHost.of(text)) {
      case EgressHost.Literal literal ->
          new Block(new AddressBlock(literal.address(), literal.address().bits()));
      case EgressHost.Name name -> new Named(name.name());
      case EgressHost.Unclear unclear -> throw new IllegalArgumentException("no host or block");
    };
  }

  private static @Nullable Integer port(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches(":[0-9]{1,5}")) {
      throw new IllegalArgumentException("no port (expected: 1 to " + MAX_PORT + ")");
    }
    int port = Integer.parseInt(text.substring(1));
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " (expected: 1 to " + MAX_PORT + ")");
    }
    return port;
  }

  /** Tells whether connections to an address at a port are meant. */
  boolean isFor(IpAddress address, int asked) {
    return isFor(asked)
        && place instanceof Block(var block)
        && (block.contains(address) || block.contains(address.reached()));
  }

  /** Tells whether connections to a name at a port are meant. */
  boolean isFor(String name, int asked) {
    return isFor(asked) && place instanceof Named(var meant) && meant.equals(name);
  }

  private boolean isFor(int asked) {
    return port == null || port == asked;
  }
}
