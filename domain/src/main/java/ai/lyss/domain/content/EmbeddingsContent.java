package ai.lyss.domain.content;

import ai.lyss.domain.json.JsonChars;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be embedded, whatever the dialect it is written in.
 *
 * @param texts one for each vector, in the order of the vectors
 * @param dimensions how many numbers a vector is to have; null when the caller did not say
 * @param others JSON pointers to what only vendors of the caller's dialect know
 */
public record EmbeddingsContent(
    List<JsonChars> texts, @Nullable Long dimensions, List<String> others) {

  /** Copies the lists. */
  public EmbeddingsContent {
    texts = List.copyOf(texts);
    others = List.copyOf(others);
  }

  /** Returns the content with only the texts from one place (inclusive) to another (exclusive). */
  public EmbeddingsContent part(int from, int to) {
    return new EmbeddingsContent(texts.subList(from, to), dimensions, others);
  }
}
