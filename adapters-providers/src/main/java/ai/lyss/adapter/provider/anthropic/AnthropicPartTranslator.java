package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.adapter.provider.translate.TextDigest;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a message as content blocks. */
final class AnthropicPartTranslator {

  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final String PDF = "application/pdf";
  private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final int HASH_BYTES = 12;

  private final Fitting fitting;

  AnthropicPartTranslator(Fitting fitting) {
    this.fitting = fitting;
  }

  /** Tells whether a part is sent at all: blank text is refused, foreign reasoning is not known. */
  boolean isSaid(ContentPart part) {
    return switch (part) {
      case ContentPart.Text text -> !text.text().isBlank();
      case ContentPart.Refusal refusal -> !refusal.text().isBlank();
      case ContentPart.Reasoning thought -> isOwn(thought.signature());
      case ContentPart.SealedReasoning sealed -> isOwn(sealed.data());
      case ContentPart.Image image -> true;
      case ContentPart.Audio audio -> true;
      case ContentPart.Document document -> true;
      case ContentPart.ToolCall call -> true;
    };
  }

  private static boolean isOwn(@Nullable ThoughtSignature signature) {
    return signature != null && signature.issuer() == Issuer.ANTHROPIC;
  }

  /** Tells whether a part is reasoning that Claude knows for its own. */
  static boolean isOwnThought(ContentPart part) {
    return part instanceof ContentPart.Reasoning thought
        ? isOwn(thought.signature())
        : part instanceof ContentPart.SealedReasoning sealed && isOwn(sealed.data());
  }

  /** Writes a part that stands in a turn of this role. */
  void write(ContentPart part, String role, JsonOut out) {
    switch (part) {
      case ContentPart.Text text -> {
        begin("text", out).name("text").text(text.text());
        AnthropicMessageTranslator.cache(text.cache(), fitting, out);
      }
      case ContentPart.Refusal refusal -> begin("text", out).name("text").text(refusal.text());
      case ContentPart.Reasoning thought -> {
        begin("thinking", out).name("thinking").text(thought.text());
        var signature = thought.signature();
        out.name("signature").text(signature == null ? "" : signature.value());
      }
      case ContentPart.SealedReasoning sealed ->
          begin("redacted_thinking", out).name("data").text(sealed.data().value());
      case ContentPart.Image image -> {
        begin("image", out);
        media(role);
        image(image.source(), out);
        AnthropicMessageTranslator.cache(image.cache(), fitting, out);
      }
      case ContentPart.Document document -> {
        begin("document", out);
        media(role);
        document(document.source(), out);
        if (document.name() != null) {
          out.name("title").text(document.name());
        }
        AnthropicMessageTranslator.cache(document.cache(), fitting, out);
      }
      case ContentPart.Audio audio -> {
        begin("audio", out);
        fitting.refuse("The vendor of this model does not listen to audio.", null);
      }
      case ContentPart.ToolCall call -> {
        begin("tool_use", out).name("id").text(callId(call.id()));
        out.name("name").text(call.name()).name("input").raw(call.arguments());
        AnthropicMessageTranslator.cache(call.cache(), fitting, out);
      }
    }
    out.endObject();
  }

  private static JsonOut begin(String type, JsonOut out) {
    return out.object().name("type").text(type);
  }

  /** Only users and tools show images and documents. */
  private void media(String role) {
    if (role.equals("assistant") || role.equals("system")) {
      fitting.refuse(
          "The vendor of this model takes no image and no document in a message of role "
              + role
              + ".",
          null);
    }
  }

  private void image(MediaSource source, JsonOut out) {
    switch (source) {
      case MediaSource.Inline inline -> {
        var given = inline.mediaType().toLowerCase(Locale.ROOT);
        var type = given.equals("image/jpg") ? "image/jpeg" : given;
        if (!IMAGES.contains(type)) {
          fitting.refuse(
              "Image of type " + given + " (expected: image/jpeg, png, gif or webp).", null);
        }
        base64(type, inline.base64(), out);
      }
      case MediaSource.Url url -> url(url, out);
      case MediaSource.FileId id -> unknownFile(out);
      case MediaSource.PlainText text -> unknownFile(out);
    }
  }

  private void document(MediaSource source, JsonOut out) {
    switch (source) {
      case MediaSource.Inline inline -> {
        var type = inline.mediaType().toLowerCase(Locale.ROOT);
        if (type.startsWith("text/")) {
          text(decoded(inline.base64()), out);
          return;
        }
        if (!type.equals(PDF)) {
          fitting.refuse("Document of type " + type + " (expected: a PDF or text).", null);
        }
        base64(type, inline.base64(), out);
      }
      case MediaSource.Url url -> url(url, out);
      case MediaSource.PlainText text -> text(text.text(), out);
      case MediaSource.FileId id -> unknownFile(out);
    }
  }

  private String decoded(String base64) {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      fitting.refuse("A document whose data is no base64.", null);
      return "";
    }
  }

  private static void base64(String mediaType, String data, JsonOut out) {
    out.name("source").object().name("type").text("base64");
    out.name("media_type").text(mediaType).name("data").text(data).endObject();
  }

  private static void url(MediaSource.Url url, JsonOut out) {
    out.name("source").object().name("type").text("url");
    out.name("url").text(url.url()).endObject();
  }

  private static void text(String text, JsonOut out) {
    out.name("source").object().name("type").text("text");
    out.name("media_type").text("text/plain").name("data").text(text).endObject();
  }

  private void unknownFile(JsonOut out) {
    fitting.refuse("A file that only another vendor has.", null);
    out.name("source").none();
  }

  /** Returns an id that the vendor takes: the same for the same id, in call and result alike. */
  static String callId(String id) {
    return CALL_ID.matcher(id).matches() ? id : "toolu_" + TextDigest.of(id, HASH_BYTES);
  }
}
