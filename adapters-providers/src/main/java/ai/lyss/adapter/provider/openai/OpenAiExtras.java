package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Range;
import ai.lyss.domain.content.Citation.Source;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What few answers have: content in parts (Mistral), images (OpenRouter), citations. */
final class OpenAiExtras {

  private static final String DATA = "data:";
  private static final String BASE64 = ";base64,";

  private OpenAiExtras() {}

  /** Tells content that is an array: texts, and thoughts that are arrays of texts again. */
  static void parts(int choice, JsonTree parts, Consumer<ChatChunk> out) {
    for (var part : parts.children()) {
      var thinking = part.get("thinking");
      if (thinking != null && thinking.isText()) {
        reasoning(choice, thinking.chars(), out);
      } else if (thinking != null) {
        thinking
            .children()
            .forEach(
                thought -> {
                  var text = thought.get("text");
                  reasoning(choice, text == null ? null : text.chars(), out);
                });
      }
      var text = part.get("text");
      var said = text == null ? null : text.chars();
      if (said != null && !said.isEmpty()) {
        out.accept(new ChatChunk.Text(choice, said));
      }
    }
  }

  private static void reasoning(int choice, @Nullable JsonChars said, Consumer<ChatChunk> out) {
    if (said != null && !said.isEmpty()) {
      out.accept(new ChatChunk.Reasoning(choice, said));
    }
  }

  /** Tells images that are inline. */
  static void images(int choice, JsonTree images, Consumer<ChatChunk> out) {
    for (var image : images.children()) {
      var inner = image.get("image_url");
      var url = inner == null ? null : inner.textOf("url");
      int data = url == null ? -1 : url.indexOf(BASE64);
      if (url != null && url.startsWith(DATA) && data > 0) {
        var mediaType = url.substring(DATA.length(), data);
        out.accept(
            new ChatChunk.ImageMade(choice, mediaType, url.substring(data + BASE64.length())));
      }
    }
  }

  /** Tells where text comes from, in the form of a chat or, as some vendors have it, without. */
  static void citations(int choice, JsonTree annotations, Consumer<ChatChunk> out) {
    for (var annotation : annotations.children()) {
      var type = annotation.textOf("type");
      var inner = type == null ? null : annotation.get(type);
      var cited = inner == null ? annotation : inner;
      var source = source(cited);
      if (source != null) {
        var title = cited.textOf("title");
        out.accept(
            new ChatChunk.Cited(
                choice,
                new Citation(
                    source,
                    title == null ? cited.textOf("filename") : title,
                    cited.textOf("content"),
                    words(cited))));
      }
    }
  }

  /** Tells what a whole answer rests on: pages, or nothing but their addresses. */
  static void sources(JsonTree pages, Consumer<ChatChunk> out) {
    for (var page : pages.children()) {
      var url = page.isText() ? page.text() : page.textOf("url");
      if (url != null && !url.isEmpty()) {
        out.accept(new ChatChunk.Cited(0, Citation.ofPage(url, page.textOf("title"), null)));
      }
    }
  }

  private static @Nullable Source source(JsonTree cited) {
    var url = cited.textOf("url");
    var file = cited.textOf("file_id");
    if (url != null && !url.isEmpty()) {
      return new Source.Page(url);
    }
    return file == null ? null : new Source.Document(null, file, null);
  }

  private static @Nullable Range words(JsonTree cited) {
    var first = cited.get("start_index");
    var after = cited.get("end_index");
    var from = first == null ? null : first.whole();
    var to = after == null ? null : after.whole();
    return from == null || to == null || from < 0 || to <= from ? null : new Range(from, to);
  }
}
