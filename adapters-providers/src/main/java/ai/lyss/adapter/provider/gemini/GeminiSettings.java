package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.VendorSetting;
import java.util.List;
import java.util.Map;

/**
 * The settings that a provider may have.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/safety-settings">Safety settings</a>
 */
final class GeminiSettings {

  private static final String SAFETY = "safety_settings";
  private static final int MOST_CATEGORIES = 20;
  private static final String CATEGORY = "HARM_CATEGORY_[A-Z_]{1,50}";

  static final Map<String, VendorSetting> ALL =
      Map.of(
          SAFETY,
          new VendorSetting(
              "The threshold of each harm category, for requests of other dialects; those of"
                  + " Gemini's own say it themselves",
              new SettingForm.MapOf(
                  new SettingForm.Choice(
                      List.of(
                          "BLOCK_NONE",
                          "OFF",
                          "BLOCK_ONLY_HIGH",
                          "BLOCK_MEDIUM_AND_ABOVE",
                          "BLOCK_LOW_AND_ABOVE")),
                  MOST_CATEGORIES)));

  private GeminiSettings() {}

  /** Writes the member {@code safetySettings}, if the provider has such settings. */
  static void writeSafety(Settings settings, JsonOut out) {
    if (!(settings.values().get(SAFETY) instanceof Map<?, ?> thresholds) || thresholds.isEmpty()) {
      return;
    }
    out.name("safetySettings").array();
    thresholds.forEach(
        (category, threshold) -> {
          if (category instanceof String name && name.matches(CATEGORY)) {
            out.object().name("category").text(name);
            out.name("threshold").text(String.valueOf(threshold)).endObject();
          }
        });
    out.endArray();
  }
}
