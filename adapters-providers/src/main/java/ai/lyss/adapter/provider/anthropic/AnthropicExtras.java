package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.translate.CitationBounds;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Place;
import ai.lyss.domain.content.Citation.Range;
import ai.lyss.domain.content.Citation.Source;
import ai.lyss.domain.content.Citation.Unit;
import ai.lyss.domain.content.TextRuler;
import ai.lyss.domain.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the text of an answer comes from. A block of text that has citations says nothing else, so
 * that all of its words are of them: they are told when it is over. One object an answer.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/citations">Citations</a>
 */
final class AnthropicExtras {

  /** Nobody cites more in one block; further ones, in all open blocks, are told at once. */
  private static final int MOST_WAITING = 64;

  private final Map<Long, Passage> open = new TreeMap<>();
  private final CitationBounds waiting = new CitationBounds(MOST_WAITING);
  private long said;

  /** A block of text: where it begins in the whole text, and what is cited in it. */
  private record Passage(long from, List<Citation> citations) {}

  /** A block of text begins, in the place of one with its index that did not end. */
  void begin(long block, Consumer<ChatChunk> out) {
    end(block, out);
    open.put(block, new Passage(said, new ArrayList<>(0)));
  }

  /** Hands text on, unless there is none. */
  void text(@Nullable JsonTree text, Consumer<ChatChunk> out) {
    var chars = text == null ? null : text.chars();
    if (chars != null && !chars.isEmpty()) {
      said += TextRuler.characters(chars);
      out.accept(new ChatChunk.Text(0, chars));
    }
  }

  /** Notes a citation; one that names no source says nothing, one of no block is of no words. */
  void cited(long block, JsonTree cited, Consumer<ChatChunk> out) {
    var citation = citation(cited);
    if (citation == null) {
      return;
    }
    var passage = open.get(block);
    if (passage != null && waiting.take(citation)) {
      passage.citations().add(citation);
    } else {
      out.accept(new ChatChunk.Cited(0, citation.of(passage == null ? null : words(passage))));
    }
  }

  /** A block is over. */
  void end(long block, Consumer<ChatChunk> out) {
    var passage = open.remove(block);
    if (passage != null) {
      tell(passage, out);
    }
  }

  /** All blocks are over. */
  void endAll(Consumer<ChatChunk> out) {
    open.values().forEach(passage -> tell(passage, out));
    open.clear();
  }

  private void tell(Passage passage, Consumer<ChatChunk> out) {
    var words = words(passage);
    for (var citation : passage.citations()) {
      waiting.release(citation);
      out.accept(new ChatChunk.Cited(0, citation.of(words)));
    }
  }

  private @Nullable Range words(Passage passage) {
    return said == passage.from() ? null : new Range(passage.from(), said);
  }

  private static @Nullable Citation citation(JsonTree cited) {
    var url = cited.textOf("url");
    if (url == null) {
      url = cited.textOf("source"); // of a passage that the caller found
    }
    var title = cited.textOf("title");
    if (title == null) {
      title = cited.textOf("document_title");
    }
    var source = url == null ? document(cited) : new Source.Page(url);
    return source == null
        ? null
        : new Citation(source, title, filled(cited.textOf("cited_text")), null);
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable Source document(JsonTree cited) {
    var index = cited.get("document_index");
    var number = index == null ? null : index.whole();
    if (number == null) {
      return null;
    }
    var type = cited.textOf("type");
    var within =
        switch (type == null ? "" : type) {
          case "char_location" ->
              place(Unit.CHARACTERS, cited, "start_char_index", "end_char_index");
          case "page_location" -> place(Unit.PAGES, cited, "start_page_number", "end_page_number");
          case "content_block_location" ->
              place(Unit.BLOCKS, cited, "start_block_index", "end_block_index");
          default -> null;
        };
    return new Source.Document(number, cited.textOf("file_id"), within);
  }

  private static @Nullable Place place(Unit unit, JsonTree cited, String from, String to) {
    var first = cited.get(from);
    var end = cited.get(to);
    var start = first == null ? null : first.whole();
    var after = end == null ? null : end.whole();
    return start == null || after == null ? null : new Place(unit, new Range(start, after));
  }
}
