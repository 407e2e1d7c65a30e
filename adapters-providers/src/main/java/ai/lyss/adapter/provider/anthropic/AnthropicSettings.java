package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.VendorSetting;
import java.util.List;
import java.util.Map;

/** The settings that a provider of this vendor may have. */
final class AnthropicSettings {

  static final String API_VERSION = "api_version";
  static final String MAX_TOKENS = "max_tokens";
  static final String THINKING = "thinking";
  static final String STRUCTURED_OUTPUT = "structured_output";

  /** The version that takes sampling options. */
  static final String FIRST_VERSION = "2023-06-01";

  /** The version without sampling options, with instructions between turns. */
  static final String VERSION_2026 = "2026-10-21";

  static final String ADAPTIVE = "adaptive";
  static final String BUDGET = "budget";
  static final String NONE = "none";
  static final String NATIVE = "native";
  static final String TOOL = "tool";

  /** What is sent when neither the caller nor a setting says how long an answer may be. */
  static final long USUAL_MAX_TOKENS = 4_096;

  private static final long MOST_TOKENS = 1_000_000;

  static final Map<String, VendorSetting> ALL =
      Map.of(
          API_VERSION,
          new VendorSetting(
              "The version of the API for callers of other dialects; 2023-06-01 unless given",
              new SettingForm.Choice(List.of(FIRST_VERSION, VERSION_2026))),
          MAX_TOKENS,
          new VendorSetting(
              "The output limit of requests that have none, in tokens, reasoning not counted;"
                  + " 4096 unless given",
              new SettingForm.Whole(1, MOST_TOKENS)),
          THINKING,
          new VendorSetting(
              "How models are told to reason; by the model's name unless given",
              new SettingForm.Choice(List.of(ADAPTIVE, BUDGET, NONE))),
          STRUCTURED_OUTPUT,
          new VendorSetting(
              "Whether models take a JSON Schema for their answer, or it is emulated by a tool that"
                  + " has to be called; by the model's name unless given",
              new SettingForm.Choice(List.of(NATIVE, TOOL))));

  private AnthropicSettings() {}
}
