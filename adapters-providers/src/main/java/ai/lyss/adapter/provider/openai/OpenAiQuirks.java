package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.Settings;

/**
 * How a vendor of OpenAI's dialect differs from the others. Immutable.
 *
 * @param path what follows the base URL
 * @param keyHeader the header that carries the key
 * @param keyPrefix what stands before the key in it
 * @param accountHeaders whether the settings {@code organization} and {@code project} are sent
 * @param streamOptions whether {@code stream_options} is understood, so that usage can be asked for
 * @param doneMarker whether a stream ends with {@code data: [DONE]}; if not, it ends with the
 *     answer, once a finish reason was given
 * @param limitField the field for an output limit that the caller did not set
 */
record OpenAiQuirks(
    String path,
    String keyHeader,
    String keyPrefix,
    boolean accountHeaders,
    boolean streamOptions,
    boolean doneMarker,
    String limitField) {

  static final String STREAM_OPTIONS = "stream_options";
  static final String DONE_MARKER = "done_marker";
  static final String LIMIT_FIELD = "output_limit_field";

  private static final String PATH = "/chat/completions";
  private static final String MAX_TOKENS = "max_tokens";
  private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

  /** OpenAI itself. */
  static final OpenAiQuirks OPENAI =
      new OpenAiQuirks(PATH, "authorization", "Bearer ", true, true, true, MAX_COMPLETION_TOKENS);

  /** What is assumed of a vendor nothing is known of. */
  static final OpenAiQuirks COMPATIBLE =
      new OpenAiQuirks(PATH, "authorization", "Bearer ", false, true, true, MAX_TOKENS);

  /** Returns these quirks with what a provider's settings say otherwise. */
  OpenAiQuirks with(Provider provider) {
    Settings settings = provider.settings();
    if (settings.values().isEmpty()) {
      return this;
    }
    return new OpenAiQuirks(
        path,
        keyHeader,
        keyPrefix,
        accountHeaders,
        settings.flag(STREAM_OPTIONS).orElse(streamOptions),
        settings.flag(DONE_MARKER).orElse(doneMarker),
        settings
            .text(LIMIT_FIELD)
            .filter(field -> field.equals(MAX_TOKENS) || field.equals(MAX_COMPLETION_TOKENS))
            .orElse(limitField));
  }
}
