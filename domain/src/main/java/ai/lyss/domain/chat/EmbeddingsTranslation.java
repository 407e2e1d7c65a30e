package ai.lyss.domain.chat;

import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a caller's dialect lends itself to a vendor that speaks another: what is to be embedded read
 * into the form all dialects meet in, and the answer written back, in pieces that follow each
 * other. Called on any thread, one after the other; used only when a channel of another dialect was
 * chosen.
 */
public interface EmbeddingsTranslation {

  /** Reads all inputs of a request. */
  EmbeddingsReading content(EmbeddingsRequest request);

  /** Returns the content type of an answer. */
  String contentType();

  /** Returns what stands before the vectors of an answer. */
  byte[] opening(EmbeddingsRequest request);

  /**
   * Returns vectors in the encoding that the caller wants.
   *
   * @param vectors arrays of numbers, as the vendor spelled them
   * @param before how many vectors of the answer stand before these
   */
  byte[] vectors(EmbeddingsRequest request, List<RawJson> vectors, int before);

  /**
   * Returns what stands after the vectors.
   *
   * @param model the vendor's name of the model that made them; null when it gave none
   * @param usage what the vendor counted; what it did not count is left out
   */
  byte[] closing(EmbeddingsRequest request, @Nullable String model, TokenUsage usage);
}
