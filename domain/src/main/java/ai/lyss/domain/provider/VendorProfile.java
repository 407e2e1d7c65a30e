package ai.lyss.domain.provider;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured for a vendor. Immutable.
 *
 * @param vendor the vendor
 * @param title its name as people write it
 * @param defaultBaseUrl where its API is unless a provider says otherwise; null when a provider has
 *     to say, or when there is no network in it
 * @param requiredCredential credential fields that must be given
 * @param optionalCredential credential fields that may be given
 * @param settings the settings it understands, by name
 */
public record VendorProfile(
    Vendor vendor,
    String title,
    @Nullable URI defaultBaseUrl,
    Set<String> requiredCredential,
    Set<String> optionalCredential,
    Map<String, VendorSetting> settings) {

  /** Copies the sets and the map. */
  public VendorProfile {
    requiredCredential = Set.copyOf(requiredCredential);
    optionalCredential = Set.copyOf(optionalCredential);
    settings = Map.copyOf(settings);
  }

  /** Tells whether a provider has to say where the API is. */
  public boolean needsBaseUrl() {
    return defaultBaseUrl == null && !vendor.equals(Vendor.SIMULATOR);
  }
}
