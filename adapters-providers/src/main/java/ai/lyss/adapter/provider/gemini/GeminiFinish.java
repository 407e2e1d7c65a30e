package ai.lyss.adapter.provider.gemini;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.Set;

/**
 * What Gemini's finish reasons come to. It has none for calls: they end with {@code STOP}.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#FinishReason">FinishReason</a>
 */
final class GeminiFinish {

  /** Reasons that are the model's own failure to make an answer that can be used. */
  private static final Set<String> FAILED =
      Set.of(
          "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MALFORMED_RESPONSE");

  private GeminiFinish() {}

  /** Tells whether a reason is a failure of the vendor's. */
  static boolean isFailure(String word) {
    return FAILED.contains(word);
  }

  /** Returns that failure; the word is of a small set. */
  static ProviderFailure failure(String word) {
    return new ProviderFailure.BrokenOff("the vendor gave " + word + " as its finish reason");
  }

  /**
   * Returns what a reason comes to.
   *
   * @param called whether the candidate calls functions
   */
  static FinishReason of(String word, boolean called) {
    return switch (word) {
      case "STOP", "FUNCTION_CALL" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }
}
