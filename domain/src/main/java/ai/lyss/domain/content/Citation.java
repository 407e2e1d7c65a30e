package ai.lyss.domain.content;

import org.jspecify.annotations.Nullable;

/**
 * Where something that the model said comes from.
 *
 * @param source what it comes from
 * @param title what the source is called; null when the vendor did not say
 * @param quote the words of the source; null when the vendor did not say
 * @param words which characters of the text of its choice come from there, counted in Unicode code
 *     points from the first one said; null when the vendor did not say
 */
public record Citation(
    Source source, @Nullable String title, @Nullable String quote, @Nullable Range words) {

  /** What something comes from. */
  public sealed interface Source {

    /** What can be had by its address. */
    record Page(String url) implements Source {}

    /**
     * What the caller or somebody else gave the model to read.
     *
     * @param index which of the documents of the request it is, from 0; null when the vendor did
     *     not say
     * @param file the vendor's id of it; null when the vendor does not store it
     * @param within where in it; null when the vendor did not say
     */
    record Document(@Nullable Long index, @Nullable String file, @Nullable Place within)
        implements Source {}
  }

  /** A place in a document, in the numbers of the vendor. */
  public record Place(Unit unit, Range range) {}

  /** What the places of a document are counted in. */
  public enum Unit {
    /** Characters of a plain text, from 0. */
    CHARACTERS,
    /** Pages, from 1. */
    PAGES,
    /** Blocks of content, from 0. */
    BLOCKS
  }

  /**
   * Some of many that are counted.
   *
   * @param from the first of them
   * @param to the first after them
   */
  public record Range(long from, long to) {}

  /** A citation of a page. */
  public static Citation ofPage(String url, @Nullable String title, @Nullable String quote) {
    return new Citation(new Source.Page(url), title, quote, null);
  }

  /** Returns the same, told of these words. */
  public Citation of(@Nullable Range said) {
    return new Citation(source, title, quote, said);
  }
}
