package ai.lyss.adapter.provider.openai;

import static ai.lyss.domain.content.Treatment.DROPPED;
import static ai.lyss.domain.content.Treatment.EMULATED;
import static ai.lyss.domain.content.Treatment.MAPPED;
import static ai.lyss.domain.content.Treatment.REFUSED;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import java.util.Map;

/**
 * What vendors of this dialect do with each feature of a request that came in another. Instructions
 * stand in front or between turns under the role {@code system}, which all of them know.
 */
final class OpenAiTreatments {

  private static final Treatments OF_OPENAI =
      Treatments.table()
          .mapped(
              Feature.LATER_SYSTEM,
              Feature.PREFILL,
              Feature.INLINE_IMAGE,
              Feature.IMAGE_URL,
              Feature.IMAGE_DETAIL,
              Feature.AUDIO,
              Feature.INLINE_DOCUMENT,
              Feature.DOCUMENT_NAME,
              Feature.REFUSAL,
              Feature.TOOL_HISTORY,
              Feature.FUNCTIONS,
              Feature.STRICT_FUNCTION,
              Feature.TOOL_CHOICE,
              Feature.NAMED_TOOL_CHOICE,
              Feature.TOOL_SUBSET,
              Feature.PARALLEL_TOOLS,
              Feature.OUTPUT_LIMIT,
              Feature.TEMPERATURE,
              Feature.TOP_P,
              Feature.STOP,
              Feature.SEED,
              Feature.PRESENCE_PENALTY,
              Feature.FREQUENCY_PENALTY,
              Feature.LOGPROBS,
              Feature.CHOICES,
              Feature.ANY_JSON,
              Feature.JSON_SCHEMA,
              Feature.SCHEMA_DESCRIPTION,
              Feature.EFFORT,
              Feature.VERBOSITY,
              Feature.END_USER,
              Feature.SERVICE_TIER)
          .emulated(
              Feature.TEXT_DOCUMENT,
              Feature.TOOL_ERROR,
              Feature.TOOL_RESULT_IMAGE,
              Feature.TOOL_RESULT_DOCUMENT,
              Feature.CUSTOM_TOOL,
              Feature.REASONING_BUDGET,
              Feature.DOCUMENT_URL, // fetched and put in
              Feature.CACHE_MARK)
          .refused(
              Feature.VIDEO,
              Feature.FILE_ID,
              Feature.HOSTED_TOOL,
              Feature.AUDIO_OUTPUT,
              Feature.IMAGE_OUTPUT,
              Feature.WEB_SEARCH,
              Feature.STORED_CONVERSATION,
              Feature.CACHED_CONTENT,
              Feature.BACKGROUND)
          .written();

  /** What is added late by OpenAI is not counted on elsewhere. */
  private static final Treatments OF_ANY =
      OF_OPENAI
          .with(Feature.REFUSAL, EMULATED)
          .with(Feature.STRICT_FUNCTION, DROPPED)
          .with(Feature.TOOL_SUBSET, EMULATED)
          .with(Feature.VERBOSITY, DROPPED)
          .with(Feature.SERVICE_TIER, DROPPED)
          .with(Feature.CACHE_MARK, DROPPED);

  /** Its page lists all it takes; prompts are cached without a mark. */
  private static final Treatments OF_DEEPSEEK =
      OF_ANY
          .with(Feature.INLINE_IMAGE, REFUSED)
          .with(Feature.IMAGE_URL, REFUSED)
          .with(Feature.AUDIO, REFUSED)
          .with(Feature.INLINE_DOCUMENT, REFUSED)
          .with(Feature.DOCUMENT_URL, REFUSED)
          .with(Feature.TOOL_RESULT_IMAGE, REFUSED)
          .with(Feature.TOOL_RESULT_DOCUMENT, REFUSED)
          .with(Feature.CHOICES, REFUSED)
          .with(Feature.SEED, DROPPED)
          .with(Feature.PARALLEL_TOOLS, DROPPED)
          .with(Feature.END_USER, DROPPED)
          .with(Feature.CACHE_MARK, EMULATED);

  /** The feature that each field carries which a vendor may refuse. */
  private static final Map<String, Feature> CARRIED_BY =
      Map.ofEntries(
          Map.entry("temperature", Feature.TEMPERATURE),
          Map.entry("top_p", Feature.TOP_P),
          Map.entry("stop", Feature.STOP),
          Map.entry("seed", Feature.SEED),
          Map.entry("presence_penalty", Feature.PRESENCE_PENALTY),
          Map.entry("frequency_penalty", Feature.FREQUENCY_PENALTY),
          Map.entry("logprobs", Feature.LOGPROBS),
          Map.entry("top_logprobs", Feature.LOGPROBS),
          Map.entry("parallel_tool_calls", Feature.PARALLEL_TOOLS),
          Map.entry("reasoning_effort", Feature.EFFORT),
          Map.entry("verbosity", Feature.VERBOSITY),
          Map.entry("user", Feature.END_USER),
          Map.entry("service_tier", Feature.SERVICE_TIER));

  private OpenAiTreatments() {}

  /** Returns the table of a vendor with these quirks. */
  static Treatments of(OpenAiQuirks quirks) {
    var table =
        switch (quirks.family()) {
          case OPENAI -> OF_OPENAI;
          case DEEPSEEK -> OF_DEEPSEEK;
          case ANY -> OF_ANY;
        };
    if (quirks.has(Trait.NEEDS_REASONING)) {
      table =
          table.with(Feature.UNSIGNED_REASONING, MAPPED).with(Feature.SHOWN_REASONING, EMULATED);
    }
    if (quirks.has(Trait.NO_JSON_SCHEMA)) {
      // asked for in words, held to by nobody
      table = all(table, DROPPED, Feature.JSON_SCHEMA, Feature.SCHEMA_DESCRIPTION);
    }
    for (var field : quirks.dropped()) {
      table = without(field, table);
    }
    return table;
  }

  private static Treatments without(String field, Treatments table) {
    if (field.equals("tools")) {
      return table.with(Feature.FUNCTIONS, REFUSED).with(Feature.CUSTOM_TOOL, REFUSED);
    }
    if (field.equals("response_format")) {
      return all(table, DROPPED, Feature.ANY_JSON, Feature.JSON_SCHEMA, Feature.SCHEMA_DESCRIPTION);
    }
    if (field.equals("tool_choice")) {
      return all(table, REFUSED, Feature.NAMED_TOOL_CHOICE, Feature.TOOL_CHOICE);
    }
    var feature = CARRIED_BY.get(field);
    if (feature == null) {
      return table;
    }
    return feature == Feature.EFFORT
        ? all(table, DROPPED, Feature.EFFORT, Feature.REASONING_BUDGET)
        : table.with(feature, DROPPED);
  }

  private static Treatments all(Treatments table, Treatment treatment, Feature... features) {
    var changed = table;
    for (var feature : features) {
      changed = changed.with(feature, treatment);
    }
    return changed;
  }
}
