package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
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

  private static final String PDF = "data:application/pdf;base64,";

  private final ContentNotes notes;

  OpenAiPartReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads a text or an array of parts. */
  List<ContentPart> read(JsonTree content) {
    var text = content.text();
    if (text != null) {
      return List.of(new ContentPart.Text(text));
    }
    var parts = new ArrayList<ContentPart>();
    if (!content.isArray()) {
      notes.wrong(content, "a text or an array of parts");
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
        notes.given(Feature.REFUSAL, item);
        yield new ContentPart.Refusal(text(item, "refusal"));
      }
      case "image_url" -> image(item);
      case "input_audio" -> audio(item);
      case "file" -> file(item);
      default -> {
        notes.wrong(item, "a part of type text, image_url, input_audio, file or refusal");
        yield null;
      }
    };
  }

  private String text(JsonTree item, String field) {
    var text = item.textOf(field);
    if (text == null) {
      notes.wrong(item, "a text in '" + field + "'");
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
    notes.given(Feature.CACHE_MARK, mark);
    ContentNotes.ignore(mark, "type", "mode"); // there is one of each
    return new CacheMark(mark.textOf("ttl"));
  }

  private @Nullable ContentPart image(JsonTree item) {
    var image = item.get("image_url");
    var url = image == null ? null : image.text() == null ? image.textOf("url") : image.text();
    if (url == null) {
      notes.wrong(item, "an image_url with its url");
      return null;
    }
    var source = notes.source(item, url);
    if (source == null) {
      return null;
    }
    notes.given(source instanceof MediaSource.Url ? Feature.IMAGE_URL : Feature.INLINE_IMAGE, item);
    var detail = image == null ? null : image.get("detail");
    if (detail != null && !detail.is("auto")) {
      notes.given(Feature.IMAGE_DETAIL, detail);
    }
    return new ContentPart.Image(source, detail == null ? null : detail.text(), mark(item));
  }

  private @Nullable ContentPart audio(JsonTree item) {
    var audio = item.get("input_audio");
    var data = audio == null ? null : audio.textOf("data");
    var format = audio == null ? null : audio.textOf("format");
    if (data == null || format == null) {
      notes.wrong(item, "an input_audio with its data and format");
      return null;
    }
    notes.given(Feature.AUDIO, item);
    return new ContentPart.Audio(new MediaSource.Inline("audio/" + format, data));
  }

  private @Nullable ContentPart file(JsonTree item) {
    var file = item.get("file");
    var data = file == null ? null : file.textOf("file_data");
    var id = file == null ? null : file.textOf("file_id");
    if (file == null || (data == null && id == null)) {
      notes.wrong(item, "a file with its file_data or file_id");
      return null;
    }
    var name = file.get("filename");
    if (name != null) {
      notes.given(Feature.DOCUMENT_NAME, name);
    }
    var source = fileSource(item, data, id);
    return source == null
        ? null
        : new ContentPart.Document(source, name == null ? null : name.text(), mark(item));
  }

  private @Nullable MediaSource fileSource(
      JsonTree item, @Nullable String data, @Nullable String id) {
    notes.given(data == null ? Feature.FILE_ID : Feature.INLINE_DOCUMENT, item);
    return data == null
        ? new MediaSource.FileId(String.valueOf(id))
        : notes.source(item, data.startsWith("data:") ? data : PDF + data);
  }
}
