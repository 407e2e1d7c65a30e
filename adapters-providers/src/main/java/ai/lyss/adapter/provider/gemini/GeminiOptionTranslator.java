package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.json.JsonOut;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes how the answer is to be generated.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generationconfig">GenerationConfig</a>
 */
final class GeminiOptionTranslator {

  private static final int MOST_STOPS = 5;

  /** The least budget of models that cannot be told not to reason. */
  private static final long LEAST_BUDGET = 128;

  private final Fitting fitting;
  private final GeminiQuirks quirks;
  private final JsonOut out;
  private boolean open;

  GeminiOptionTranslator(Fitting fitting, GeminiQuirks quirks, JsonOut out) {
    this.fitting = fitting;
    this.quirks = quirks;
    this.out = out;
  }

  /** Writes the member, if anything was asked for. */
  void write(ChatContent content) {
    sampling(content.sampling(), content.given());
    switch (content.format()) {
      case ResponseFormat.AnyText text -> {}
      case ResponseFormat.AnyJson json -> name("responseMimeType").text("application/json");
      case ResponseFormat.JsonBySchema schema -> {
        name("responseMimeType").text("application/json");
        name("responseJsonSchema").raw(schema.schema());
      }
    }
    if (content.given().has(Feature.IMAGE_OUTPUT)) {
      name("responseModalities").array().text("TEXT").text("IMAGE").endArray();
    }
    reasoning(content.reasoning());
    if (open) {
      out.endObject();
    }
  }

  /** Starts a member, and the object before the first one. */
  private JsonOut name(String name) {
    if (!open) {
      open = true;
      out.name("generationConfig").object();
    }
    return out.name(name);
  }

  private void sampling(Sampling asked, GivenFeatures given) {
    whole("maxOutputTokens", asked.outputLimit());
    number("temperature", asked.temperature());
    number("topP", asked.topP());
    whole("topK", asked.topK());
    if (asked.choices() > 1) {
      name("candidateCount").number(asked.choices());
    }
    stop(asked, given.places(Feature.STOP));
    seed(asked.seed());
    number("presencePenalty", asked.presencePenalty());
    number("frequencyPenalty", asked.frequencyPenalty());
    var top = asked.topLogprobs();
    if (top != null) {
      name("responseLogprobs").flag(true);
      if (top > 0) {
        name("logprobs").number(top);
      }
    }
  }

  private void stop(Sampling asked, List<String> places) {
    if (asked.stop().isEmpty()) {
      return;
    }
    if (asked.stop().size() > MOST_STOPS) {
      fitting.refuse(
          asked.stop().size() + " stop sequences (expected: at most " + MOST_STOPS + ").",
          places.isEmpty() ? null : places.getFirst());
    }
    name("stopSequences").array();
    asked.stop().forEach(out::text);
    out.endArray();
  }

  /** Gemini's seeds have 32 bits. */
  private void seed(@Nullable Long seed) {
    if (seed == null) {
      return;
    }
    if (seed.longValue() == seed.intValue()) {
      name("seed").number(seed);
    } else {
      fitting.drop(Feature.SEED);
    }
  }

  private void whole(String name, @Nullable Long value) {
    if (value != null) {
      name(name).number(value);
    }
  }

  private void number(String name, @Nullable BigDecimal value) {
    if (value != null) {
      name(name).number(value);
    }
  }

  private void reasoning(ReasoningWish wish) {
    if (wish.equals(ReasoningWish.UNSAID)) {
      return;
    }
    switch (quirks.thinking()) {
      case NONE -> {} // dropped by the table
      case BUDGETS -> thinking("thinkingBudget", budget(wish), wish);
      case LEVELS -> thinking("thinkingLevel", level(wish), wish);
    }
  }

  private void thinking(String field, @Nullable Object value, ReasoningWish wish) {
    name("thinkingConfig").object();
    switch (value) {
      case Long budget -> out.name(field).number(budget);
      case String level -> out.name(field).text(level);
      case null, default -> {}
    }
    if (wish.shown() != null) {
      out.name("includeThoughts").flag(wish.shown());
    }
    out.endObject();
  }

  /** Returns the budget; a model that must reason gets the least there is, and the caller knows. */
  private @Nullable Long budget(ReasoningWish wish) {
    var budget = wish.asBudget();
    if (budget == null || budget > 0 || quirks.flash()) {
      return budget;
    }
    dropWish();
    return LEAST_BUDGET;
  }

  private @Nullable String level(ReasoningWish wish) {
    var effort = wish.asEffort();
    if (effort == null) {
      return null;
    }
    return switch (effort) {
      case NONE -> {
        dropWish(); // no model of this kind can be told not to reason at all
        yield least();
      }
      case MINIMAL -> least();
      case LOW -> "LOW";
      case MEDIUM -> "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }

  private String least() {
    return quirks.flash() ? "MINIMAL" : "LOW";
  }

  private void dropWish() {
    fitting.drop(Feature.EFFORT);
    fitting.drop(Feature.REASONING_BUDGET);
  }
}
