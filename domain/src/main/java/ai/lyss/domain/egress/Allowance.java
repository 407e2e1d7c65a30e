package ai.lyss.domain.egress;

import org.jspecify.annotations.Nullable;

/** Where connections are allowed beyond the public Internet. */
public sealed interface Allowance {

  /** Returns the one port that is meant; null for all. */
  @Nullable Integer port();

  /** Connections to the addresses of a block. */
  record ToBlock(AddressBlock block, @Nullable Integer port) implements Allowance {}

  /** Connections to a host by this name, lower case, wherever it leads. */
  record ToName(String name, @Nullable Integer port) implements Allowance {}

  /** Tells whether a port is meant. */
  default boolean isFor(int asked) {
    var only = port();
    return only == null || only == asked;
  }

  /**
   * Reads an allowance: {@code 10.0.0.0/8}, {@code 10.1.2.3:8000}, {@code fd00::/8}, {@code
   * [fd00::/8]:8000}, {@code vllm.internal} or {@code vllm.internal:8000}.
   *
   * @throws IllegalArgumentException when it is nothing of that
   */
  static Allowance parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      var block = AddressBlock.parse(text.substring(1, Math.max(1, end)));
      return new ToBlock(block, port(text.substring(end + 1)));
    }
    if (text.indexOf(':') != text.lastIndexOf(':')) {
      return new ToBlock(AddressBlock.parse(text), null);
    }
    int colon = text.indexOf(':');
    var place = colon < 0 ? text : text.substring(0, colon);
    var port = port(colon < 0 ? "" : text.substring(colon));
    if (place.indexOf('/') >= 0) {
      return new ToBlock(AddressBlock.parse(place), port);
    }
    return switch (EgressHost.of(place)) {
      case EgressHost.Literal literal ->
          new ToBlock(new AddressBlock(literal.address(), literal.address().bits()), port);
      case EgressHost.Name name -> new ToName(name.name(), port);
      case EgressHost.Unclear unclear -> throw new IllegalArgumentException("no host or block");
    };
  }

  private static @Nullable Integer port(String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches(":[0-9]{1,5}")) {
      throw new IllegalArgumentException("no port (expected: 1 to 65535)");
    }
    int port = Integer.parseInt(text.substring(1));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " (expected: 1 to 65535)");
    }
    return port;
  }
}
