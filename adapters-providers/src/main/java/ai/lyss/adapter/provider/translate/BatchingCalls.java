package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.port.ChannelCalls;

/**
 * Calls of a vendor that embeds no more than so many texts at once: what has more is asked for in
 * parts, a few of them at a time, and answered as one. To quotas and metrics it is one attempt, and
 * one part that fails is a failure of all. Requests of the vendor's own dialect go as they are.
 * Thread-safe.
 */
public final class BatchingCalls implements ChannelCalls {

  private final ChannelCalls calls;
  private final Dialect own;
  private final int most;

  /**
   * Calls of a vendor.
   *
   * @param own the dialect whose requests go on as they are
   * @param most how many texts the vendor takes at once
   */
  public BatchingCalls(ChannelCalls calls, Dialect own, int most) {
    this.calls = calls;
    this.own = own;
    this.most = most;
  }

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    if (call.request() instanceof EmbeddingsRequest request
        && request.dialect() != own
        && request.inputs().count() > most
        && request.translation().content(request) instanceof EmbeddingsReading.Read read) {
      return new BatchingAttempt(calls, call, request, sink).start(read.content(), most);
    }
    return calls.open(call, sink);
  }
}
