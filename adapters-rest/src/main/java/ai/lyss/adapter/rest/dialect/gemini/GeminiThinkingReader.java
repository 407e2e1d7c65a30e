package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.json.JsonTree;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads how much the model is to think.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thinking">Thinking</a>
 */
final class GeminiThinkingReader {

  private final ContentNotes notes;

  GeminiThinkingReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads the configuration; what is less than nothing means: as the model likes. */
  ReasoningWish read(JsonTree field) {
    Effort effort = null;
    Long budget = null;
    Boolean shown = null;
    for (var inner : field.children()) {
      switch (GeminiField.camel(inner.name())) {
        case "thinkingLevel" -> effort = level(inner);
        case "thinkingBudget" -> {
          var tokens = inner.whole();
          if (tokens == null) {
            notes.wrong(inner, "a whole number");
          } else if (tokens == 0) {
            notes.given(Feature.EFFORT, inner);
            effort = Effort.NONE;
          } else if (tokens > 0) { // less means: as the model likes
            notes.given(Feature.REASONING_BUDGET, inner);
            budget = tokens;
          }
        }
        case "includeThoughts" -> {
          shown = inner.flag();
          if (Boolean.TRUE.equals(shown)) {
            notes.given(Feature.SHOWN_REASONING, inner);
          }
        }
        default -> notes.taken(Feature.UNKNOWN, inner);
      }
    }
    return new ReasoningWish(effort, budget, shown);
  }

  private @Nullable Effort level(JsonTree field) {
    var word = field.text() == null ? "" : field.text().toLowerCase(Locale.ROOT);
    if (word.equals("thinking_level_unspecified")) {
      return null;
    }
    var effort = Effort.ofWireName(word).orElse(null);
    if (effort == null) {
      notes.wrong(field, "MINIMAL, LOW, MEDIUM or HIGH");
      return null;
    }
    notes.given(Feature.EFFORT, field);
    return effort;
  }
}
