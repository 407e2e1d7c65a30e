package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.relay.body.ContentNotes;
import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads content blocks: text, images, documents, thoughts. */
final class AnthropicPartReader {

  private final ContentNotes notes;

  AnthropicPartReader(ContentNotes notes) {
    this.notes = notes;
  }

  /** Reads a text or an array of blocks. */
  List<ContentPart> read(JsonTree content) {
    var text = content.text();
    if (text != null) {
      return List.of(new ContentPart.Text(text));
    }
    var said = new ArrayList<ContentPart>();
    if (!content.isArray()) {
      notes.wrong(content, "a text or an array of content blocks");
    }
    content.children().forEach(block -> block(block, said));
    return said;
  }

  /** Reads a block. Those that tell of tools of the vendor's own are named and left out. */
  void block(JsonTree block, List<ContentPart> said) {
    var type = block.textOf("type");
    switch (type == null ? "" : type) {
      case "text" -> text(block, said);
      case "image" -> image(block, said);
      case "document" -> document(block, said);
      case "search_result" -> searchResult(block, said);
      case "thinking" -> {
        var signature = AnthropicThinkingBlocks.read(block.textOf("signature"));
        var thought = block.textOf("thinking");
        notes.given(AnthropicThinkingBlocks.feature(signature), block);
        said.add(new ContentPart.Reasoning(thought == null ? "" : thought, signature));
      }
      case "redacted_thinking" -> {
        var data = AnthropicThinkingBlocks.read(block.textOf("data"));
        if (data == null) {
          notes.wrong(block, "a redacted_thinking with its data");
          return;
        }
        notes.given(AnthropicThinkingBlocks.feature(data), block);
        said.add(new ContentPart.SealedReasoning(data));
      }
      case "container_upload" -> notes.taken(Feature.FILE_ID, block);
      default -> {
        if (isOfHostedTool(type)) {
          notes.taken(Feature.UNKNOWN, block);
        } else {
          notes.wrong(block, "a content block of a known type");
        }
      }
    }
  }

  private static boolean isOfHostedTool(@Nullable String type) {
    return type != null
        && (type.endsWith("_tool_result")
            || type.endsWith("tool_use")
            || type.equals("tool_reference"));
  }

  private void text(JsonTree block, List<ContentPart> said) {
    var text = block.textOf("text");
    if (text == null) {
      notes.wrong(block, "a text in 'text'");
      return;
    }
    citations(block);
    said.add(new ContentPart.Text(text, AnthropicContentReader.mark(block, notes)));
  }

  private void citations(JsonTree block) {
    var citations = block.get("citations");
    if (citations == null) {
      return;
    }
    var enabled = citations.get("enabled");
    if (citations.isArray()
        ? !citations.children().isEmpty()
        : enabled != null && Boolean.TRUE.equals(enabled.flag())) {
      notes.taken(Feature.CITATIONS, citations);
    }
  }

  private @Nullable String title(JsonTree block) {
    var title = block.get("title");
    if (title != null) {
      notes.given(Feature.DOCUMENT_NAME, title);
    }
    return title == null ? null : title.text();
  }

  private void image(JsonTree block, List<ContentPart> said) {
    var source = source(block, Feature.INLINE_IMAGE, Feature.IMAGE_URL);
    if (source != null) {
      said.add(new ContentPart.Image(source, null, AnthropicContentReader.mark(block, notes)));
    }
  }

  private void document(JsonTree block, List<ContentPart> said) {
    var source = source(block, Feature.INLINE_DOCUMENT, Feature.DOCUMENT_URL);
    if (source != null) {
      citations(block);
      said.add(
          new ContentPart.Document(
              source, title(block), AnthropicContentReader.mark(block, notes)));
    }
  }

  private @Nullable MediaSource source(JsonTree block, Feature inline, Feature byUrl) {
    var source = block.get("source");
    var type = source == null ? null : source.textOf("type");
    if (source == null || type == null) {
      notes.wrong(block, "a block with its source");
      return null;
    }
    var data = source.textOf("data");
    var url = source.textOf("url");
    var file = source.textOf("file_id");
    var mediaType = source.textOf("media_type");
    if (type.equals("base64") && data != null && mediaType != null) {
      notes.given(inline, block);
      return new MediaSource.Inline(mediaType, data);
    }
    if (type.equals("url") && url != null) {
      notes.given(byUrl, block);
      return new MediaSource.Url(url, mediaType);
    }
    if (type.equals("file") && file != null) {
      notes.given(Feature.FILE_ID, block);
      return new MediaSource.FileId(file);
    }
    if (type.equals("text") && data != null) {
      notes.given(Feature.TEXT_DOCUMENT, block);
      return new MediaSource.PlainText(data);
    }
    var content = source.get("content");
    if (type.equals("content") && content != null) {
      notes.given(Feature.TEXT_DOCUMENT, block);
      return new MediaSource.PlainText(joined(content));
    }
    notes.wrong(source, "of type base64, url, file, text or content, with its fields");
    return null;
  }

  /** A found passage is a document of its text; where it was found is named as left out. */
  private void searchResult(JsonTree block, List<ContentPart> said) {
    var content = block.get("content");
    if (content == null) {
      notes.wrong(block, "a search_result with its content");
      return;
    }
    notes.given(Feature.TEXT_DOCUMENT, block);
    citations(block);
    said.add(
        new ContentPart.Document(
            new MediaSource.PlainText(joined(content)),
            title(block),
            AnthropicContentReader.mark(block, notes)));
  }

  /** Of what is more than text a document of text has nothing: it is named. */
  private String joined(JsonTree content) {
    var texts = new ArrayList<ContentPart>();
    for (var block : content.children()) {
      if ("text".equals(block.textOf("type"))) {
        text(block, texts);
      } else {
        notes.taken(Feature.UNKNOWN, block);
      }
    }
    return content.isText()
        ? String.valueOf(content.text())
        : texts.stream()
            .map(part -> part instanceof ContentPart.Text text ? text.text() : "")
            .collect(Collectors.joining("\n\n"));
  }
}
