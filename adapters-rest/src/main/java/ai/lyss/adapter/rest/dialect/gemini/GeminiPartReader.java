package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a content. */
final class GeminiPartReader {

  /** Files that only Google has. */
  private static final Pattern GOOGLES =
      Pattern.compile("gs://.*|https://generativelanguage\\.googleapis\\.com/.*|files/.*");

  private static final Pattern VIDEO_SITE =
      Pattern.compile("https?://(?:www\\.|m\\.)?(?:youtube\\.com|youtu\\.be)/.*");

  private final ContentNotes notes;
  private final @Nullable String usualDetail;

  /** Thoughts whose signature may still come, in a part of its own, as streams have it. */
  private final List<JsonTree> unsigned = new ArrayList<>();

  GeminiPartReader(ContentNotes notes, @Nullable String detail) {
    this.notes = notes;
    this.usualDetail = detail;
  }

  /** Reads a part that is neither a call nor a result of one. */
  void read(JsonTree part, List<ContentPart> said) {
    if (!part.isObject()) {
      notes.wrong(part, "a part");
      return;
    }
    var text = part.get("text");
    if (text == null || !isThought(part)) {
      endThoughts();
    }
    var inline = GeminiField.get(part, "inlineData");
    var file = GeminiField.get(part, "fileData");
    if (text != null) {
      text(part, text, said);
    } else if (inline != null) {
      inline(part, inline, said);
    } else if (file != null) {
      file(part, file, said);
    } else if (GeminiField.get(part, "executableCode") != null
        || GeminiField.get(part, "codeExecutionResult") != null) {
      notes.taken(Feature.HOSTED_TOOL, part);
    } else if (GeminiField.get(part, "functionCall") != null
        || GeminiField.get(part, "functionResponse") != null) {
      notes.wrong(part, "functionCall of role model, functionResponse of role user");
    }
  }

  private void text(JsonTree part, JsonTree text, List<ContentPart> said) {
    var words = text.text();
    if (words == null) {
      notes.wrong(text, "a text");
      return;
    }
    var data = GeminiSignatures.sealed(GeminiField.text(part, "thoughtSignature"));
    if (data != null) {
      endThoughts();
      signedBy(data, part);
      said.add(new ContentPart.SealedReasoning(data));
      return;
    }
    var signature = signature(part);
    if (!isThought(part)) {
      if (!words.isEmpty()) {
        said.add(new ContentPart.Text(words));
      }
      if (signature != null) {
        said.add(new ContentPart.Reasoning("", signature));
      }
      return;
    }
    if (signature == null) {
      unsigned.add(part);
      said.add(new ContentPart.Reasoning(words, null));
    } else if (words.isEmpty()) {
      said.add(new ContentPart.Reasoning(taken(said), signature));
    } else {
      endThoughts();
      said.add(new ContentPart.Reasoning(words, signature));
    }
  }

  private static boolean isThought(JsonTree part) {
    var thought = part.get("thought");
    return thought != null && Boolean.TRUE.equals(thought.flag());
  }

  /** Takes back the thoughts that a signature turns out to be of; returns their words. */
  private String taken(List<ContentPart> said) {
    var thoughts = said.subList(said.size() - unsigned.size(), said.size());
    var words = new StringBuilder();
    for (var thought : thoughts) {
      if (thought instanceof ContentPart.Reasoning reasoning) {
        words.append(reasoning.text());
      }
    }
    thoughts.clear();
    unsigned.clear();
    return words.toString();
  }

  /** No signature comes any more for the thoughts so far. */
  void endThoughts() {
    unsigned.forEach(part -> notes.given(Feature.UNSIGNED_REASONING, part));
    unsigned.clear();
  }

  /** Returns the signature of a part, and notes whose it is; null when it has none. */
  @Nullable ThoughtSignature signature(JsonTree part) {
    var value = GeminiField.text(part, "thoughtSignature");
    if (value == null || value.isEmpty()) {
      return null;
    }
    return signedBy(GeminiSignatures.of(value), part);
  }

