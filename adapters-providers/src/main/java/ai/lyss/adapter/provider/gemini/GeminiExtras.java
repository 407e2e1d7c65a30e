package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.translate.CitationBounds;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Range;
import ai.lyss.domain.content.Citation.Source;
import ai.lyss.domain.content.TextRuler;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the text of a candidate comes from: what it is grounded on, and what it repeats. Both are
 * told anew with each piece of a stream and counted in bytes of the text, so that they are known
 * when it is over. One object a candidate.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#GroundingMetadata">Grounding</a>
 * @see <a href="https://ai.google.dev/api/generate-content#citationmetadata">Citations</a>
 */
final class GeminiExtras {

  private final TextRuler text = new TextRuler();
  private final Set<Citation> supported = new LinkedHashSet<>();
  private final Set<Citation> alone = new LinkedHashSet<>();

  /** Where each part of the present piece begins in the whole text, in bytes. */
  private final List<Long> parts = new ArrayList<>();

  private final CitationBounds bounds;
  private int pieces;

  /**
   * Nothing is known yet.
   *
   * @param bounds of all candidates; what is beyond them is not told
   */
  GeminiExtras(CitationBounds bounds) {
    this.bounds = bounds;
  }

  /** The next piece comes. */
  void begin() {
    parts.clear();
    pieces++;
  }

  /** The next part of the piece comes. */
  void part() {
    parts.add(text.bytes());
  }

  /** The model said this. */
  void said(JsonChars more) {
    text.add(more);
  }

  /** Reads where the text so far comes from. */
  void read(JsonTree candidate) {
    var grounding = candidate.get("groundingMetadata");
    if (grounding != null) {
      grounding(grounding);
    }
    var citations = candidate.get("citationMetadata");
    if (citations != null) {
      list(citations, "citations").forEach(this::repeated);
      list(citations, "citationSources").forEach(this::repeated);
    }
  }

  private static List<JsonTree> list(JsonTree object, String name) {
    var list = object.get(name);
    return list == null ? List.of() : list.children();
  }

  private void grounding(JsonTree grounding) {
    var sources = new ArrayList<@Nullable Citation>();
    for (var chunk : list(grounding, "groundingChunks")) {
      var source = source(chunk);
      sources.add(source);
      if (source != null) {
        add(source, null);
      }
    }
    for (var support : list(grounding, "groundingSupports")) {
      var segment = support.get("segment");
      var start = segment == null ? null : start(segment);
      var words = segment == null || start == null ? null : words(segment, start);
      for (var index : list(support, "groundingChunkIndices")) {
        var source = at(index.whole(), sources);
        if (source != null) {
          add(source, words);
        }
      }
    }
  }

  private static @Nullable Citation at(@Nullable Long index, List<@Nullable Citation> sources) {
    return index == null || index < 0 || index >= sources.size()
        ? null
        : sources.get(index.intValue());
  }

  private static @Nullable Citation source(JsonTree chunk) {
    for (var kind : chunk.children()) {
      var url = kind.textOf("uri");
      var title = kind.textOf("title");
      if (url != null || title != null) {
        return citation(url, title, kind.textOf("text"));
      }
    }
    return null;
  }

  private static Citation citation(
      @Nullable String url, @Nullable String title, @Nullable String quote) {
    return url == null
        ? new Citation(new Source.Document(null, null, null), title, quote, null)
        : Citation.ofPage(url, title, quote);
  }

  private void repeated(JsonTree source) {
    var url = source.textOf("uri");
    var title = source.textOf("title");
    if (url != null || title != null) {
      add(citation(url, title, null), words(source, 0));
    }
  }

  private void add(Citation source, @Nullable Range words) {
    var into = words == null ? alone : supported;
    var citation = source.of(words);
    if (!into.contains(citation) && bounds.take(citation)) {
      into.add(citation);
    }
  }

  /**
   * Returns where the part begins that is meant; null when nobody knows: parts are counted within a
   * piece, so that of several pieces only the first part is known.
   */
  private @Nullable Long start(JsonTree segment) {
    var index = segment.get("partIndex");
    var number = index == null ? Long.valueOf(0) : index.whole();
    if (number == null || number == 0) {
      return number;
    }
    return pieces == 1 && number > 0 && number < parts.size() ? parts.get(number.intValue()) : null;
  }

  private @Nullable Range words(JsonTree segment, long start) {
    var first = segment.get("startIndex");
    var after = segment.get("endIndex");
    var from = first == null ? Long.valueOf(0) : first.whole();
    var to = after == null ? null : after.whole();
    if (from == null || to == null || from < 0 || to <= from || to > text.bytes() - start) {
      return null;
    }
    return new Range(text.charactersAt(start + from), text.charactersAt(start + to));
  }

  /** Tells all of it. A source of which no words are known is told where no words are of it. */
  void tell(int choice, Consumer<ChatChunk> out) {
    supported.forEach(citation -> alone.remove(citation.of(null)));
    alone.forEach(citation -> out.accept(new ChatChunk.Cited(choice, citation)));
    supported.forEach(citation -> out.accept(new ChatChunk.Cited(choice, citation)));
  }
}
