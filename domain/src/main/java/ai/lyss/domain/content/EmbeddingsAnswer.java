package ai.lyss.domain.content;

import ai.lyss.domain.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors as a vendor gave them.
 *
 * @param vectors arrays of numbers with the digits that they came with, in the order of the inputs
 * @param model the vendor's name of the model; null when it gave none
 * @param usage what the vendor counted
 */
public record EmbeddingsAnswer(List<RawJson> vectors, @Nullable String model, TokenUsage usage) {

  /** Copies the list. */
  public EmbeddingsAnswer {
    vectors = List.copyOf(vectors);
  }
}
