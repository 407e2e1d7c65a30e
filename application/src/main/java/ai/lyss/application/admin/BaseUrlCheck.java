package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.VendorProfile;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the form of base URLs, and that connections to where they lead are allowed. Immutable.
 *
 * @param egress says where that is
 * @param present the URL that is stored already and may stay whatever is allowed now, so that the
 *     rest of a provider can be changed; null for none
 */
record BaseUrlCheck(EgressVerdicts egress, @Nullable URI present) {

  private static final Pointer WHERE = Pointer.of("base_url");
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final String DENIED =
      "base_url: leads where connections are not allowed (expected: a host of the public Internet,"
          + " spelled in the usual way, or one that lyss.egress allows)";

  /** Returns the URL of a draft; null when it leaves it to the vendor, or when it is wrong. */
  @Nullable URI check(
      @Nullable String value,
      @Nullable VendorProfile profile,
      Settings settings,
      Findings findings) {
    if (value == null) {
      if (profile != null && profile.needsBaseUrl(settings)) {
        findings.missing(WHERE);
      }
      return null;
    }
    if (value.length() > MAX_LENGTH) {
      findings.add(WHERE, Kind.OUT_OF_RANGE, Findings.lengthMessage(WHERE, value, MAX_LENGTH));
      return null;
    }
    try {
      return formed(new URI(value), findings);
    } catch (URISyntaxException e) {
      findings.add(
          WHERE,
          Kind.MALFORMED,
          "base_url: no URL, at index %d (expected: an http or https URL)".formatted(e.getIndex()));
      return null;
    }
  }

  /** Both are told: what is written oddly may lead where it must not. */
  private @Nullable URI formed(URI url, Findings findings) {
    var problem = problem(url);
    if (problem != null) {
      findings.add(WHERE, Kind.MALFORMED, "base_url: " + problem);
    }
    if (isOfHttp(url) && !url.equals(present) && !egress.allows(url)) {
      findings.add(WHERE, Kind.EGRESS_DENIED, DENIED);
    }
    return findings.has(WHERE) ? null : url;
  }

  private static boolean isOfHttp(URI url) {
    var scheme = url.getScheme();
    return scheme != null && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
  }

  /** User information is not repeated in the message: it is a secret in the wrong place. */
  private static @Nullable String problem(URI url) {
    if (!isOfHttp(url)) {
      return "scheme " + url.getScheme() + " (expected: http or https)";
    }
    if (url.getRawUserInfo() != null) {
      return "user information (expected: none; credentials have a field of their own)";
    }
    if (url.getHost() == null) {
      return "no host (expected: a host name or an address)";
    }
    if (url.getPort() > MAX_PORT || url.getPort() == 0) {
      return "port " + url.getPort() + " (expected: 1 to " + MAX_PORT + ")";
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      return "a query or a fragment (expected: none)";
    }
    return null;
  }
}
