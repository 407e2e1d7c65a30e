package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Range;
import ai.lyss.domain.content.Citation.Source;
import ai.lyss.domain.content.TextRuler;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the text of a choice comes from: each source once, and which bytes of the text come from
 * which sources. Not thread-safe.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#GroundingMetadata">Grounding</a>
 */
final class GeminiSources {

  private final TextRuler text = new TextRuler();
  private final Map<Citation, Integer> sources = new LinkedHashMap<>();
  private final Map<Range, List<Integer>> supports = new LinkedHashMap<>();

  /** Where each part of the answer begins in its text, in bytes. */
  private final List<Long> parts = new ArrayList<>();

  /** The next part of the answer begins; in a stream nobody counts them. */
  void part() {
    parts.add(text.bytes());
  }

  /** The model said this. */
  void said(JsonChars more) {
    text.add(more);
  }

  /** Some of it comes from there. */
  void cited(Citation citation) {
    var source = citation.of(null);
    var known = sources.putIfAbsent(source, sources.size());
    int number = known == null ? sources.size() - 1 : known;
    if (citation.words() != null) {
      var of = supports.computeIfAbsent(citation.words(), first -> new ArrayList<>(1));
      if (!of.contains(number)) {
        of.add(number);
      }
    }
  }

  /** Writes all of it, if anybody said. */
  void write(JsonOut out) {
    if (sources.isEmpty()) {
      return;
    }
    out.name("groundingMetadata").object().name("groundingChunks").array();
    sources.keySet().forEach(source -> source(source, out));
    out.endArray();
    if (!supports.isEmpty()) {
      out.name("groundingSupports").array();
      supports.forEach((words, of) -> support(words, of, out));
      out.endArray();
    }
    out.endObject();
  }

  /** What has no address is something that the model was given to read. */
  private static void source(Citation cited, JsonOut out) {
    out.object();
    switch (cited.source()) {
      case Source.Page page -> {
        out.name("web").object().name("uri").text(page.url());
        text("title", cited.title(), out);
      }
      case Source.Document document -> {
        out.name("retrievedContext").object();
        text("title", cited.title(), out);
        text("text", cited.quote(), out);
      }
    }
    out.endObject().endObject();
  }

  private static void text(String name, @Nullable String text, JsonOut out) {
    if (text != null) {
      out.name(name).text(text);
    }
  }

  private void support(Range words, List<Integer> of, JsonOut out) {
    long from = text.bytesAt(words.from());
    int part = part(from);
    long start = part == 0 ? 0 : parts.get(part);
    out.object().name("segment").object();
    if (part > 0) {
      out.name("partIndex").number(part);
    }
    out.name("startIndex").number(from - start);
    out.name("endIndex").number(text.bytesAt(words.to()) - start).endObject();
    out.name("groundingChunkIndices").array();
    of.forEach(out::number);
    out.endArray().endObject();
  }

  /** Returns the last part that begins at or before this byte: those before it have no text. */
  private int part(long from) {
    int last = 0;
    for (int i = 0; i < parts.size(); i++) {
      last = parts.get(i) <= from ? i : last;
    }
    return last;
  }
}
