package ai.lyss.domain.golden;

import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Range;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import java.util.Locale;

/**
 * Citations as golden files have them: {@code {"url":"…"}} or {@code {"document":{"index":0,
 * "file":"…","pages":[1,2]}}}, beside it {@code "title"}, {@code "quote"} and {@code
 * "words":[0,4]}. What is null is left out.
 */
public final class GoldenCitation {

  private GoldenCitation() {}

  /** Reads one. */
  public static Citation read(JsonTree cited) {
    var url = cited.textOf("url");
    var source = url == null ? document(cited.get("document")) : new Citation.Source.Page(url);
    return new Citation(
        source, cited.textOf("title"), cited.textOf("quote"), range(cited.get("words")));
  }

  private static Citation.Source document(JsonTree document) {
    var index = document.get("index");
    Citation.Place within = null;
    for (var unit : Citation.Unit.values()) {
      var range = range(document.get(unit.name().toLowerCase(Locale.ROOT)));
      within = range == null ? within : new Citation.Place(unit, range);
    }
    return new Citation.Source.Document(
        index == null ? null : index.whole(), document.textOf("file"), within);
  }

  private static Range range(JsonTree range) {
    return range == null
        ? null
        : new Range(range.children().get(0).whole(), range.children().get(1).whole());
  }

  /** Prints one. */
  public static void print(Citation cited, JsonOut out) {
    out.object();
    switch (cited.source()) {
      case Citation.Source.Page page -> out.name("url").text(page.url());
      case Citation.Source.Document document -> {
        out.name("document").object();
        if (document.index() != null) {
          out.name("index").number(document.index());
        }
        text("file", document.file(), out);
        var within = document.within();
        if (within != null) {
          range(within.unit().name().toLowerCase(Locale.ROOT), within.range(), out);
        }
        out.endObject();
      }
    }
    text("title", cited.title(), out);
    text("quote", cited.quote(), out);
    range("words", cited.words(), out);
    out.endObject();
  }

  private static void text(String name, String text, JsonOut out) {
    if (text != null) {
      out.name(name).text(text);
    }
  }

  private static void range(String name, Range range, JsonOut out) {
    if (range != null) {
      out.name(name).array().number(range.from()).number(range.to()).endArray();
    }
  }
}
