package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.openai.OpenAiQuirks.Family;
import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.adapter.provider.translate.CacheMarks;
import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.Treatments;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatContent.Labels;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.content.Treatment;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.model.ModelName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chat of another dialect as a Chat Completions body, as far as the quirks of the vendor
 * and the model allow. One object a request.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create a chat
 *     completion</a>
 */
final class OpenAiRequestTranslator {

  private static final String ANY_JSON = "Answer with one JSON object and nothing else.";
  private static final String NAMELESS = "structured_output";
  private static final int MOST_STOPS = 4;
  private static final int LONGEST_USER = 64;
  private static final Set<String> TIERS =
      Set.of("auto", "default", "flex", "scale", "priority", "fast");
  private static final Set<String> STANDARD_TIERS = Set.of("standard", "standard_only");

  private final ChatContent content;
  private final OpenAiQuirks quirks;
  private final Treatments treatments;
  private final OpenAiEffort effort;
  private final Fitting fitting;
  private final JsonOut out = new JsonOut();

  /**
   * A translator for a vendor.
   *
   * @param model the vendor's name of the model, by which it is known what it refuses
   */
  OpenAiRequestTranslator(
      ChatContent content, OpenAiQuirks quirks, ModelName model, Fitting fitting) {
    this.content = content;
    this.quirks = quirks;
    this.treatments = OpenAiTreatments.of(quirks);
    this.effort = new OpenAiEffort(quirks.family(), model);
    this.fitting = fitting;
  }

  /**
   * Returns the body.
   *
   * @param model the model's name in it
   * @param outline says whether the answer is to be streamed
   */
  byte[] body(ModelName model, RequestOutline outline) {
    if (content.given().has(Feature.DOCUMENT_URL)) {
      fitting.refuse("a document by URL that nobody fetched", place(Feature.DOCUMENT_URL));
    }
    out.object().name("model").text(model.value());
    out.name("messages").array();
    instruction();
    new OpenAiMessageTranslator(content, quirks, fitting, out).write();
    out.endArray();
    new OpenAiToolTranslator(content, quirks, treatments, fitting, out).write();
    sampling(content.sampling());
    format(content.format());
    effort.write(content.reasoning(), this::takes, fitting, out);
    labels(content.labels());
    if (quirks.family() == Family.OPENAI && CacheMarks.anyBeyondMinutes(content)) {
      fitting.drop(Feature.CACHE_MARK); // prompts are kept for some minutes without being asked
    }
    if (outline.stream()) {
      out.name("stream").flag(true);
      if (quirks.streamOptions()) {
        out.name("stream_options").object().name("include_usage").flag(true).endObject();
      }
    }
    return out.endObject().take();
  }

  private boolean takes(Feature feature) {
    return treatments.of(feature) != Treatment.DROPPED;
  }

  /** Says in words what a response format alone does not: JSON mode wants the word in a message. */
  private void instruction() {
    if (content.format() instanceof ResponseFormat.JsonBySchema schema
        && quirks.has(Trait.NO_JSON_SCHEMA)) {
      system(OpenAiFieldSplice.SCHEMA_INSTRUCTION + schema.schema().text());
    } else if (content.format() instanceof ResponseFormat.AnyJson && !speaksOfJson()) {
      system(ANY_JSON);
    }
  }

  private void system(String text) {
    out.object().name("role").text("system").name("content").text(text).endObject();
  }

  private boolean speaksOfJson() {
    return content.messages().stream()
        .flatMap(message -> message.parts().stream())
        .anyMatch(
            part ->
                part instanceof ContentPart.Text text
                    && text.text().toLowerCase(Locale.ROOT).contains("json"));
  }

