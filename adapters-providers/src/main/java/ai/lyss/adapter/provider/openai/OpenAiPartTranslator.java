package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.translate.Fitting;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonOut;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes images, sounds and documents as content parts. */
final class OpenAiPartTranslator {

  private static final String NAMELESS = "document.pdf";
  private static final Map<String, String> SOUNDS =
      Map.of(
          "audio/wav", "wav",
          "audio/x-wav", "wav",
          "audio/wave", "wav",
          "audio/mp3", "mp3",
          "audio/mpeg", "mp3");

  private OpenAiPartTranslator() {}

  /** Returns the words of a document that is nothing but text; null when it is more. */
  static @Nullable String plain(ContentPart.Document document) {
    return document.source() instanceof MediaSource.PlainText plain
        ? document.name() == null ? plain.text() : document.name() + "\n\n" + plain.text()
        : null;
  }

  /** Writes a part that is not text; notes when there is no way to. */
  static void write(ContentPart part, Fitting fitting, JsonOut out) {
    switch (part) {
      case ContentPart.Image image -> image(image, fitting, out);
      case ContentPart.Audio audio -> audio(audio, fitting, out);
      case ContentPart.Document document -> document(document, fitting, out);
      case ContentPart.Text text -> {}
      case ContentPart.Reasoning thought -> {}
      case ContentPart.SealedReasoning sealed -> {}
      case ContentPart.ToolCall call -> {}
      case ContentPart.Refusal refusal -> {}
    }
  }

  private static void image(ContentPart.Image image, Fitting fitting, JsonOut out) {
    var url =
        switch (image.source()) {
          case MediaSource.Inline inline -> data(inline);
          case MediaSource.Url there -> there.url();
          case MediaSource.FileId file -> null;
          case MediaSource.PlainText plain -> null;
        };
    if (url == null) {
      fitting.refuse("an image that is neither inline nor at an address", null);
      return;
    }
    out.object().name("type").text("image_url").name("image_url").object().name("url").text(url);
    if (image.detail() != null) {
      out.name("detail").text(image.detail());
    }
    out.endObject().endObject();
  }

  private static String data(MediaSource.Inline inline) {
    return "data:" + inline.mediaType() + ";base64," + inline.base64();
  }

  private static void audio(ContentPart.Audio audio, Fitting fitting, JsonOut out) {
    var inline = audio.source() instanceof MediaSource.Inline here ? here : null;
    var format = inline == null ? null : SOUNDS.get(inline.mediaType());
    if (inline == null || format == null) {
      var given = inline == null ? "elsewhere" : inline.mediaType();
      fitting.refuse("sound: " + given + " (expected: WAV or MP3, inline)", null);
      return;
    }
    out.object().name("type").text("input_audio").name("input_audio").object();
    out.name("data").text(inline.base64()).name("format").text(format).endObject().endObject();
  }

  private static void document(ContentPart.Document document, Fitting fitting, JsonOut out) {
    if (!(document.source() instanceof MediaSource.Inline inline)) {
      fitting.refuse("a document that is not inline", null);
      return;
    }
    var name = document.name();
    out.object().name("type").text("file").name("file").object();
    out.name("filename").text(name == null ? NAMELESS : name);
    out.name("file_data").text(data(inline)).endObject().endObject();
  }
}
