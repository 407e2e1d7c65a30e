package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
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

  private final ContentNotes notes;

  ResponsesPartReader(ContentNotes notes) {
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
      case "input_text", "output_text", "text", "summary_text" -> {
        ContentNotes.ignore(item, "logprobs"); // of an answer that was given
        yield new ContentPart.Text(text(item, "text"), mark(item));
      }
      case "refusal" -> {
        notes.given(Feature.REFUSAL, item);
        yield new ContentPart.Refusal(text(item, "refusal"));
      }
      case "input_image" -> image(item);
      case "input_audio" -> audio(item);
      case "input_file" -> file(item);
      default -> {
        notes.wrong(item, "a part of type input_text, input_image, input_file or output_text");
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
      return null;
    }
    notes.given(Feature.CACHE_MARK, mark);
    ContentNotes.ignore(mark, "mode"); // there is one
    return new CacheMark(mark.textOf("ttl"));
  }

  private @Nullable ContentPart image(JsonTree item) {
    var source = imageSource(item);
    if (source == null) {
      return null;
    }
    var detail = item.get("detail");
    if (detail != null && !detail.is("auto")) {
      notes.given(Feature.IMAGE_DETAIL, detail);
    }
    return new ContentPart.Image(source, detail == null ? null : detail.text(), mark(item));
  }

  private @Nullable MediaSource imageSource(JsonTree item) {
    var id = item.textOf("file_id");
    if (id != null) {
      notes.given(Feature.FILE_ID, item);
      return new MediaSource.FileId(id);
    }
    var url = item.textOf("image_url");
    if (url == null) {
      notes.wrong(item, "an image_url or a file_id");
      return null;
    }
    var source = notes.source(item, url);
    notes.given(source instanceof MediaSource.Url ? Feature.IMAGE_URL : Feature.INLINE_IMAGE, item);
    return source;
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
    var source = fileSource(item);
    var name = item.get("filename");
    if (name != null) {
      notes.given(Feature.DOCUMENT_NAME, name);
    }
    return source == null
        ? null
        : new ContentPart.Document(source, name == null ? null : name.text(), mark(item));
  }

  private @Nullable MediaSource fileSource(JsonTree item) {
    var data = item.textOf("file_data");
    var url = item.textOf("file_url");
    var id = item.textOf("file_id");
    if (data != null) {
      notes.given(Feature.INLINE_DOCUMENT, item);
      return notes.source(item, data.startsWith("data:") ? data : PDF + data);
    }
    if (url != null) {
      notes.given(Feature.DOCUMENT_URL, item);
      return new MediaSource.Url(url, null);
    }
    if (id != null) {
      notes.given(Feature.FILE_ID, item);
      return new MediaSource.FileId(id);
    }
    notes.wrong(item, "a file_data, file_url or file_id");
    return null;
  }
}
