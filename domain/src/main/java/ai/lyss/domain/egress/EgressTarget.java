package ai.lyss.domain.egress;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a URL leads. Immutable.
 *
 * @param host its host; unclear where it has none
 * @param port its port, or the usual one of its scheme
 */
public record EgressTarget(EgressHost host, int port) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * Reads where a URL leads. What Java's own reading takes for no host at all is read too, so that
   * odd spellings of addresses are seen for what they are.
   */
  public static EgressTarget of(URI url) {
    int usual = "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    var authority = url.getRawAuthority();
    if (authority == null) {
      return new EgressTarget(new EgressHost.Unclear(), usual);
    }
    var place = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = place.lastIndexOf(':');
    if (colon < 0 || colon < place.lastIndexOf(']')) {
      return new EgressTarget(EgressHost.of(place), usual);
    }
    var port = port(place.substring(colon + 1), usual);
    return port == null
        ? new EgressTarget(new EgressHost.Unclear(), usual)
        : new EgressTarget(EgressHost.of(place.substring(0, colon)), port);
  }

  private static @Nullable Integer port(String text, int usual) {
    if (text.isEmpty()) {
      return usual;
    }
    return text.matches("[0-9]{1,5}") ? Integer.valueOf(text) : null;
  }
}
