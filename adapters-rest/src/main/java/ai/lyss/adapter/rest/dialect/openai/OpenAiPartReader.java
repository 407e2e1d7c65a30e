package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content parts of a message. */
final class OpenAiPartReader {

  private final OpenAiContentReader reader;

  OpenAiPartReader(OpenAiContentReader reader) {
    this.reader = reader;
  }

  /** Reads a text or an array of parts. */
  List<ContentPart> read(JsonTree content) {
    var text = content.text();
    if (text != null) {
      return List.of(new ContentPart.Text(text));
    }
    var parts = new ArrayList<ContentPart>();
    if (!content.isArray()) {
      reader.wrong(content, "a text or an array of parts");
      return parts;
    }
    for (var item : content.children()) {
      var part = part(item);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts;
  }

  private @Nullable ContentPart part(JsonTree item) {
    var type = item.textOf("type");
    return switch (type == null ? "" : type) {
      case "text" -> new ContentPart.Text(text(item, "text"), mark(item));
      case "refusal" -> {
        reader.given(Feature.REFUSAL, item);
        yield new ContentPart.Refusal(text(item, "refusal"));
      }
      case "image_url" -> image(item);
      case "input_audio" -> audio(item);
      case "file" -> file(item);
      default -> {
        reader.wrong(item, "a part of type text, image_url, input_audio, file or refusal");
        yield null;
      }
    };
  }

  private String text(JsonTree item, String field) {
    var text = item.textOf(field);
    if (text == null) {
      reader.wrong(item, "a text in '" + field + "'");
      return "";
    }
    return text;
  }

  private @Nullable CacheMark mark(JsonTree item) {
    var mark = item.get("prompt_cache_breakpoint");
    if (mark == null) {
      mark = item.get("cache_control");
    }
    if (mark == null) {
      return null;
    }
    reader.given(Feature.CACHE_MARK, mark);
    return new CacheMark(mark.textOf("ttl"));
  }

  private @Nullable ContentPart image(JsonTree item) {
    var image = item.get("image_url");
    var url = image == null ? null : image.text() == null ? image.textOf("url") : image.text();
    if (url == null) {
      reader.wrong(item, "an image_url with its url");
      return null;
    }
    var source = source(item, url);
    if (source == null) {
      return null;
    }
    reader.given(
        source instanceof MediaSource.Url ? Feature.IMAGE_URL : Feature.INLINE_IMAGE, item);
    var detail = image == null ? null : image.get("detail");
    if (detail != null && !detail.is("auto")) {
      reader.given(Feature.IMAGE_DETAIL, detail);
    }
    return new ContentPart.Image(source, detail == null ? null : detail.text(), mark(item));
  }

  /** Reads an address: of data, or of a place that a vendor or the gateway fetches it from. */
  private @Nullable MediaSource source(JsonTree item, String url) {
    if (!url.startsWith("data:")) {
      return new MediaSource.Url(url, null);
    }
    int comma = url.indexOf(',');
    var kind = comma < 0 ? "" : url.substring("data:".length(), comma);
    if (!kind.endsWith(";base64")) {
      reader.wrong(item, "data:<media type>;base64,<data>");
      return null;
    }
    int end = kind.indexOf(';');
    return new MediaSource.Inline(kind.substring(0, end), url.substring(comma + 1));
  }

  private @Nullable ContentPart audio(JsonTree item) {
    var audio = item.get("input_audio");
    var data = audio == null ? null : audio.textOf("data");
    var format = audio == null ? null : audio.textOf("format");
    if (data == null || format == null) {
      reader.wrong(item, "an input_audio with its data and format");
      return null;
    }
    reader.given(Feature.AUDIO, item);
    return new ContentPart.Audio(new MediaSource.Inline("audio/" + format, data));
  }

  private @Nullable ContentPart file(JsonTree item) {
    var file = item.get("file");
    var data = file == null ? null : file.textOf("file_data");
    var id = file == null ? null : file.textOf("file_id");
    if (file == null || (data == null && id == null)) {
      reader.wrong(item, "a file with its file_data or file_id");
      return null;
    }
    if (data == null) {
      reader.given(Feature.FILE_ID, item);
      return new ContentPart.Document(
          new MediaSource.FileId(String.valueOf(id)), file.textOf("filename"), mark(item));
    }
    var source =
        source(item, data.startsWith("data:") ? data : "data:application/pdf;base64," + data);
    if (source == null) {
      return null;
    }
    reader.given(Feature.INLINE_DOCUMENT, item);
    return new ContentPart.Document(source, file.textOf("filename"), mark(item));
  }
}
