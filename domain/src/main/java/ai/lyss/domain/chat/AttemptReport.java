package ai.lyss.domain.chat;

import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an attempt at its end, good or bad.
 *
 * @param requestSent whether the whole request body had been handed to the network
 * @param usage what the vendor reported; {@link TokenUsage#UNKNOWN} when it reported nothing
 * @param contentBytes bytes of generated text that arrived, an estimate of output when no usage did
 * @param finish why the model stopped; null when it did not say
 * @param text the text that arrived; null when it was not kept
 */
public record AttemptReport(
    boolean requestSent,
    TokenUsage usage,
    long contentBytes,
    @Nullable FinishReason finish,
    @Nullable GeneratedText text) {

  /** The report of an attempt whose request never left. */
  public static final AttemptReport UNSENT = new AttemptReport(false, TokenUsage.UNKNOWN, 0, null);

  /** A report without the text. */
  public AttemptReport(
      boolean requestSent, TokenUsage usage, long contentBytes, @Nullable FinishReason finish) {
    this(requestSent, usage, contentBytes, finish, null);
  }
}
