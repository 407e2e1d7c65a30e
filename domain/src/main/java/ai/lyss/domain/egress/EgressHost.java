package ai.lyss.domain.egress;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A host of a URL, read so that nobody can read it otherwise. Of the many spellings that some
 * resolver takes for an address (short, octal, hexadecimal, in other digits, with escapes) only the
 * usual one is one; all others are {@link Unclear}, whatever they mean.
 */
public sealed interface EgressHost {

  /** An address. */
  record Literal(IpAddress address) implements EgressHost {}

  /** A name to be looked up, in lower case and without a dot at its end. */
  record Name(String name) implements EgressHost {}

  /** Nothing that may be connected to. */
  record Unclear() implements EgressHost {}

  /** Most characters of a name, and of one of its labels: RFC 1035, section 2.3.4. */
  int MAX_NAME = 253;

  /** Most characters of a label. */
  int MAX_LABEL = 63;

  /** Reads a host as a URL has it, brackets around version 6 included. */
  static EgressHost of(@Nullable String host) {
    if (host == null || host.isEmpty()) {
      return new Unclear();
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      var inside = host.substring(1, host.length() - 1);
      return inside.indexOf(':') < 0 ? new Unclear() : literal(inside);
    }
    if (!host.chars().allMatch(EgressHost::isOfName)) {
      return new Unclear();
    }
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    var labels = name.split("\\.", -1);
    var last = labels[labels.length - 1];
    if (isNumber(last)) {
      return literal(host);
    }
    for (var label : labels) {
      if (label.isEmpty() || label.length() > MAX_LABEL) {
        return new Unclear();
      }
    }
    return name.length() > MAX_NAME ? new Unclear() : new Name(name.toLowerCase(Locale.ROOT));
  }

  private static EgressHost literal(String text) {
    return IpAddress.parse(text).<EgressHost>map(Literal::new).orElseGet(Unclear::new);
  }

  private static boolean isOfName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  /** What ends in a number is an address to whoever follows the URL standard of the WHATWG. */
  private static boolean isNumber(String label) {
    return label.matches("[0-9]+|0[xX][0-9a-fA-F]*");
  }
}
