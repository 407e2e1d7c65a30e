package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import ai.lyss.domain.provider.VendorSetting;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that providers of this dialect may have: their names, forms and meanings. */
final class OpenAiSettings {

  static final String ORGANIZATION = "organization";
  static final String PROJECT = "project";
  static final String API_VERSION = "api_version";
  static final String DEPLOYMENTS = "deployments";
  static final String PRESET = VendorProfile.PRESET;
  static final String LIMIT_FIELD = "output_limit_field";
  static final String REASONING_REPLAY = "reasoning_replay";
  static final String KEEP = "keep";
  static final String FILL = "fill";
  static final String DROP = "drop";
  static final String DROP_FIELDS = "drop_fields";
  static final String KEY_HEADER = "key_header";

  /** Versions of Azure's API: the one without dates, or a date. */
  static final String VERSION_PATTERN = "v1|20[0-9]{2}-[01][0-9]-[0-3][0-9](-preview)?";

  /** Names of Azure's deployments. */
  static final String DEPLOYMENT_PATTERN = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}";

  /** Fields that the gateway reads or counts on cannot be left out. */
  private static final String DROPPABLE =
      "(?!(?:model|messages|stream|n|max_tokens|max_completion_tokens)$)[a-z][a-z0-9_]{0,63}";

  private static final int MOST_DEPLOYMENTS = 1_000;
  private static final int MOST_FIELDS = 100;
  private static final SettingForm HEADER_VALUE =
      new SettingForm.Text("[!-~]{1,200}", "1 to 200 visible ASCII characters");

  /**
   * A setting that is a truth value, and the trait it speaks of.
   *
   * @param presentAt the value at which the trait is there
   */
  record Flag(Trait trait, boolean presentAt, String description) {

    boolean presentAt(boolean said) {
      return said == presentAt;
    }
  }

  static final Map<String, Flag> FLAGS =
      Map.of(
          "stream_options",
          new Flag(
              Trait.NO_STREAM_OPTIONS,
              false,
              "Whether stream_options is understood, so that usage can be asked for"),
          "done_marker",
          new Flag(Trait.NO_DONE_MARKER, false, "Whether a stream ends with data: [DONE]"),
          "rename_output_limit",
          new Flag(
              Trait.ONE_LIMIT_FIELD,
              true,
              "Whether a caller's output limit is sent under output_limit_field whatever its name"),
          "developer_role",
          new Flag(
              Trait.NO_DEVELOPER_ROLE,
              false,
              "Whether the role developer is understood; if not, system is sent"),
          "json_schema",
          new Flag(
              Trait.NO_JSON_SCHEMA,
              false,
              "Whether response_format takes json_schema; if not, json_object and an instruction"));

  /** Settings of {@code openai}. */
  static final Map<String, VendorSetting> OF_OPENAI =
      Map.of(
          ORGANIZATION,
          new VendorSetting("Sent as the header OpenAI-Organization", HEADER_VALUE),
          PROJECT,
          new VendorSetting("Sent as the header OpenAI-Project", HEADER_VALUE));

  /** Settings of {@code azure-openai}. */
  static final Map<String, VendorSetting> OF_AZURE =
      Map.of(
          API_VERSION,
          new VendorSetting(
              "The version of the API; 2024-10-21 unless the base URL ends in /openai/v1",
              new SettingForm.Text(
                  VERSION_PATTERN, "v1, or a date such as 2024-10-21 or 2025-04-01-preview")),
          DEPLOYMENTS,
          new VendorSetting(
              "The deployment of each model; a model that is not listed is its own deployment",
              new SettingForm.MapOf(
                  new SettingForm.Text(
                      DEPLOYMENT_PATTERN,
                      "1 to 64 letters, digits, hyphens, underscores and periods"),
                  MOST_DEPLOYMENTS)));

  /** Settings of {@code openai-compatible}. */
  static final Map<String, VendorSetting> OF_COMPATIBLE = compatible();

  /** What can be configured for it: OpenAI itself. */
  static final VendorProfile PROFILE_OF_OPENAI =
      new VendorProfile(
          new Vendor("openai"),
          "OpenAI",
          URI.create("https://api.openai.com/v1"),
          Set.of(Credential.API_KEY),
          Set.of(),
          OF_OPENAI);

  /** What can be configured for it: Azure's deployments of OpenAI's models. */
  static final VendorProfile PROFILE_OF_AZURE =
      new VendorProfile(
          new Vendor("azure-openai"),
          "Azure OpenAI",
          null,
          Set.of(Credential.API_KEY),
          Set.of(),
          OF_AZURE);

  /** What can be configured for it: DeepSeek. */
  static final VendorProfile PROFILE_OF_DEEPSEEK =
      new VendorProfile(
          new Vendor("deepseek"),
          "DeepSeek",
          URI.create("https://api.deepseek.com"),
          Set.of(Credential.API_KEY),
          Set.of(),
          Map.of());

  /** What can be configured for it: Any vendor of this dialect at a base URL of its own. */
  static final VendorProfile PROFILE_OF_COMPATIBLE =
      new VendorProfile(
          new Vendor("openai-compatible"),
          "OpenAI-compatible",
          null,
          Set.of(),
          Set.of(Credential.API_KEY),
          OF_COMPATIBLE,
          OpenAiPreset.baseUrls());

  private OpenAiSettings() {}

  private static Map<String, VendorSetting> compatible() {
    var presets = Arrays.stream(OpenAiPreset.values()).map(OpenAiPreset::wireName).toList();
    var settings =
        new HashMap<String, VendorSetting>(
            Map.of(
                PRESET,
                new VendorSetting(
                    "A known vendor, whose peculiarities hold where no other setting says otherwise",
                    new SettingForm.Choice(presets)),
                LIMIT_FIELD,
                new VendorSetting(
                    "The field of an output limit that the caller did not set",
                    new SettingForm.Choice(
                        List.of(OpenAiQuirks.MAX_TOKENS, OpenAiQuirks.MAX_COMPLETION_TOKENS))),
                REASONING_REPLAY,
                new VendorSetting(
                    "What becomes of reasoning_content in messages: kept, filled in where a message"
                        + " with tool calls lacks it, or left out",
                    new SettingForm.Choice(List.of(KEEP, FILL, DROP))),
                DROP_FIELDS,
                new VendorSetting(
                    "Top-level fields that the vendor refuses: left out and named to the caller",
                    new SettingForm.OneOrMore(
                        new SettingForm.Text(
                            DROPPABLE, "a field name that the gateway does not need"),
                        MOST_FIELDS)),
                KEY_HEADER,
                new VendorSetting(
                    "The header that carries the key; authorization has Bearer before it",
                    new SettingForm.Choice(
                        List.of(OpenAiQuirks.AUTHORIZATION, OpenAiQuirks.API_KEY, "x-api-key")))));
    FLAGS.forEach(
        (name, flag) ->
            settings.put(name, new VendorSetting(flag.description(), new SettingForm.Flag())));
    return Map.copyOf(settings);
  }
}
