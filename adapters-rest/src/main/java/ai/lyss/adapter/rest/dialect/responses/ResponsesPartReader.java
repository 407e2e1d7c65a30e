package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.domain.content.CacheMark;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the content parts of a message, or of what a tool came to. */
final class ResponsesPartReader {

  private static final String PDF = "data:application/pdf;base64,";

  private final ResponsesContentReader reader;

  ResponsesPartReader(ResponsesContentReader reader) {
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
      case "input_text", "output_text", "text", "summary_text" ->
          new ContentPart.Text(text(item, "text"), mark(item));
      case "refusal" -> {
        reader.given(Feature.REFUSAL, item);
        yield new ContentPart.Refusal(text(item, "refusal"));
      }
      case "input_image" -> image(item);
      case "input_audio" -> audio(item);
      case "input_file" -> file(item);
      default -> {
        reader.wrong(item, "a part of type input_text, input_image, input_file or output_text");
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
      return null;
    }
    reader.given(Feature.CACHE_MARK, mark);
    return new CacheMark(mark.textOf("ttl"));
  }

  private @Nullable ContentPart image(JsonTree item) {
    var source = imageSource(item);
    if (source == null) {
      return null;
    }
    var detail = item.get("detail");
    if (detail != null && !detail.is("auto")) {
      reader.given(Feature.IMAGE_DETAIL, detail);
    }
    return new ContentPart.Image(source, detail == null ? null : detail.text(), mark(item));
  }

  private @Nullable MediaSource imageSource(JsonTree item) {
    var id = item.textOf("file_id");
    if (id != null) {
      reader.given(Feature.FILE_ID, item);
      return new MediaSource.FileId(id);
    }
    var url = item.textOf("image_url");
    if (url == null) {
      reader.wrong(item, "an image_url or a file_id");
      return null;
    }
    var source = source(item, url);
    reader.given(
        source instanceof MediaSource.Url ? Feature.IMAGE_URL : Feature.INLINE_IMAGE, item);
    return source;
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
    return new MediaSource.Inline(kind.substring(0, kind.indexOf(';')), url.substring(comma + 1));
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
    var source = fileSource(item);
    return source == null
        ? null
        : new ContentPart.Document(source, item.textOf("filename"), mark(item));
  }

  private @Nullable MediaSource fileSource(JsonTree item) {
    var data = item.textOf("file_data");
    var url = item.textOf("file_url");
    var id = item.textOf("file_id");
    if (data != null) {
      reader.given(Feature.INLINE_DOCUMENT, item);
      return source(item, data.startsWith("data:") ? data : PDF + data);
    }
    if (url != null) {
      reader.given(Feature.DOCUMENT_URL, item);
      return new MediaSource.Url(url, null);
    }
    if (id != null) {
      reader.given(Feature.FILE_ID, item);
      return new MediaSource.FileId(id);
    }
    reader.wrong(item, "a file_data, file_url or file_id");
    return null;
  }
}
