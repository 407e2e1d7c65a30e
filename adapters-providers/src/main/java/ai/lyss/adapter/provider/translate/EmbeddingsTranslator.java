package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.EmbeddingsAnswer;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.model.ModelName;

/** How a vendor is asked for embeddings and answers. Stateless and thread-safe. */
public interface EmbeddingsTranslator {

  /** Returns the body that asks for the vectors of all texts. */
  byte[] body(EmbeddingsContent content, ModelName model);

  /** Reads a whole answer. */
  Told read(byte[] in, int from, int to);

  /** What the vendor told. */
  sealed interface Told {

    /** Vectors. */
    record Vectors(EmbeddingsAnswer answer) implements Told {}

    /** A failure. */
    record Failed(ProviderFailure failure) implements Told {

      /** An answer that is not what the vendor's format allows. */
      public static Failed malformed(String why) {
        return new Failed(new ProviderFailure.Malformed(why));
      }
    }
  }
}