  private void sampling(Sampling sampling) {
    whole(quirks.limitField(), Feature.OUTPUT_LIMIT, sampling.outputLimit());
    drawn("temperature", Feature.TEMPERATURE, sampling.temperature(), BigDecimal.ONE);
    drawn("top_p", Feature.TOP_P, sampling.topP(), BigDecimal.ONE);
    drawn(
        "presence_penalty", Feature.PRESENCE_PENALTY, sampling.presencePenalty(), BigDecimal.ZERO);
    drawn(
        "frequency_penalty",
        Feature.FREQUENCY_PENALTY,
        sampling.frequencyPenalty(),
        BigDecimal.ZERO);
    whole("seed", Feature.SEED, sampling.seed());
    stop(sampling.stop());
    if (sampling.choices() > 1) {
      out.name("n").number(sampling.choices());
    }
    var top = sampling.topLogprobs();
    if (top != null && takes(Feature.LOGPROBS)) {
      out.name("logprobs").flag(true);
      if (top > 0) {
        out.name("top_logprobs").number(top);
      }
    }
  }

  private void whole(String name, Feature feature, @Nullable Long value) {
    if (value != null && takes(feature)) {
      out.name(name).number(value);
    }
  }

  /** A model that always reasons takes the value that changes nothing, and no other. */
  private void drawn(
      String name, Feature feature, @Nullable BigDecimal value, BigDecimal changesNothing) {
    if (value == null || !takes(feature)) {
      return;
    }
    if (effort.alwaysReasons() && value.compareTo(changesNothing) != 0) {
      fitting.drop(feature);
    } else {
      out.name(name).number(value);
    }
  }

  private void stop(List<String> stop) {
    if (stop.isEmpty() || !takes(Feature.STOP)) {
      return;
    }
    if (quirks.family() == Family.OPENAI && stop.size() > MOST_STOPS) {
      fitting.refuse(
          "stop sequences: " + stop.size() + " (expected: at most " + MOST_STOPS + ")",
          place(Feature.STOP));
    }
    out.name("stop").array();
    stop.forEach(out::text);
    out.endArray();
  }

  private @Nullable String place(Feature feature) {
    var places = content.given().places(feature);
    return places.isEmpty() ? null : places.getFirst();
  }

  private void format(ResponseFormat format) {
    switch (format) {
      case ResponseFormat.AnyText text -> {}
      case ResponseFormat.AnyJson json -> {
        if (takes(Feature.ANY_JSON)) {
          type("json_object");
          out.endObject();
        }
      }
      case ResponseFormat.JsonBySchema schema -> {
        if (quirks.dropped().contains("response_format")) {
          return;
        }
        if (quirks.has(Trait.NO_JSON_SCHEMA)) {
          type("json_object");
        } else {
          type("json_schema");
          schema(schema);
        }
        out.endObject();
      }
    }
  }

  private void type(String type) {
    out.name("response_format").object().name("type").text(type);
  }

  private void schema(ResponseFormat.JsonBySchema schema) {
    var name = schema.name();
    out.name("json_schema").object();
    out.name("name").text(name == null || !OpenAiToolTranslator.isName(name) ? NAMELESS : name);
    if (schema.description() != null) {
      out.name("description").text(schema.description());
    }
    out.name("schema").raw(schema.schema());
    if (schema.strict() != null) {
      out.name("strict").flag(schema.strict());
    }
    out.endObject();
  }

  private void labels(Labels labels) {
    var user = labels.endUser();
    if (user != null && takes(Feature.END_USER)) {
      out.name("user").text(user.length() > LONGEST_USER ? OpenAiCallIds.digest(user) : user);
    }
    var verbosity = labels.verbosity();
    if (verbosity != null && takes(Feature.VERBOSITY)) {
      out.name("verbosity").text(verbosity);
    }
    var tier = labels.serviceTier();
    if (tier == null || !takes(Feature.SERVICE_TIER)) {
      return;
    }
    if (TIERS.contains(tier) || STANDARD_TIERS.contains(tier)) {
      out.name("service_tier").text(STANDARD_TIERS.contains(tier) ? "default" : tier);
    } else {
      fitting.drop(Feature.SERVICE_TIER);
    }
  }
}
