package ai.lyss.adapter.rest.dialect.golden;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.ChatMessage;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ResponseFormat;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.json.RawJson;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;

/**
 * Prints the content of a chat in a form that belongs to no dialect: messages by who says them,
 * then whatever else was said, then each feature with its places. What was not said is left out.
 */
public final class ContentPrinter {

  private ContentPrinter() {}

  /** Prints a content. */
  public static JsonObject print(ChatContent content) {
    var out = new JsonObject();
    var messages = new JsonArray();
    content.messages().forEach(message -> messages.add(message(message)));
    out.put("messages", messages);
    put(out, "sampling", sampling(content));
    if (!content.tools().tools().isEmpty()) {
      var tools = new JsonArray();
      content.tools().tools().forEach(tool -> tools.add(tool(tool)));
      out.put("tools", tools);
    }
    put(out, "choice", choice(content.tools().choice()));
    put(out, "parallel", content.tools().parallel());
    put(out, "format", format(content.format()));
    put(out, "reasoning", reasoning(content));
    put(out, "labels", labels(content));
    var given = new JsonObject();
    for (var feature : content.given().all()) {
      given.put(feature.name(), new JsonArray(List.copyOf(content.given().places(feature))));
    }
    put(out, "given", given.isEmpty() ? null : given);
    return out;
  }

  private static JsonObject message(ChatMessage message) {
    return switch (message) {
      case ChatMessage.System system -> new JsonObject().put("system", parts(system.parts()));
      case ChatMessage.User user -> new JsonObject().put("user", parts(user.parts()));
      case ChatMessage.Assistant said -> new JsonObject().put("assistant", parts(said.parts()));
      case ChatMessage.ToolResult result -> {
        var out = new JsonObject().put("tool", result.callId());
        put(out, "name", result.name());
        out.put("parts", parts(result.parts()));
        boolean failed = result.outcome() == ChatMessage.ToolResult.Outcome.FAILED;
        put(out, "failed", failed ? Boolean.TRUE : null);
        yield out;
      }
    };
  }

  private static Object parts(List<ContentPart> parts) {
    if (parts.size() == 1
        && parts.getFirst() instanceof ContentPart.Text text
        && text.cache() == null) {
      return part(text);
    }
    var out = new JsonArray();
    parts.forEach(part -> out.add(part(part)));
    return out;
  }

  private static Object part(ContentPart part) {
    var out = new JsonObject();
    switch (part) {
      case ContentPart.Text text -> {
        if (text.cache() == null) {
          return text.text();
        }
        cache(out.put("text", text.text()), text.cache());
      }
      case ContentPart.Image image -> {
        put(out.put("image", source(image.source())), "detail", image.detail());
        cache(out, image.cache());
      }
      case ContentPart.Audio audio -> out.put("audio", source(audio.source()));
      case ContentPart.Document document -> {
        put(out.put("document", source(document.source())), "name", document.name());
        cache(out, document.cache());
      }
      case ContentPart.Reasoning thought ->
          put(out.put("reasoning", thought.text()), "signature", signature(thought.signature()));
      case ContentPart.SealedReasoning sealed -> out.put("sealed", signature(sealed.data()));
      case ContentPart.ToolCall call -> {
        out.put("call", call.id()).put("name", call.name());
        out.put("arguments", json(call.arguments()));
        put(out, "signature", signature(call.signature()));
      }
      case ContentPart.Refusal refusal -> out.put("refusal", refusal.text());
    }
    return out;
  }

  private static void cache(JsonObject out, CacheMark mark) {
    if (mark != null) {
      out.put("cache", mark.ttl() == null ? Boolean.TRUE : mark.ttl());
    }
  }

  private static JsonObject source(MediaSource source) {
    return switch (source) {
      case MediaSource.Inline inline ->
          new JsonObject().put("mediaType", inline.mediaType()).put("base64", inline.base64());
      case MediaSource.Url url -> new JsonObject().put("url", url.url());
      case MediaSource.FileId file -> new JsonObject().put("file", file.id());
      case MediaSource.PlainText plain -> new JsonObject().put("plain", plain.text());
    };
  }

  private static JsonObject signature(ThoughtSignature signature) {
    return signature == null
        ? null
        : new JsonObject().put(signature.issuer().name(), signature.value());
  }

  private static JsonObject sampling(ChatContent content) {
    var sampling = content.sampling();
    var out = new JsonObject();
    put(out, "outputLimit", sampling.outputLimit());
    put(out, "temperature", digits(sampling.temperature()));
    put(out, "topP", digits(sampling.topP()));
    put(out, "topK", sampling.topK());
    put(out, "stop", sampling.stop().isEmpty() ? null : new JsonArray(sampling.stop()));
    put(out, "seed", sampling.seed());
    put(out, "presencePenalty", digits(sampling.presencePenalty()));
    put(out, "frequencyPenalty", digits(sampling.frequencyPenalty()));
    put(out, "choices", sampling.choices() == 1 ? null : sampling.choices());
    put(out, "topLogprobs", sampling.topLogprobs());
    return out.isEmpty() ? null : out;
  }

  /** Digits are part of what is carried on. */
  private static String digits(BigDecimal number) {
    return number == null ? null : number.toString();
  }

  private static JsonObject tool(Tool tool) {
    var out = new JsonObject();
    switch (tool) {
      case Tool.Function function -> {
        put(out.put("function", function.name()), "description", function.description());
        put(out, "parameters", json(function.parameters()));
        put(out, "strict", function.strict());
      }
      case Tool.Custom custom -> {
        put(out.put("custom", custom.name()), "description", custom.description());
        put(out, "format", json(custom.format()));
      }
      case Tool.Hosted hosted -> out.put("hosted", hosted.name());
    }
    return out;
  }

  private static Object choice(ToolChoice choice) {
    return switch (choice) {
      case null -> null;
      case ToolChoice.Auto auto -> "auto";
      case ToolChoice.None none -> "none";
      case ToolChoice.Required required -> "required";
      case ToolChoice.Named named -> new JsonObject().put("named", named.name());
      case ToolChoice.AutoAmong among ->
          new JsonObject().put("autoAmong", new JsonArray(among.names()));
      case ToolChoice.RequiredAmong among ->
          new JsonObject().put("requiredAmong", new JsonArray(among.names()));
    };
  }

  private static Object format(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.AnyText text -> null;
      case ResponseFormat.AnyJson any -> "json";
      case ResponseFormat.JsonBySchema schema -> {
        var out = new JsonObject();
        put(out, "name", schema.name());
        put(out, "description", schema.description());
        put(out, "schema", json(schema.schema()));
        put(out, "strict", schema.strict());
        yield out;
      }
    };
  }

  private static JsonObject reasoning(ChatContent content) {
    var wish = content.reasoning();
    var out = new JsonObject();
    put(out, "effort", wish.effort() == null ? null : wish.effort().wireName());
    put(out, "budgetTokens", wish.budgetTokens());
    put(out, "shown", wish.shown());
    return out.isEmpty() ? null : out;
  }

  private static JsonObject labels(ChatContent content) {
    var labels = content.labels();
    var out = new JsonObject();
    put(out, "endUser", labels.endUser());
    put(out, "metadata", json(labels.metadata()));
    put(out, "serviceTier", labels.serviceTier());
    put(out, "verbosity", labels.verbosity());
    return out.isEmpty() ? null : out;
  }

  private static Object json(RawJson value) {
    return value == null ? null : Json.decodeValue(value.text());
  }

  private static void put(JsonObject out, String name, Object value) {
    if (value != null) {
      out.put(name, value);
    }
  }
}
