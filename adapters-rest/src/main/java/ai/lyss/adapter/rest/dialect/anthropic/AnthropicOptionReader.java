package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ChatContent.Labels;
import ai.lyss.domain.content.Effort;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.ReasoningWish;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.json.JsonKind;
import ai.lyss.domain.json.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a request that are neither messages nor tools. */
final class AnthropicOptionReader {

  private final ContentNotes notes;
  private final List<String> stop = new ArrayList<>();
  private @Nullable Long outputLimit;
  private @Nullable BigDecimal temperature;
  private @Nullable BigDecimal topP;
  private @Nullable Long topK;
  private ResponseFormat format = new ResponseFormat.AnyText();
  private boolean adaptive;
  private @Nullable Effort effort;
  private @Nullable Long budget;
  private @Nullable Boolean shown;
  private @Nullable String endUser;
  private @Nullable String serviceTier;

  AnthropicOptionReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Takes a field with its value; a null says nothing. */
  void take(JsonTree field) {
    if (field.kind() == JsonKind.NULL) {
      return;
    }
    switch (field.name()) {
      case "max_tokens" -> outputLimit = notes.whole(Feature.OUTPUT_LIMIT, field);
      case "temperature" -> temperature = notes.number(Feature.TEMPERATURE, field);
      case "top_p" -> topP = notes.number(Feature.TOP_P, field);
      case "top_k" -> topK = notes.whole(Feature.TOP_K, field);
      case "stop_sequences" -> stop(field);
      case "thinking" -> thinking(field);
      case "output_config" -> outputConfig(field);
      case "metadata" -> metadata(field);
      case "service_tier" -> {
        notes.given(Feature.SERVICE_TIER, field);
        serviceTier = field.text();
      }
      case "cache_control" -> notes.taken(Feature.CACHE_KEY, field);
      case "mcp_servers" -> list(field, Feature.HOSTED_TOOL);
      case "context_management" -> notes.taken(Feature.TRUNCATION, field);
      case "container" -> notes.taken(Feature.STORED_CONVERSATION, field);
      case "speed" -> {
        if (!field.is("standard")) {
          notes.taken(Feature.UNKNOWN, field);
        }
      }
      default -> notes.taken(Feature.UNKNOWN, field);
    }
  }

  private void list(JsonTree field, Feature feature) {
    if (!field.children().isEmpty()) {
      notes.taken(feature, field);
    }
  }

  private void stop(JsonTree field) {
    for (var item : field.children()) {
      var text = item.text();
      if (text == null) {
        notes.wrong(item, "a text");
        return;
      }
      stop.add(text);
    }
    if (!field.isArray()) {
      notes.wrong(field, "an array of texts");
    } else if (!stop.isEmpty()) {
      notes.given(Feature.STOP, field);
    }
  }

  private void thinking(JsonTree thinking) {
    var type = thinking.textOf("type");
    switch (type == null ? "" : type) {
      case "enabled" -> {
        var tokens = thinking.get("budget_tokens");
        budget = tokens == null ? null : tokens.whole();
        if (budget == null || budget < 1) {
          notes.wrong(thinking, "enabled with its budget_tokens");
        }
        notes.given(Feature.REASONING_BUDGET, thinking);
      }
      case "adaptive", "between_tools" -> {
        adaptive = true;
        notes.given(Feature.EFFORT, thinking);
      }
      case "disabled" -> {
        effort = Effort.NONE;
        notes.given(Feature.EFFORT, thinking);
      }
      default -> notes.wrong(thinking, "of type enabled, adaptive, between_tools or disabled");
    }
    var display = thinking.get("display");
    if (display != null) {
      notes.given(Feature.SHOWN_REASONING, display);
      shown = !display.is("omitted");
    }
  }

  private void outputConfig(JsonTree config) {
    var wished = config.get("effort");
    if (wished != null) {
      var known = wished.text() == null ? null : Effort.ofWireName(wished.text()).orElse(null);
      if (known == null) {
        notes.wrong(wished, "low, medium, high, xhigh or max");
        return;
      }
      notes.given(Feature.EFFORT, wished);
      effort = effort == Effort.NONE ? effort : known;
    }
    var form = config.get("format");
    if (form != null) {
      var schema = form.get("schema");
      if (!"json_schema".equals(form.textOf("type")) || schema == null || !schema.isObject()) {
        notes.wrong(form, "of type json_schema with its schema");
        return;
      }
      notes.given(Feature.JSON_SCHEMA, form);
      format = new ResponseFormat.JsonBySchema(null, null, schema.raw(), true);
    }
  }

  private void metadata(JsonTree metadata) {
    var user = metadata.get("user_id");
    if (user != null) {
      notes.given(Feature.END_USER, user);
      endUser = user.text();
    }
  }

  Sampling sampling() {
    return new Sampling(outputLimit, temperature, topP, topK, stop, null, null, null, 1, null);
  }

  ResponseFormat format() {
    return format;
  }

  /** Reasoning that adapts has an effort, and a high one unless the caller says otherwise. */
  ReasoningWish reasoning() {
    return new ReasoningWish(adaptive && effort == null ? Effort.HIGH : effort, budget, shown);
  }

  Labels labels() {
    return new Labels(endUser, null, serviceTier, null);
  }
}
