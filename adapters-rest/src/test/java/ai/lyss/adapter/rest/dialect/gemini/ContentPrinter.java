package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.Sampling;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prints what was read of a request as JSON that belongs to no dialect; what is null is left out.
 */
final class ContentPrinter {

  private final JsonOut out = new JsonOut();

  private ContentPrinter() {}

  static String print(ChatContent content) {
    var printer = new ContentPrinter();
    printer.content(content);
    return new String(printer.out.take(), StandardCharsets.UTF_8);
  }

  private void content(ChatContent content) {
    out.object().name("messages").array();
    content.messages().forEach(this::message);
    out.endArray();
    sampling(content.sampling());
    tools(content);
    switch (content.format()) {
      case ResponseFormat.AnyText text -> {}
      case ResponseFormat.AnyJson json -> out.name("format").text("json");
      case ResponseFormat.JsonBySchema schema -> out.name("format").raw(schema.schema());
    }
    var reasoning = content.reasoning();
    if (reasoning.effort() != null) {
      out.name("effort").text(reasoning.effort().wireName());
    }
    number("budget", reasoning.budgetTokens());
    if (reasoning.shown() != null) {
      out.name("shown").flag(reasoning.shown());
    }
    text("serviceTier", content.labels().serviceTier());
    raw("metadata", content.labels().metadata());
    out.name("given").object();
    for (var feature : content.given().all()) {
      out.name(feature.name()).array();
      content.given().places(feature).forEach(out::text);
      out.endArray();
    }
    out.endObject().endObject();
  }

  private void message(ChatMessage message) {
    out.object();
    switch (message) {
      case ChatMessage.System system -> parts("system", system.parts());
      case ChatMessage.User user -> parts("user", user.parts());
      case ChatMessage.Assistant assistant -> parts("assistant", assistant.parts());
      case ChatMessage.ToolResult result -> {
        out.name("tool").text(result.callId());
        text("name", result.name());
        if (result.outcome() == ChatMessage.ToolResult.Outcome.FAILED) {
          out.name("failed").flag(true);
        }
        parts("parts", result.parts());
      }
    }
    out.endObject();
  }

  private void parts(String name, List<ContentPart> parts) {
    out.name(name).array();
    parts.forEach(this::part);
    out.endArray();
  }

  private void part(ContentPart part) {
    switch (part) {
      case ContentPart.Text text -> out.text(text.text());
      case ContentPart.Image image -> {
        source("image", image.source());
        text("detail", image.detail());
        out.endObject();
      }
      case ContentPart.Audio audio -> {
        source("audio", audio.source());
        out.endObject();
      }
      case ContentPart.Document document -> {
        source("document", document.source());
        out.endObject();
      }
      case ContentPart.Reasoning thought -> {
        out.object().name("reasoning").text(thought.text());
        signature("signature", thought.signature());
        out.endObject();
      }
      case ContentPart.SealedReasoning sealed -> {
        out.object();
        signature("sealed", sealed.data());
        out.endObject();
      }
      case ContentPart.ToolCall call -> {
        out.object().name("call").text(call.id()).name("name").text(call.name());
        out.name("arguments").raw(call.arguments());
        signature("signature", call.signature());
        out.endObject();
      }
      case ContentPart.Refusal refusal -> throw new AssertionError("no such part in this dialect");
    }
  }

  private void source(String name, MediaSource source) {
    out.object().name(name);
    switch (source) {
      case MediaSource.Inline inline -> out.text(inline.mediaType() + "," + inline.base64());
      case MediaSource.Url url -> out.text(url.url());
      case MediaSource.FileId id -> out.text("file:" + id.id());
      case MediaSource.PlainText plain -> out.text("plain:" + plain.text());
    }
  }

  private void signature(String name, ThoughtSignature signature) {
    if (signature != null) {
      out.name(name).text(signature.issuer() + ":" + signature.value());
    }
  }

  private void sampling(Sampling sampling) {
    number("outputLimit", sampling.outputLimit());
    number("temperature", sampling.temperature());
    number("topP", sampling.topP());
    number("topK", sampling.topK());
    number("seed", sampling.seed());
    number("presencePenalty", sampling.presencePenalty());
    number("frequencyPenalty", sampling.frequencyPenalty());
    if (!sampling.stop().isEmpty()) {
      out.name("stop").array();
      sampling.stop().forEach(out::text);
      out.endArray();
    }
    if (sampling.choices() != 1) {
      out.name("choices").number(sampling.choices());
    }
    if (sampling.topLogprobs() != null) {
      out.name("topLogprobs").number(sampling.topLogprobs());
    }
  }

  private void tools(ChatContent content) {
    var use = content.tools();
    if (!use.tools().isEmpty()) {
      out.name("tools").array();
      for (var tool : use.tools()) {
        out.object().name("name").text(tool.name());
        switch (tool) {
          case Tool.Function function -> {
            text("description", function.description());
            raw("parameters", function.parameters());
          }
          case Tool.Custom custom -> throw new AssertionError("no such tool in this dialect");
          case Tool.Hosted hosted -> raw("definition", hosted.definition());
        }
        out.endObject();
      }
      out.endArray();
    }
    text(
        "choice",
        switch (use.choice()) {
          case null -> null;
          case ToolChoice.Auto auto -> "auto";
          case ToolChoice.None none -> "none";
          case ToolChoice.Required required -> "required";
          case ToolChoice.Named named -> "named " + named.name();
          case ToolChoice.AutoAmong among -> "auto among " + among.names();
          case ToolChoice.RequiredAmong among -> "required among " + among.names();
        });
  }

  private void text(String name, String value) {
    if (value != null) {
      out.name(name).text(value);
    }
  }

  private void raw(String name, RawJson value) {
    if (value != null) {
      out.name(name).raw(value);
    }
  }

  private void number(String name, Long value) {
    if (value != null) {
      out.name(name).number(value);
    }
  }

  private void number(String name, BigDecimal value) {
    if (value != null) {
      out.name(name).number(value);
    }
  }
}
