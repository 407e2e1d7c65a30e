package ai.lyss.adapter.rest.golden;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prints the content of a chat in the JSON form that belongs to no dialect: {@code messages},
 * {@code sampling}, {@code tools}, {@code choice}, {@code parallel}, {@code format}, {@code
 * reasoning}, {@code labels}, and {@code given} with the places of each feature. What was not said
 * is left out.
 */
public final class ContentPrinter {

  private final JsonOut out = new JsonOut();

  private ContentPrinter() {}

  /** Prints a content. */
  public static String print(ChatContent content) {
    return new ContentPrinter().all(content);
  }

  private String all(ChatContent content) {
    out.object().name("messages").array();
    content.messages().forEach(this::message);
    out.endArray();
    sampling(content);
    new ToolPrinter(out).print(content.tools());
    switch (content.format()) {
      case ResponseFormat.AnyText any -> {}
      case ResponseFormat.AnyJson any -> out.name("format").text("json");
      case ResponseFormat.JsonBySchema schema -> {
        out.name("format").object();
        text("name", schema.name());
        text("description", schema.description());
        out.name("schema").raw(schema.schema());
        flag("strict", schema.strict());
        out.endObject();
      }
    }
    reasoning(content);
    labels(content.labels());
    out.name("given").object();
    for (var feature : Feature.values()) {
      if (content.given().has(feature)) {
        out.name(feature.name()).array();
        content.given().places(feature).forEach(out::text);
        out.endArray();
      }
    }
    return new String(out.endObject().endObject().take(), StandardCharsets.UTF_8);
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
        parts("parts", result.parts());
        if (result.outcome() == ChatMessage.ToolResult.Outcome.FAILED) {
          out.name("failed").flag(true);
        }
        cache(result.cache());
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
    if (part instanceof ContentPart.Text text && text.cache() == null) {
      out.text(text.text());
      return;
    }
    out.object();
    switch (part) {
      case ContentPart.Text text -> {
        out.name("text").text(text.text());
        cache(text.cache());
      }
      case ContentPart.Image image -> {
        source("image", image.source());
        text("detail", image.detail());
        cache(image.cache());
      }
      case ContentPart.Audio audio -> source("audio", audio.source());
      case ContentPart.Document document -> {
        source("document", document.source());
        text("name", document.name());
        cache(document.cache());
      }
      case ContentPart.Reasoning thought -> {
        out.name("reasoning").text(thought.text());
        signature("signature", thought.signature());
      }
      case ContentPart.SealedReasoning sealed -> signature("sealed", sealed.data());
      case ContentPart.ToolCall call -> {
        out.name("call").text(call.id()).name("name").text(call.name());
        out.name("arguments").raw(call.arguments());
        signature("signature", call.signature());
        cache(call.cache());
      }
      case ContentPart.Refusal refusal -> out.name("refusal").text(refusal.text());
    }
    out.endObject();
  }

  private void source(String name, MediaSource source) {
    out.name(name).object();
    switch (source) {
      case MediaSource.Inline inline -> {
        text("mediaType", inline.mediaType());
        text("base64", inline.base64());
      }
      case MediaSource.Url url -> {
        text("url", url.url());
        text("mediaType", url.mediaType());
      }
      case MediaSource.FileId file -> text("file", file.id());
      case MediaSource.PlainText plain -> text("plain", plain.text());
    }
    out.endObject();
  }

  private void signature(String name, ThoughtSignature signature) {
    if (signature != null) {
      out.name(name).object().name(signature.issuer().name()).text(signature.value());
      out.endObject();
    }
  }

  private void cache(CacheMark mark) {
    if (mark != null) {
      out.name("cache");
      if (mark.ttl() == null) {
        out.flag(true);
      } else {
        out.text(mark.ttl());
      }
    }
  }

  private void sampling(ChatContent content) {
    var sampling = content.sampling();
    out.name("sampling").object();
    whole("outputLimit", sampling.outputLimit());
    number("temperature", sampling.temperature());
    number("topP", sampling.topP());
    whole("topK", sampling.topK());
    if (!sampling.stop().isEmpty()) {
      out.name("stop").array();
      sampling.stop().forEach(out::text);
      out.endArray();
    }
    whole("seed", sampling.seed());
    number("presencePenalty", sampling.presencePenalty());
    number("frequencyPenalty", sampling.frequencyPenalty());
    whole("choices", sampling.choices() == 1 ? null : Long.valueOf(sampling.choices()));
    var top = sampling.topLogprobs();
    whole("topLogprobs", top == null ? null : Long.valueOf(top));
    out.endObject();
  }

  private void reasoning(ChatContent content) {
    var wish = content.reasoning();
    out.name("reasoning").object();
    text("effort", wish.effort() == null ? null : wish.effort().wireName());
    whole("budgetTokens", wish.budgetTokens());
    flag("shown", wish.shown());
    out.endObject();
  }

  private void labels(ChatContent.Labels labels) {
    out.name("labels").object();
    text("endUser", labels.endUser());
    raw("metadata", labels.metadata());
    text("serviceTier", labels.serviceTier());
    text("verbosity", labels.verbosity());
    out.endObject();
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

  private void flag(String name, Boolean value) {
    if (value != null) {
      out.name(name).flag(value);
    }
  }

  private void whole(String name, Long value) {
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
