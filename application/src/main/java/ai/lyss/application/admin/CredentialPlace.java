package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a stored credential where it was meant to go: who may change a provider may not read its
 * credential, nor have it sent to a place of theirs. What counts is where a provider really leads,
 * be it by its base URL, by a preset or by its vendor. Immutable.
 */
record CredentialPlace(VendorCatalog vendors) {

  private static final Pointer CREDENTIAL = Pointer.of("credential");

  /** Notes when a change would send a secret of the present provider elsewhere. */
  void check(Provider present, Provider next, Findings findings) {
    if (keepsSecret(present, next) && !origin(present).equals(origin(next))) {
      findings.add(
          CREDENTIAL,
          Kind.REQUIRED,
          "credential: as it is stored (expected: another, since the provider would lead elsewhere:"
              + " who may not read a credential may not have it sent to another place either)");
    }
  }

  /** A patch brings the stored secrets along, so they are told from new ones by their text. */
  private static boolean keepsSecret(Provider present, Provider next) {
    var after = next.credential().fields();
    return present.credential().fields().entrySet().stream()
        .anyMatch(it -> Objects.equals(it.getValue(), after.get(it.getKey())));
  }

  /** Scheme, host and port; where nobody says, nothing is sent. */
  private String origin(Provider provider) {
    @Nullable URI base =
        vendors
            .find(provider.vendor())
            .map(profile -> profile.baseUrlOf(provider))
            .orElse(provider.baseUrl());
    if (base == null) {
      return "";
    }
    var scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    int port = base.getPort() >= 0 ? base.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(base.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }
}
