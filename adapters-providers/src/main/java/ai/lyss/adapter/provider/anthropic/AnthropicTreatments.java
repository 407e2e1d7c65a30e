package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;

/**
 * What Claude is sent of each feature. Some values of a mapped feature are left out and named all
 * the same: sampling options that a model does not take, reasoning that it cannot be asked for.
 */
final class AnthropicTreatments {

  /**
   * The table of version 2023-06-01 and models that take schemas. Instructions between turns are
   * moved to the front there: their text goes on, their place does not, and so they are named.
   */
  static final Treatments TABLE =
      Treatments.table()
          .mapped(
              Feature.PREFILL,
              Feature.INLINE_IMAGE,
              Feature.IMAGE_URL,
              Feature.INLINE_DOCUMENT,
              Feature.DOCUMENT_URL,
              Feature.DOCUMENT_NAME,
              Feature.TEXT_DOCUMENT,
              Feature.ANTHROPIC_REASONING,
              Feature.TOOL_HISTORY,
              Feature.TOOL_ERROR,
              Feature.TOOL_RESULT_IMAGE,
              Feature.TOOL_RESULT_DOCUMENT)
          .mapped(
              Feature.FUNCTIONS,
              Feature.STRICT_FUNCTION,
              Feature.TOOL_CHOICE,
              Feature.NAMED_TOOL_CHOICE,
              Feature.PARALLEL_TOOLS,
              Feature.OUTPUT_LIMIT,
              Feature.TEMPERATURE,
              Feature.TOP_P,
              Feature.TOP_K,
              Feature.STOP,
              Feature.JSON_SCHEMA,
              Feature.EFFORT,
              Feature.SHOWN_REASONING,
              Feature.END_USER,
              Feature.SERVICE_TIER,
              Feature.CACHE_MARK)
          .emulated(
              Feature.REFUSAL,
              Feature.CUSTOM_TOOL,
              Feature.TOOL_SUBSET,
              Feature.ANY_JSON,
              Feature.REASONING_BUDGET)
          .refused(
              Feature.AUDIO,
              Feature.VIDEO,
              Feature.FILE_ID,
              Feature.HOSTED_TOOL,
              Feature.WEB_SEARCH,
              Feature.CHOICES,
              Feature.AUDIO_OUTPUT,
              Feature.IMAGE_OUTPUT,
              Feature.CACHED_CONTENT,
              Feature.STORED_CONVERSATION,
              Feature.BACKGROUND)
          .written();

  private AnthropicTreatments() {}

  /** Returns the table for a model under a version. */
  static Treatments of(AnthropicQuirks quirks) {
    var table = TABLE;
    if (quirks.isVersion2026()) {
      table = table.with(Feature.LATER_SYSTEM, Treatment.MAPPED);
    }
    return switch (quirks.schemas()) {
      case NATIVE -> table;
      case TOOL ->
          table
              .with(Feature.JSON_SCHEMA, Treatment.EMULATED)
              .with(Feature.STRICT_FUNCTION, Treatment.DROPPED);
    };
  }
}
