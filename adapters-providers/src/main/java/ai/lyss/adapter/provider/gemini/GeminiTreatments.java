package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;

/**
 * What becomes of each feature on its way to Gemini.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">generateContent</a>
 */
final class GeminiTreatments {

  /** What holds for the present models; what is not named here is dropped. */
  static final Treatments TABLE =
      Treatments.table()
          .mapped(
              Feature.INLINE_IMAGE,
              Feature.IMAGE_DETAIL,
              Feature.AUDIO,
              Feature.INLINE_DOCUMENT,
              Feature.VIDEO,
              Feature.UNSIGNED_REASONING,
              Feature.GEMINI_REASONING,
              Feature.TOOL_HISTORY,
              Feature.TOOL_ERROR,
              Feature.TOOL_RESULT_IMAGE,
              Feature.TOOL_RESULT_DOCUMENT,
              Feature.FUNCTIONS,
              Feature.TOOL_CHOICE,
              Feature.NAMED_TOOL_CHOICE,
              Feature.TOOL_SUBSET,
              Feature.OUTPUT_LIMIT,
              Feature.TEMPERATURE,
              Feature.TOP_P,
              Feature.TOP_K,
              Feature.STOP,
              Feature.SEED,
              Feature.PRESENCE_PENALTY,
              Feature.FREQUENCY_PENALTY,
              Feature.LOGPROBS,
              Feature.CHOICES,
              Feature.ANY_JSON,
              Feature.JSON_SCHEMA,
              Feature.EFFORT,
              Feature.REASONING_BUDGET,
              Feature.SHOWN_REASONING,
              Feature.SERVICE_TIER,
              Feature.IMAGE_OUTPUT)
          .emulated(
              Feature.IMAGE_URL, // fetched and put in
              Feature.DOCUMENT_URL, // likewise
              Feature.LATER_SYSTEM, // as the user's words, in their place
              Feature.PREFILL, // as history
              Feature.TEXT_DOCUMENT, // as text
              Feature.REFUSAL, // as text
              Feature.CUSTOM_TOOL, // as a function of one text
              Feature.STRICT_FUNCTION, // by the mode that validates all calls
              Feature.WEB_SEARCH) // by Google's own search
          .refused(
              Feature.FILE_ID,
              Feature.HOSTED_TOOL,
              Feature.AUDIO_OUTPUT,
              Feature.CACHED_CONTENT,
              Feature.STORED_CONVERSATION,
              Feature.BACKGROUND)
          .written();

  private GeminiTreatments() {}

  /** Returns the table for a request to a model of these quirks. */
  static Treatments of(ChatContent content, GeminiQuirks quirks) {
    var table = TABLE;
    if (Boolean.TRUE.equals(content.tools().parallel())) {
      table = table.with(Feature.PARALLEL_TOOLS, Treatment.MAPPED); // what Gemini does anyway
    }
    if (quirks.thinking() != GeminiQuirks.Thinking.LEVELS) {
      table = table.with(Feature.IMAGE_DETAIL, Treatment.DROPPED);
    }
    if (quirks.thinking() == GeminiQuirks.Thinking.NONE) {
      table =
          table
              .with(Feature.EFFORT, Treatment.DROPPED)
              .with(Feature.REASONING_BUDGET, Treatment.DROPPED)
              .with(Feature.SHOWN_REASONING, Treatment.DROPPED)
              .with(Feature.STRICT_FUNCTION, Treatment.DROPPED);
    }
    return table;
  }
}
