package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner.Verdict;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream for a caller of the same dialect: pings and unknown ones go on too.
 * The stream is whole after {@code message_stop} and nothing else.
 */
final class AnthropicStreamReader implements SplicedStream.Reading {

  private final Redaction redaction;
  private final AnthropicAnswerFacts facts;
  private @Nullable ProviderFailure failure;
  private boolean started;
  private boolean contentSeen;

  AnthropicStreamReader(Redaction redaction, AnswerText text) {
    this.redaction = redaction;
    this.facts = new AnthropicAnswerFacts(text);
  }

  @Override
  public AnswerFacts facts() {
    return facts;
  }

  @Override
  public AnswerHead head(HttpHead head) {
    return AnthropicHead.of(head, AnthropicHead.STREAM);
  }

  @Override
  public Verdict event(SseEvent event, Consumer<ByteSlice> instead) {
    facts.read(event.data(), event.dataFrom(), event.dataTo());
    if (facts.fault() != null) {
      return Verdict.STOP;
    }
    failure = failureIn(event);
    if (failure != null) {
      return Verdict.STOP;
    }
    started |= facts.isStart();
    contentSeen |= facts.contentGiven() || facts.isStop();
    return facts.isStop() ? Verdict.LAST : Verdict.PASS;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.errorGiven()) {
      return AnthropicFailures.ofGoodStatus(
          AnthropicError.read(event.data(), event.dataFrom(), event.dataTo()), redaction);
    }
    return started || (!facts.contentGiven() && !facts.isStop())
        ? null
        : new ProviderFailure.Malformed("a stream that does not start with its message");
  }

  @Override
  public @Nullable String fault() {
    return facts.fault();
  }

  @Override
  public @Nullable ProviderFailure failure() {
    return failure;
  }

  @Override
  public boolean contentSeen() {
    return contentSeen;
  }

  @Override
  public @Nullable ProviderFailure failureIn(ByteSlice whole) {
    return AnthropicWholeReader.failureIn(facts, whole, redaction);
  }
}
