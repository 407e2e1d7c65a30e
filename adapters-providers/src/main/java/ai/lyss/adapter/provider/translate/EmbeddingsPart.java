package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.chat.EmbeddingsTranslation;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.json.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a request's inputs, and their vectors as they stand in the answer to all of them, with
 * nothing around them.
 */
final class EmbeddingsPart implements EmbeddingsTranslation {

  private static final byte[] NOTHING = {};

  private final EmbeddingsTranslation whole;
  private final EmbeddingsReading content;
  private final int before;
  private volatile @Nullable String model;

  /**
   * A part.
   *
   * @param content its inputs, or why there are none
   * @param before how many inputs stand before its own
   */
  EmbeddingsPart(EmbeddingsTranslation whole, EmbeddingsReading content, int before) {
    this.whole = whole;
    this.content = content;
    this.before = before;
  }

  /** Returns the model that the vendor named in its answer; null when it named none. */
  @Nullable String model() {
    return model;
  }

  @Override
  public EmbeddingsReading content(EmbeddingsRequest request) {
    return content;
  }

  @Override
  public String contentType() {
    return whole.contentType();
  }

  @Override
  public byte[] opening(EmbeddingsRequest request) {
    return NOTHING;
  }

  @Override
  public byte[] vectors(EmbeddingsRequest request, List<RawJson> vectors, int earlier) {
    return whole.vectors(request, vectors, before + earlier);
  }

  @Override
  public byte[] closing(EmbeddingsRequest request, @Nullable String named, TokenUsage usage) {
    model = named;
    return NOTHING;
  }
}
