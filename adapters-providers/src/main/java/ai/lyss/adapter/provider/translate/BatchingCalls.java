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
 * one part that fails is a failure of all. What even that would be too much for is not sent.
 * Requests of the vendor's own dialect go as they are. Thread-safe.
 */
public final class BatchingCalls implements ChannelCalls {

  /** No more are asked for by one request to OpenAI either, whose clients know that bound. */
  private static final int MOST_IN_ALL = 2_048;

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
      int count = read.content().texts().size();
      return count <= MOST_IN_ALL
          ? new BatchingAttempt(calls, call, request, sink).start(read.content(), most)
          : calls.open(with(call, tooMany(request, count)), sink);
    }
    return calls.open(call, sink);
  }

  /** The vendor's adapter refuses it, in the turn of the event loop that is right for that. */
  private static EmbeddingsRequest tooMany(EmbeddingsRequest request, int count) {
    var message =
        count + " inputs (expected: at most " + MOST_IN_ALL + " for the vendor of this model)";
    var why = EmbeddingsReading.Untranslatable.at(null, message);
    return request.part(count, new EmbeddingsPart(request.translation(), why, 0));
  }

  /** Returns a call of the same kind for another form of its request. */
  static Call with(Call call, EmbeddingsRequest request) {
    return new Call(
        call.provider(),
        call.vendorModel(),
        request,
        call.clippedOutput(),
        call.deadlineNanos(),
        call.text());
  }
}
