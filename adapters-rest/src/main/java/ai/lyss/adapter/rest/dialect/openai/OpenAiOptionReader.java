package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatContent.Labels;
import ai.lyss.domain.content.Effort;
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
import org.jspecify.annotations.Nullable;

/** Reads the fields of a Chat Completions body that are neither messages nor tools. */
final class OpenAiOptionReader {

  private static final int MOST_TOP_LOGPROBS = 20;

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
  private ResponseFormat format = new ResponseFormat.AnyText();
  private ReasoningWish reasoning = ReasoningWish.UNSAID;
  private @Nullable String endUser;
  private @Nullable RawJson metadata;
  private @Nullable String serviceTier;
  private @Nullable String verbosity;

  OpenAiOptionReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Takes a field with its value; a null says nothing. */
  void take(JsonTree field) {
    if (field.kind() == JsonKind.NULL) {
      return;
    }
    switch (field.name()) {
      case "max_tokens", "max_completion_tokens" ->
          outputLimit = notes.whole(Feature.OUTPUT_LIMIT, field);
      case "temperature" -> temperature = notes.number(Feature.TEMPERATURE, field);
      case "top_p" -> topP = notes.number(Feature.TOP_P, field);
      case "top_k" -> topK = notes.whole(Feature.TOP_K, field);
      case "seed" -> seed = notes.whole(Feature.SEED, field);
      case "stop" -> stop(field);
      case "presence_penalty" -> presence = notes.penalty(Feature.PRESENCE_PENALTY, field);
      case "frequency_penalty" -> frequency = notes.penalty(Feature.FREQUENCY_PENALTY, field);
      case "n" -> choices(field);
      case "logprobs" -> logprobs(field);
      case "top_logprobs" -> topLogprobs(field);
      case "response_format" -> format(field);
      case "reasoning_effort" -> effort(field);
      case "verbosity" -> verbosity = notes.text(Feature.VERBOSITY, field);
      case "user", "safety_identifier" -> endUser = notes.text(Feature.END_USER, field);
      case "metadata" -> {
        notes.given(Feature.METADATA, field);
        metadata = field.raw();
      }
      case "service_tier" -> serviceTier = notes.text(Feature.SERVICE_TIER, field);
      default -> other(field);
    }
  }

  /** What no other dialect has a word for; the values that change nothing are not worth a note. */
  private void other(JsonTree field) {
    var feature =
        switch (field.name()) {
          case "logit_bias" -> field.children().isEmpty() ? null : Feature.LOGIT_BIAS;
          case "modalities" -> modalities(field);
          case "audio" -> Feature.AUDIO_OUTPUT;
          case "prediction" -> Feature.PREDICTION;
          case "store" -> Boolean.TRUE.equals(field.flag()) ? Feature.STORE : null;
          case "web_search_options" -> Feature.WEB_SEARCH;
          case "moderation" -> Feature.MODERATION;
          case "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention" ->
              Feature.CACHE_KEY;
          default -> Feature.UNKNOWN;
        };
    if (feature == Feature.WEB_SEARCH) {
      notes.given(feature, field); // how to search is another matter
    } else if (feature != null) {
      notes.taken(feature, field);
    }
  }

  private static @Nullable Feature modalities(JsonTree field) {
    for (var modality : field.children()) {
      if (modality.is("audio")) {
        return Feature.AUDIO_OUTPUT;
      }
      if (!modality.is("text")) {
        return modality.is("image") ? Feature.IMAGE_OUTPUT : Feature.UNKNOWN;
      }
    }
    return null;
  }

  private void stop(JsonTree field) {
    for (var item : field.isArray() ? field.children() : List.of(field)) {
      var text = item.text();
      if (text == null) {
        notes.wrong(field, "a text or an array of texts");
        return;
      }
      stop.add(text);
    }
    if (!stop.isEmpty()) {
      notes.given(Feature.STOP, field);
    }
  }

  private void choices(JsonTree field) {
    var n = field.whole();
    if (n == null || n < 1 || n > Integer.MAX_VALUE) {
      notes.wrong(field, "a whole number of at least 1");
    } else if (n > 1) {
      notes.given(Feature.CHOICES, field);
      choices = n.intValue();
    }
  }

  private void logprobs(JsonTree field) {
    logprobs = Boolean.TRUE.equals(field.flag());
    if (logprobs) {
      notes.given(Feature.LOGPROBS, field);
    }
  }

  private void topLogprobs(JsonTree field) {
    var top = field.whole();
    if (top == null || top < 0 || top > MOST_TOP_LOGPROBS) {
      notes.wrong(field, "a whole number from 0 to " + MOST_TOP_LOGPROBS);
    } else if (top > 0) {
      notes.given(Feature.LOGPROBS, field);
      topLogprobs = top.intValue();
    }
  }

  private void format(JsonTree field) {
    var type = field.textOf("type");
    if ("json_object".equals(type)) {
      notes.given(Feature.ANY_JSON, field);
      format = new ResponseFormat.AnyJson();
    } else if ("json_schema".equals(type)) {
      var wrapper = field.get("json_schema");
      var schema = wrapper == null ? null : wrapper.get("schema");
      if (wrapper == null || schema == null || !schema.isObject()) {
        notes.wrong(field, "a json_schema with a schema");
        return;
      }
      notes.given(Feature.JSON_SCHEMA, field);
      var description = wrapper.get("description");
      if (description != null) {
        notes.given(Feature.SCHEMA_DESCRIPTION, description);
      }
      var strict = wrapper.get("strict");
      format =
          new ResponseFormat.JsonBySchema(
              wrapper.textOf("name"),
              wrapper.textOf("description"),
              schema.raw(),
              strict == null ? null : strict.flag());
    } else if (!"text".equals(type)) {
      notes.wrong(field, "of type text, json_object or json_schema");
    }
  }

  private void effort(JsonTree field) {
    var effort = field.text() == null ? null : Effort.ofWireName(field.text()).orElse(null);
    if (effort == null) {
      notes.wrong(field, "none, minimal, low, medium, high, xhigh or max");
      return;
    }
    notes.given(Feature.EFFORT, field);
    reasoning = new ReasoningWish(effort, null, null);
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

  ResponseFormat format() {
    return format;
  }

  ReasoningWish reasoning() {
    return reasoning;
  }

  Labels labels() {
    return new Labels(endUser, metadata, serviceTier, verbosity);
  }
}
