package ai.lyss.domain.port;

import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.FetchedContent;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Calls of vendors. {@link #open} is called on an event loop, returns at once and tells the sink on
 * the same loop what comes; every failure ends in the sink, none is thrown.
 */
public interface ChannelCalls {

  /** Starts one attempt. */
  Attempt open(Call call, AttemptSink sink);

  /**
   * One request to one provider.
   *
   * @param provider the account to use
   * @param vendorModel the vendor's name of the model
   * @param request what the caller sent
   * @param clippedOutput the output limit to send in place of the caller's; null to keep it
   * @param deadlineNanos when the whole relay must be over, on the monotonic clock
   * @param text whether the report at the end is to have the text of the answer
   * @param fetched what earlier attempts of the relay fetched, and what later ones find
   */
  record Call(
      Provider provider,
      ModelName vendorModel,
      RelayRequest request,
      @Nullable Long clippedOutput,
      long deadlineNanos,
      AnswerText text,
      FetchedContent fetched) {

    /** The only call of its relay. */
    public Call(
        Provider provider,
        ModelName vendorModel,
        RelayRequest request,
        @Nullable Long clippedOutput,
        long deadlineNanos,
        AnswerText text) {
      this(
          provider, vendorModel, request, clippedOutput, deadlineNanos, text, new FetchedContent());
    }

    /** A call whose answer's text nobody wants. */
    public Call(
        Provider provider,
        ModelName vendorModel,
        RelayRequest request,
        @Nullable Long clippedOutput,
        long deadlineNanos) {
      this(provider, vendorModel, request, clippedOutput, deadlineNanos, AnswerText.DROPPED);
    }
  }
}
