package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ChatMessage.ToolResult;
import ai.lyss.domain.content.ChatMessage.ToolResult.Outcome;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes files, and what tools came to. One object a request. */
final class GeminiMediaTranslator {

  /** What callers call otherwise than Google does. */
  private static final Map<String, String> TYPES =
      Map.of("image/jpg", "image/jpeg", "audio/x-wav", "audio/wav", "audio/mpeg3", "audio/mp3");

  /** What an address's ending says of what is there. */
  private static final Map<String, String> TYPE_BY_ENDING =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "webp", "image/webp",
          "gif", "image/gif",
          "heic", "image/heic",
          "pdf", "application/pdf",
          "txt", "text/plain",
          "mp4", "video/mp4");

  private final Fitting fitting;
  private final GeminiQuirks quirks;
  private final JsonOut out;

  GeminiMediaTranslator(Fitting fitting, GeminiQuirks quirks, JsonOut out) {
    this.fitting = fitting;
    this.quirks = quirks;
    this.out = out;
  }

  /** Tells whether a part is a file; a document of plain text is text. */
  static boolean isFile(ContentPart part) {
    var source = source(part);
    return source != null && !(source instanceof MediaSource.PlainText);
  }

  /** Writes the member of a part that holds a file, or says where it is. */
  void write(MediaSource source) {
    switch (source) {
      case MediaSource.Inline inline -> {
        out.name("inlineData").object().name("mimeType").text(type(inline.mediaType()));
        out.name("data").text(inline.base64()).endObject();
      }
      case MediaSource.Url url -> {
        out.name("fileData").object();
        var type = url.mediaType() == null ? typeAt(url.url()) : type(url.mediaType());
        if (type != null) {
          out.name("mimeType").text(type);
        }
        out.name("fileUri").text(url.url()).endObject();
      }
      case MediaSource.PlainText plain -> out.name("text").text(plain.text());
      case MediaSource.FileId id ->
          fitting.refuse("The vendor of this model does not know the file " + id.id() + ".", null);
    }
  }

  private static String type(String mediaType) {
    var lower = mediaType.toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(lower, lower);
  }

  private static @Nullable String typeAt(String url) {
    try {
      var path = URI.create(url).getPath();
      int dot = path == null ? -1 : path.lastIndexOf('.');
      return dot < 0 ? null : TYPE_BY_ENDING.get(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException noUrl) {
      return null; // the vendor says what it thinks of it
    }
  }

  /** Writes how closely to look at the file of the part; older models are told so nowhere. */
  void resolution(@Nullable String detail) {
    if (detail == null || quirks.thinking() != GeminiQuirks.Thinking.LEVELS) {
      return;
    }
    var level =
        switch (detail) {
          case "low" -> "MEDIA_RESOLUTION_LOW";
          case "high", "original" -> "MEDIA_RESOLUTION_HIGH";
          default -> null; // as the vendor likes
        };
    if (level != null) {
      out.name("mediaResolution").object().name("level").text(level).endObject();
    }
  }

  /** Writes what a tool came to: its JSON object, else its text under Google's name for it. */
  void response(ToolResult result) {
    var text = text(result.parts());
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var tree = JsonTree.read(bytes, 0, bytes.length, fault -> {});
    var object = tree != null && tree.isObject() ? tree : null;
    boolean failed = result.outcome() == Outcome.FAILED;
    if (object != null && !failed) {
      out.raw(object.raw());
      return;
    }
    out.object().name(failed ? "error" : "output");
    if (object == null) {
      out.text(text);
    } else {
      out.raw(object.raw());
    }
    out.endObject();
  }

  private static String text(List<ContentPart> parts) {
    var text = new StringBuilder();
    for (var part : parts) {
      if (part instanceof ContentPart.Text said) {
        text.append(said.text());
      } else if (part instanceof ContentPart.Document document
          && document.source() instanceof MediaSource.PlainText plain) {
        text.append(plain.text());
      }
    }
    return text.toString();
  }

  /** Writes the files of a tool's result into it. */
  void files(ToolResult result) {
    boolean open = false;
    for (var part : result.parts()) {
      var source = source(part);
      if (source == null || !isFile(part)) {
        continue;
      }
      if (!open) {
        out.name("parts").array();
        open = true;
      }
      out.object();
      write(source);
      out.endObject();
    }
    if (open) {
      out.endArray();
    }
  }

  private static @Nullable MediaSource source(ContentPart part) {
    return switch (part) {
      case ContentPart.Image image -> image.source();
      case ContentPart.Audio audio -> audio.source();
      case ContentPart.Document document -> document.source();
      case ContentPart.Text text -> null;
      case ContentPart.Refusal refusal -> null;
      case ContentPart.Reasoning thought -> null;
      case ContentPart.SealedReasoning sealed -> null;
      case ContentPart.ToolCall call -> null;
    };
  }
}
