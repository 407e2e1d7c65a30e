package ai.lyss.domain.content;

import ai.lyss.domain.failure.VendorError;
import org.jspecify.annotations.Nullable;

/** What a dialect makes of the inputs of a request for embeddings. */
public sealed interface EmbeddingsReading {

  /** They are texts. */
  record Read(EmbeddingsContent content) implements EmbeddingsReading {}

  /** Only a vendor of the same dialect can take them; the error says why. */
  record Untranslatable(VendorError error) implements EmbeddingsReading {

    private static final int BAD_REQUEST = 400;

    /**
     * What has no counterpart in other dialects.
     *
     * @param place JSON pointer to it; null when it is no one place
     */
    public static Untranslatable at(@Nullable String place, String message) {
      return new Untranslatable(
          new VendorError(
              BAD_REQUEST, message, "invalid_request_error", place, "unsupported_parameter"));
    }
  }
}
