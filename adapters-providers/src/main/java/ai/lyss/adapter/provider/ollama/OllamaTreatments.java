package ai.lyss.adapter.provider.ollama;

import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.content.Feature;

/** What Ollama does with each feature. */
final class OllamaTreatments {

  static final Treatments TABLE =
      Treatments.table()
          .mapped(
              Feature.LATER_SYSTEM,
              Feature.PREFILL,
              Feature.INLINE_IMAGE,
              Feature.UNSIGNED_REASONING,
              Feature.TOOL_HISTORY,
              Feature.FUNCTIONS,
              Feature.OUTPUT_LIMIT,
              Feature.TEMPERATURE,
              Feature.TOP_P,
              Feature.TOP_K,
              Feature.STOP,
              Feature.SEED,
              Feature.PRESENCE_PENALTY,
              Feature.FREQUENCY_PENALTY,
              Feature.ANY_JSON,
              Feature.JSON_SCHEMA,
              Feature.EFFORT)
          .emulated(
              Feature.IMAGE_URL, // fetched and put in
              Feature.DOCUMENT_URL, // likewise, where it is plain text
              Feature.TEXT_DOCUMENT,
              Feature.REFUSAL,
              Feature.TOOL_ERROR,
              Feature.TOOL_RESULT_IMAGE,
              Feature.CUSTOM_TOOL,
              Feature.TOOL_CHOICE,
              Feature.TOOL_SUBSET,
              Feature.REASONING_BUDGET,
              Feature.SHOWN_REASONING)
          .refused(
              Feature.AUDIO,
              Feature.VIDEO,
              Feature.INLINE_DOCUMENT,
              Feature.FILE_ID,
              Feature.TOOL_RESULT_DOCUMENT,
              Feature.HOSTED_TOOL,
              Feature.NAMED_TOOL_CHOICE,
              Feature.CHOICES,
              Feature.AUDIO_OUTPUT,
              Feature.IMAGE_OUTPUT,
              Feature.WEB_SEARCH,
              Feature.STORED_CONVERSATION,
              Feature.CACHED_CONTENT,
              Feature.BACKGROUND)
          .written();

  private OllamaTreatments() {}
}
