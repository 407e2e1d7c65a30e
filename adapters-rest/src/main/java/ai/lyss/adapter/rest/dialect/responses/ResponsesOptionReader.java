package ai.lyss.adapter.rest.dialect.responses;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a body that are neither input nor tools. */
final class ResponsesOptionReader {

  private static final int MOST_LOGPROBS = 20;

  private final ContentNotes notes;
  private @Nullable Long outputLimit;
  private @Nullable BigDecimal temperature;
  private @Nullable BigDecimal topP;
  private boolean logprobs;
  private int topLogprobs;
  private ResponseFormat format = new ResponseFormat.AnyText();
  private @Nullable Effort effort;
  private @Nullable Boolean shown;
  private @Nullable String endUser;
  private @Nullable RawJson metadata;
  private @Nullable String serviceTier;
  private @Nullable String verbosity;

  ResponsesOptionReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Takes a field with its value; a null says nothing. */
  void take(JsonTree field) {
    if (field.kind() == JsonKind.NULL) {
      return;
    }
    switch (field.name()) {
      case "max_output_tokens" -> {
        notes.given(Feature.OUTPUT_LIMIT, field);
        outputLimit = field.whole();
      }
      case "temperature" -> temperature = notes.number(Feature.TEMPERATURE, field);
      case "top_p" -> topP = notes.number(Feature.TOP_P, field);
      case "top_logprobs" -> topLogprobs(field);
      case "include" -> field.children().forEach(this::include);
      case "text" -> text(field);
      case "reasoning" -> reasoning(field);
      case "user", "safety_identifier" -> endUser = notes.text(Feature.END_USER, field);
      case "metadata" -> {
        if (!field.children().isEmpty()) {
          notes.given(Feature.METADATA, field);
          metadata = field.raw();
        }
      }
      case "service_tier" -> {
        if (!field.is("auto")) {
          serviceTier = notes.text(Feature.SERVICE_TIER, field);
        }
      }
      default -> other(field);
    }
  }

  /** What no other dialect has a word for; the values that change nothing are not worth a note. */
  private void other(JsonTree field) {
    boolean on = !Boolean.FALSE.equals(field.flag());
    var feature =
        switch (field.name()) {
          case "store" -> on ? Feature.STORED_CONVERSATION : null;
          case "previous_response_id", "conversation", "prompt" -> Feature.STORED_CONVERSATION;
          case "background" -> on ? Feature.BACKGROUND : null;
          case "truncation" -> field.is("disabled") ? null : Feature.TRUNCATION;
          case "context_management" -> Feature.TRUNCATION;
          case "moderation" -> Feature.MODERATION;
          case "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention" ->
              Feature.CACHE_KEY;
          default -> Feature.UNKNOWN;
        };
    if (feature != null) {
      notes.taken(feature, field);
    }
  }

  private void topLogprobs(JsonTree field) {
    var top = field.whole();
    if (top == null || top < 0 || top > MOST_LOGPROBS) {
      notes.wrong(field, "a whole number from 0 to " + MOST_LOGPROBS);
    } else if (top > 0) {
      notes.given(Feature.LOGPROBS, field);
      logprobs = true;
      topLogprobs = top.intValue();
    }
  }

  /** What a caller wants to see; reasoning that is signed comes back sealed in any case. */
  private void include(JsonTree wish) {
    if (wish.is("message.output_text.logprobs")) {
      notes.given(Feature.LOGPROBS, wish);
      logprobs = true;
    } else if (!wish.is("reasoning.encrypted_content")) {
      notes.given(Feature.UNKNOWN, wish);
    }
  }

  private void text(JsonTree field) {
    for (var member : field.children()) {
      switch (member.name()) {
        case "format" -> format(member);
        case "verbosity" -> {
          if (member.kind() != JsonKind.NULL) {
            verbosity = notes.text(Feature.VERBOSITY, member);
          }
        }
        default -> notes.taken(Feature.UNKNOWN, member);
      }
    }
  }

  private void format(JsonTree field) {
    if (field.kind() == JsonKind.NULL || "text".equals(field.textOf("type"))) {
      return;
    }
    if ("json_object".equals(field.textOf("type"))) {
      notes.given(Feature.ANY_JSON, field);
      format = new ResponseFormat.AnyJson();
      return;
    }
    var schema = field.get("schema");
    if (!"json_schema".equals(field.textOf("type")) || schema == null || !schema.isObject()) {
      notes.wrong(field, "of type text, json_object, or json_schema with a schema");
      return;
    }
    notes.given(Feature.JSON_SCHEMA, field);
    var description = field.get("description");
    if (description != null) {
      notes.given(Feature.SCHEMA_DESCRIPTION, description);
    }
    var strict = field.get("strict");
    format =
        new ResponseFormat.JsonBySchema(
            field.textOf("name"),
            field.textOf("description"),
            schema.raw(),
            strict == null ? null : strict.flag());
  }

  private void reasoning(JsonTree field) {
    for (var member : field.children()) {
      if (member.kind() == JsonKind.NULL) {
        continue;
      }
      switch (member.name()) {
        case "effort" -> effort(member);
        case "summary", "generate_summary" -> {
          notes.given(Feature.SHOWN_REASONING, member);
          shown = true;
        }
        default -> notes.taken(Feature.UNKNOWN, member);
      }
    }
  }

  private void effort(JsonTree field) {
    var name = field.text();
    effort = name == null ? null : Effort.ofWireName(name).orElse(null);
    if (effort == null) {
      notes.wrong(field, "none, minimal, low, medium, high, xhigh or max");
      return;
    }
    notes.given(Feature.EFFORT, field);
  }

  Sampling sampling() {
    return new Sampling(
        outputLimit,
        temperature,
        topP,
        null,
        List.of(),
        null,
        null,
        null,
        1,
        logprobs ? Integer.valueOf(topLogprobs) : null);
  }

  ResponseFormat format() {
    return format;
  }

  ReasoningWish reasoning() {
    return new ReasoningWish(effort, null, shown);
  }

  Labels labels() {
    return new Labels(endUser, metadata, serviceTier, verbosity);
  }
}