  private ThoughtSignature signedBy(ThoughtSignature signature, JsonTree part) {
    notes.given(
        switch (signature.issuer()) {
          case GEMINI -> Feature.GEMINI_REASONING;
          case ANTHROPIC -> Feature.ANTHROPIC_REASONING;
          case OPENAI -> Feature.OPENAI_REASONING;
        },
        part);
    return signature;
  }

  private void inline(JsonTree part, JsonTree inline, List<ContentPart> said) {
    var type = GeminiField.text(inline, "mimeType");
    var data = inline.textOf("data");
    if (type == null || data == null) {
      notes.wrong(inline, "an inlineData with its mimeType and data");
      return;
    }
    var lower = type.toLowerCase(Locale.ROOT);
    if (lower.startsWith("text/")) {
      plainText(part, data, said);
      return;
    }
    add(part, lower, new MediaSource.Inline(type, data), said);
  }

  private void plainText(JsonTree part, String data, List<ContentPart> said) {
    notes.given(Feature.TEXT_DOCUMENT, part);
    try {
      var text = new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
      said.add(new ContentPart.Document(new MediaSource.PlainText(text), null, null));
    } catch (IllegalArgumentException noBase64) {
      notes.wrong(part, "data in base64");
    }
  }

  private void file(JsonTree part, JsonTree file, List<ContentPart> said) {
    var uri = GeminiField.text(file, "fileUri");
    var type = GeminiField.text(file, "mimeType");
    if (uri == null || uri.isEmpty()) {
      notes.wrong(file, "a fileData with its fileUri");
      return;
    }
    if (GOOGLES.matcher(uri).matches()) {
      notes.given(Feature.FILE_ID, part);
      said.add(new ContentPart.Document(new MediaSource.FileId(uri), null, null));
      return;
    }
    var lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    var kind = VIDEO_SITE.matcher(uri).matches() ? "video/*" : lower;
    add(part, kind, new MediaSource.Url(uri, type), said);
  }

  private void add(JsonTree part, String type, MediaSource source, List<ContentPart> said) {
    boolean url = source instanceof MediaSource.Url;
    if (type.startsWith("image/")) {
      notes.given(url ? Feature.IMAGE_URL : Feature.INLINE_IMAGE, part);
      said.add(new ContentPart.Image(source, detail(part), null));
    } else if (type.startsWith("audio/")) {
      notes.given(Feature.AUDIO, part);
      said.add(new ContentPart.Audio(source));
    } else {
      boolean video = type.startsWith("video/");
      notes.given(
          video ? Feature.VIDEO : url ? Feature.DOCUMENT_URL : Feature.INLINE_DOCUMENT, part);
      said.add(new ContentPart.Document(source, null, null));
    }
  }

  private @Nullable String detail(JsonTree part) {
    var resolution = GeminiField.get(part, "mediaResolution");
    var level = resolution == null ? null : resolution.get("level");
    if (level == null) {
      return usualDetail;
    }
    return detail(level, notes);
  }

  /** Returns how closely to look, in OpenAI's words; null, named where it has none. */
  static @Nullable String detail(JsonTree level, ContentNotes notes) {
    var word = level.text();
    var detail =
        switch (word) {
          case "MEDIA_RESOLUTION_LOW" -> "low";
          case "MEDIA_RESOLUTION_HIGH", "MEDIA_RESOLUTION_ULTRA_HIGH" -> "high";
          case null, default -> null;
        };
    if (!"MEDIA_RESOLUTION_UNSPECIFIED".equals(word)) {
      notes.given(detail == null ? Feature.UNKNOWN : Feature.IMAGE_DETAIL, level);
    }
    return detail;
  }

  /** Reads a file within a tool's result. */
  void ofResult(JsonTree part, List<ContentPart> said) {
    int before = said.size();
    read(part, said);
    for (var added : said.subList(before, said.size())) {
      notes.given(
          added instanceof ContentPart.Image
              ? Feature.TOOL_RESULT_IMAGE
              : Feature.TOOL_RESULT_DOCUMENT,
          part);
    }
  }
}
