package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.math.BigDecimal;
import java.util.List;

/** Prints a content as JSON that belongs to no dialect; what is null or empty is left out. */
final class ContentPrinter {

  private final JsonOut out = new JsonOut();

  private ContentPrinter() {}

  static String print(ChatContent content) {
    var printer = new ContentPrinter();
    printer.content(content);
    return new String(printer.out.take(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private void content(ChatContent content) {
    out.object().name("messages").array();
    content.messages().forEach(this::message);
    out.endArray();
    sampling(content);
    tools(content);
    switch (content.format()) {
      case ResponseFormat.AnyText any -> {}
      case ResponseFormat.AnyJson any -> out.name("format").text("json");
      case ResponseFormat.JsonBySchema by -> {
        out.name("format").object();
        text("name", by.name());
        out.name("schema").raw(by.schema()).endObject();
      }
    }
    var wish = content.reasoning();
    if (wish.effort() != null || wish.budgetTokens() != null || wish.shown() != null) {
      out.name("reasoning").object();
      text("effort", wish.effort() == null ? null : wish.effort().wireName());
      number("budgetTokens", wish.budgetTokens());
      flag("shown", wish.shown());
      out.endObject();
    }
    text("endUser", content.labels().endUser());
    text("serviceTier", content.labels().serviceTier());
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
      case ChatMessage.System said -> parts("system", said.parts());
      case ChatMessage.User said -> parts("user", said.parts());
      case ChatMessage.Assistant said -> parts("assistant", said.parts());
      case ChatMessage.ToolResult result -> {
        out.name("tool").text(result.callId());
        text("name", result.name());
        parts("parts", result.parts());
        flag("failed", result.outcome() == ChatMessage.ToolResult.Outcome.FAILED ? true : null);
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
        out.name("mediaType").text(inline.mediaType()).name("base64").text(inline.base64());
      }
      case MediaSource.Url url -> out.name("url").text(url.url());
      case MediaSource.FileId id -> out.name("file").text(id.id());
      case MediaSource.PlainText plain -> out.name("plain").text(plain.text());
    }
    out.endObject();
  }

  private void signature(String name, ThoughtSignature signature) {
    if (signature != null) {
      out.name(name).object().name(signature.issuer().name()).text(signature.value()).endObject();
    }
  }

  private void cache(CacheMark mark) {
    if (mark != null) {
      out.name("cache").text(mark.ttl() == null ? "" : mark.ttl());
    }
  }

  private void sampling(ChatContent content) {
    var sampling = content.sampling();
    number("outputLimit", sampling.outputLimit());
    decimal("temperature", sampling.temperature());
    decimal("topP", sampling.topP());
    number("topK", sampling.topK());
    if (!sampling.stop().isEmpty()) {
      out.name("stop").array();
      sampling.stop().forEach(out::text);
      out.endArray();
    }
  }

  private void tools(ChatContent content) {
    var use = content.tools();
    if (use.tools().isEmpty()) {
      return;
    }
    out.name("tools").array();
    for (var tool : use.tools()) {
      out.object();
      switch (tool) {
        case Tool.Function function -> {
          out.name("function").text(function.name());
          text("description", function.description());
          raw("parameters", function.parameters());
          flag("strict", function.strict());
          cache(function.cache());
        }
        case Tool.Custom custom -> out.name("custom").text(custom.name());
        case Tool.Hosted hosted -> out.name("hosted").text(hosted.name());
      }
      out.endObject();
    }
    out.endArray();
    switch (use.choice()) {
      case null -> {}
      case ToolChoice.Auto auto -> text("choice", "auto");
      case ToolChoice.None none -> text("choice", "none");
      case ToolChoice.Required required -> text("choice", "required");
      case ToolChoice.Named named -> text("choice", "named " + named.name());
      case ToolChoice.AutoAmong some -> text("choice", "auto " + some.names());
      case ToolChoice.RequiredAmong some -> text("choice", "required " + some.names());
    }
    flag("parallel", use.parallel());
  }

  private void text(String name, String value) {
    if (value != null) {
      out.name(name).text(value);
    }
  }

  private void number(String name, Long value) {
    if (value != null) {
      out.name(name).number(value);
    }
  }

  private void decimal(String name, BigDecimal value) {
    if (value != null) {
      out.name(name).number(value);
    }
  }

  private void flag(String name, Boolean value) {
    if (value != null) {
      out.name(name).flag(value);
    }
  }

  private void raw(String name, RawJson value) {
    if (value != null) {
      out.name(name).raw(value);
    }
  }
}
