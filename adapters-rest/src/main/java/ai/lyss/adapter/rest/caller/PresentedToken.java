package ai.lyss.adapter.rest.caller;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller presents to say who it is: visible ASCII, not checked any further. Printing it
 * shows nothing of it. Immutable.
 *
 * @param value the token
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, section 2.1</a>
 */
public record PresentedToken(String value) {

  private static final String SCHEME = "Bearer";

  /**
   * Takes the token out of an {@code Authorization} header.
   *
   * @param header the header's value; null when the caller sent none
   * @return the token; empty when the header is absent, of another scheme or malformed
   */
  public static Optional<PresentedToken> ofAuthorization(@Nullable String header) {
    if (header == null
        || header.length() <= SCHEME.length()
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || header.charAt(SCHEME.length()) != ' ') {
      return Optional.empty();
    }
    return ofKeyHeader(header.substring(SCHEME.length()));
  }

  /**
   * Takes the token out of a header that holds nothing else, such as {@code api-key}.
   *
   * @param header the header's value; null when the caller sent none
   * @return the token; empty when the header is absent or malformed
   */
  public static Optional<PresentedToken> ofKeyHeader(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    var token = header.strip();
    var visible = token.chars().allMatch(c -> c > ' ' && c <= '~');
    return token.isEmpty() || !visible ? Optional.empty() : Optional.of(new PresentedToken(token));
  }

  @Override
  public String toString() {
    return "PresentedToken[redacted]";
  }
}
