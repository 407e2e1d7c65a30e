package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.RemoteContent;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Calls of a vendor that fetches nothing by URL: what a request names so is fetched by the gateway
 * and stands in the request when it goes out. Thread-safe.
 */
public final class InliningCalls implements ChannelCalls {

  private final ChannelCalls calls;
  private final RemoteContent remote;
  private final LongSupplier nanos;
  private final Predicate<Call> own;
  private final Set<Feature> emulated = EnumSet.noneOf(Feature.class);

  /** Calls of a vendor whose own dialect no caller speaks; parameters as below. */
  public InliningCalls(
      ChannelCalls calls, Treatments treatments, RemoteContent remote, LongSupplier nanos) {
    this(calls, call -> false, treatments, remote, nanos);
  }

  /**
   * Calls of a vendor.
   *
   * @param own tells which requests go on as they are
   * @param treatments by its word, content by URL is fetched where that is emulated
   * @param nanos the monotonic clock of deadlines
   */
  public InliningCalls(
      ChannelCalls calls,
      Predicate<Call> own,
      Treatments treatments,
      RemoteContent remote,
      LongSupplier nanos) {
    this.calls = calls;
    this.own = own;
    this.remote = remote;
    this.nanos = nanos;
    for (var feature : Set.of(Feature.IMAGE_URL, Feature.DOCUMENT_URL)) {
      if (treatments.of(feature) == Treatment.EMULATED) {
        emulated.add(feature);
      }
    }
  }

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    if (!emulated.isEmpty()
        && call.request() instanceof ChatRequest chat
        && !own.test(call)
        && mayHaveUrls(chat)
        && chat.translation().content(chat) instanceof ContentReading.Read read) {
      var inlining = new Inlining(read.content(), emulated);
      inlining.takeKept(call.fetched());
      if (!inlining.missing().isEmpty()) {
        return new InliningAttempt(calls, call, chat, sink, inlining)
            .start(remote, nanos.getAsLong());
      }
      var known = new PreparedContent(chat.translation(), inlining.done());
      return calls.open(with(call, chat.translatedBy(known)), sink);
    }
    return calls.open(call, sink);
  }

  /** Returns a call of the same kind for another form of its request. */
  static Call with(Call call, ChatRequest request) {
    return new Call(
        call.provider(),
        call.vendorModel(),
        request,
        call.clippedOutput(),
        call.deadlineNanos(),
        call.text(),
        call.fetched());
  }

  private static boolean mayHaveUrls(ChatRequest chat) {
    var needs = chat.outline().needs();
    return needs.contains(Capability.IMAGES) || needs.contains(Capability.DOCUMENTS);
  }
}
