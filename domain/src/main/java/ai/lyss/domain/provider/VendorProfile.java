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
 * @param presetBaseUrls where the API of a known vendor is, by the text of the setting {@value
 *     #PRESET}
 */
public record VendorProfile(
    Vendor vendor,
    String title,
    @Nullable URI defaultBaseUrl,
    Set<String> requiredCredential,
    Set<String> optionalCredential,
    Map<String, VendorSetting> settings,
    Map<String, URI> presetBaseUrls) {

  /** The setting that picks a known vendor where one profile stands for many. */
  public static final String PRESET = "preset";

  /** Copies the sets and the maps. */
  public VendorProfile {
    requiredCredential = Set.copyOf(requiredCredential);
    optionalCredential = Set.copyOf(optionalCredential);
    settings = Map.copyOf(settings);
    presetBaseUrls = Map.copyOf(presetBaseUrls);
  }

  /** A profile that stands for one vendor. */
  public VendorProfile(
      Vendor vendor,
      String title,
      @Nullable URI defaultBaseUrl,
      Set<String> requiredCredential,
      Set<String> optionalCredential,
      Map<String, VendorSetting> settings) {
    this(vendor, title, defaultBaseUrl, requiredCredential, optionalCredential, settings, Map.of());
  }

  /** Returns where the API is of a provider that does not say; null when it has to. */
  public @Nullable URI usualBaseUrl(Settings given) {
    var preset = given.text(PRESET).map(presetBaseUrls::get);
    return preset.orElse(defaultBaseUrl);
  }

  /** Returns where a provider of this vendor really leads; null when nobody says. */
  public @Nullable URI baseUrlOf(Provider provider) {
    var own = provider.baseUrl();
    return own != null ? own : usualBaseUrl(provider.settings());
  }

  /** Tells whether a provider with these settings has to say where the API is. */
  public boolean needsBaseUrl(Settings given) {
    return usualBaseUrl(given) == null && !vendor.equals(Vendor.SIMULATOR);
  }
}
