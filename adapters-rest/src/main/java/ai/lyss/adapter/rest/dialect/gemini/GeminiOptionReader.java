package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatContent.Labels;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads how the answer is to be generated.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generationconfig">GenerationConfig</a>
 */
final class GeminiOptionReader {

  private final ContentNotes notes;
  private final List<String> stop = new ArrayList<>();
  private @Nullable Long outputLimit;
  private @Nullable BigDecimal temperature;
  private @Nullable BigDecimal topP;
  private @Nullable Long topK;
  private @Nullable Long seed;
  private @Nullable BigDecimal presence;
  private @Nullable BigDecimal frequency;
  private int choices = 1;
  private boolean logprobs;
  private int topLogprobs;
  private boolean json;
  private @Nullable JsonTree mimeType;
  private @Nullable JsonTree schema;
  private ReasoningWish reasoning = ReasoningWish.UNSAID;
  private @Nullable String detail;
  private @Nullable RawJson labels;
  private @Nullable String tier;

  GeminiOptionReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Takes the configuration of the generation. */
  void generation(JsonTree config) {
    for (var field : config.children()) {
      if (field.kind() != JsonKind.NULL) {
        take(field);
      }
    }
  }

  private void take(JsonTree field) {
    switch (GeminiField.camel(field.name())) {
      case "maxOutputTokens" -> outputLimit = whole(field, Feature.OUTPUT_LIMIT);
      case "temperature" -> temperature = notes.number(Feature.TEMPERATURE, field);
      case "topP" -> topP = notes.number(Feature.TOP_P, field);
      case "topK" -> topK = whole(field, Feature.TOP_K);
      case "seed" -> seed = whole(field, Feature.SEED);
      case "presencePenalty" -> presence = notes.penalty(Feature.PRESENCE_PENALTY, field);
      case "frequencyPenalty" -> frequency = notes.penalty(Feature.FREQUENCY_PENALTY, field);
      case "stopSequences" -> stop(field);
      case "candidateCount" -> choices(field);
      case "responseLogprobs" -> {
        logprobs = Boolean.TRUE.equals(field.flag());
        if (logprobs) {
          notes.given(Feature.LOGPROBS, field);
        }
      }
      case "logprobs" -> {
        var top = whole(field, Feature.LOGPROBS);
        topLogprobs = top == null ? 0 : Math.clamp(top, 0, 100);
      }
      case "responseMimeType" -> mimeType(field);
      case "responseSchema", "responseJsonSchema", "ResponseJsonSchema" -> schema = field;
      case "responseModalities" -> modalities(field);
      case "speechConfig" -> notes.taken(Feature.AUDIO_OUTPUT, field);
      case "imageConfig" -> notes.taken(Feature.IMAGE_OUTPUT, field);
      case "mediaResolution" -> detail = GeminiPartReader.detail(field, notes);
      case "thinkingConfig" -> reasoning = new GeminiThinkingReader(notes).read(field);
      default -> notes.taken(Feature.UNKNOWN, field);
    }
  }

  /** A whole number may be spelled with a point, as clients in JavaScript and Python do. */
  private @Nullable Long whole(JsonTree field, Feature feature) {
    notes.given(feature, field);
    var value = field.number();
    if (value == null || value.precision() - value.scale() > 18) {
      notes.wrong(field, "a whole number");
      return null;
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException notWhole) {
      notes.wrong(field, "a whole number");
      return null;
    }
  }

  private void stop(JsonTree field) {
    for (var item : field.children()) {
      var text = item.text();
      if (text == null) {
        notes.wrong(field, "an array of texts");
        return;
      }
      stop.add(text);
    }
    if (!stop.isEmpty()) {
      notes.given(Feature.STOP, field);
    }
  }

  private void choices(JsonTree field) {
    var count = field.whole();
    if (count == null || count < 1 || count > Integer.MAX_VALUE) {
      notes.wrong(field, "a whole number of at least 1");
    } else if (count > 1) {
      notes.given(Feature.CHOICES, field);
      choices = count.intValue();
    }
  }

  private void mimeType(JsonTree field) {
    mimeType = field;
    json = field.is("application/json");
    if (!json && !field.is("text/plain")) {
      notes.given(Feature.UNKNOWN, field);
    }
  }

  private void modalities(JsonTree field) {
    for (var modality : field.children()) {
      if (modality.is("AUDIO")) {
        notes.given(Feature.AUDIO_OUTPUT, field);
      } else if (modality.is("IMAGE")) {
        notes.given(Feature.IMAGE_OUTPUT, field);
      } else if (!modality.is("TEXT") && !modality.is("MODALITY_UNSPECIFIED")) {
        notes.given(Feature.UNKNOWN, modality);
      }
    }
  }

  /** Takes labels, which are the caller's own. */
  void labels(JsonTree field) {
    if (!field.children().isEmpty()) {
      notes.given(Feature.METADATA, field);
      labels = field.raw();
    }
  }

  /** Takes how the request is to be treated for its price. */
  void tier(JsonTree field) {
    notes.given(Feature.SERVICE_TIER, field);
    tier = field.text() == null ? null : field.text().toLowerCase(Locale.ROOT);
  }

  Sampling sampling() {
    return new Sampling(
        outputLimit,
        temperature,
        topP,
        topK,
        stop,
        seed,
        presence,
        frequency,
        choices,
        logprobs || topLogprobs > 0 ? Integer.valueOf(topLogprobs) : null);
  }

  /** A schema counts together with JSON only, as at Google's. */
  ResponseFormat format() {
    if (schema != null && (json || mimeType == null)) {
      notes.given(Feature.JSON_SCHEMA, schema);
      boolean own = GeminiField.camel(schema.name()).equals("responseSchema");
      return new ResponseFormat.JsonBySchema(
          null, null, own ? GeminiSchema.standard(schema) : schema.raw(), null);
    }
    if (schema != null) {
      notes.taken(Feature.UNKNOWN, schema);
    }
    if (json && mimeType != null) {
      notes.given(Feature.ANY_JSON, mimeType);
      return new ResponseFormat.AnyJson();
    }
    return new ResponseFormat.AnyText();
  }

  /** Returns how closely to look at images, in OpenAI's words; null for as the vendor likes. */
  @Nullable String detail() {
    return detail;
  }

  ReasoningWish reasoning() {
    return reasoning;
  }

  Labels labels() {
    return new Labels(null, labels, tier, null);
  }
}
