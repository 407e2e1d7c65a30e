package ai.lyss.adapter.provider.golden;

import ai.lyss.domain.content.ContentPart;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;

/** Reads the parts of messages of {@link CanonicalContent}. */
final class CanonicalParts {

  private final GivenFeatures given;

  CanonicalParts(GivenFeatures given) {
    this.given = given;
  }

  List<ContentPart> read(JsonTree parts) {
    if (parts == null) {
      return List.of();
    }
    if (parts.isText()) {
      return List.of(new ContentPart.Text(parts.text()));
    }
    var read = new ArrayList<ContentPart>();
    parts.children().forEach(part -> read.add(part(part)));
    return read;
  }

  private ContentPart part(JsonTree part) {
    if (part.isText()) {
      return new ContentPart.Text(part.text());
    }
    var cache = CanonicalContent.cache(part, given);
    var kind = part.children().getFirst();
    return switch (kind.name()) {
      case "text" -> new ContentPart.Text(kind.text(), cache);
      case "image" -> {
        var detail = part.get("detail");
        if (detail != null) {
          given.add(Feature.IMAGE_DETAIL, detail.pointer());
        }
        yield new ContentPart.Image(
            source(part, kind, Feature.INLINE_IMAGE, Feature.IMAGE_URL),
            part.textOf("detail"),
            cache);
      }
      case "audio" -> new ContentPart.Audio(source(part, kind, Feature.AUDIO, Feature.AUDIO));
      case "document" -> {
        var name = part.get("name");
        if (name != null) {
          given.add(Feature.DOCUMENT_NAME, name.pointer());
        }
        yield new ContentPart.Document(
            source(part, kind, Feature.INLINE_DOCUMENT, Feature.DOCUMENT_URL),
            part.textOf("name"),
            cache);
      }
      case "reasoning" -> new ContentPart.Reasoning(kind.text(), signature(part));
      case "sealed" -> new ContentPart.SealedReasoning(signed(kind, part));
      case "refusal" -> {
        given.add(Feature.REFUSAL, part.pointer());
        yield new ContentPart.Refusal(kind.text());
      }
      case "call" -> call(part, kind);
      default -> throw new IllegalArgumentException(part.pointer() + ": a part of no known kind");
    };
  }

  private ContentPart call(JsonTree part, JsonTree id) {
    given.add(Feature.TOOL_HISTORY, part.pointer());
    var arguments = part.get("arguments");
    var signature = part.get("signature");
    return new ContentPart.ToolCall(
        id.text(),
        part.textOf("name"),
        arguments == null ? RawJson.EMPTY_OBJECT : arguments.raw(),
        signature == null ? null : signed(signature, part),
        CanonicalContent.cache(part, given));
  }

  private ThoughtSignature signature(JsonTree part) {
    var signature = part.get("signature");
    if (signature == null) {
      given.add(Feature.UNSIGNED_REASONING, part.pointer());
      return null;
    }
    return signed(signature, part);
  }

  private ThoughtSignature signed(JsonTree signature, JsonTree part) {
    var value = signature.children().getFirst();
    var issuer = Issuer.valueOf(value.name());
    given.add(
        switch (issuer) {
          case ANTHROPIC -> Feature.ANTHROPIC_REASONING;
          case GEMINI -> Feature.GEMINI_REASONING;
          case OPENAI -> Feature.OPENAI_REASONING;
        },
        part.pointer());
    return new ThoughtSignature(issuer, value.text());
  }

  private MediaSource source(JsonTree part, JsonTree source, Feature inline, Feature byUrl) {
    var base64 = source.textOf("base64");
    var url = source.textOf("url");
    var plain = source.textOf("plain");
    if (base64 != null) {
      given.add(inline, part.pointer());
      return new MediaSource.Inline(source.textOf("mediaType"), base64);
    }
    if (url != null) {
      given.add(byUrl, part.pointer());
      return new MediaSource.Url(url, source.textOf("mediaType"));
    }
    if (plain != null) {
      given.add(Feature.TEXT_DOCUMENT, part.pointer());
      return new MediaSource.PlainText(plain);
    }
    given.add(Feature.FILE_ID, part.pointer());
    return new MediaSource.FileId(source.textOf("file"));
  }
}
