package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer for a caller of the same dialect: whole events go on as they came, pings
 * and unknown ones too. The stream is whole after {@code message_stop} and nothing else. An error
 * event, JSON that is none, an event too large and an early end are failures; so is a whole answer.
 */
final class AnthropicStreamReader implements AnswerReader, SseScanner.Listener {

  private static final byte[] EVENT_END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final ProviderFailure UNASKED =
      new ProviderFailure.Malformed("a whole answer where a stream was asked for");

  private final Out out;
  private final Redaction redaction;
  private final AnswerLimits limits;
  private final AnthropicAnswerFacts facts;
  private final SseScanner scanner;
  private @Nullable BodyBuffer whole;
  private @Nullable ProviderFailure failure;
  private boolean started;
  private boolean done;
  private boolean contentSeen;

  AnthropicStreamReader(Out out, Redaction redaction, AnswerLimits limits, AnswerText text) {
    this.out = out;
    this.redaction = redaction;
    this.limits = limits;
    this.facts = new AnthropicAnswerFacts(text);
    this.scanner = new SseScanner(limits.eventBytes(), this);
  }

  @Override
  public void head(HttpHead head) {
    if (head.isJson()) {
      whole = new BodyBuffer(limits.wholeBytes());
    } else if (head.contentType() != null && !head.typeIs(AnthropicHead.STREAM)) {
      out.fail(new ProviderFailure.Malformed("the answer is no event stream"));
    } else {
      out.head(AnthropicHead.of(head, AnthropicHead.STREAM));
    }
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (whole != null) {
      if (!whole.add(bytes)) {
        out.fail(UNASKED);
      }
      return;
    }
    scanner.feed(bytes);
    if (scanner.tooLarge()) {
      failure = new ProviderFailure.Malformed("an event of more than " + limits.eventBytes());
    }
    settle();
  }

  private void settle() {
    if (failure != null) {
      out.fail(failure);
    } else if (done) {
      out.end();
    }
  }

  @Override
  public SseScanner.Verdict event(SseEvent event) {
    if (!event.hasData() || event.dataTo() == event.dataFrom()) {
      return SseScanner.Verdict.PASS;
    }
    facts.read(event.data(), event.dataFrom(), event.dataTo());
    failure = failureIn(event);
    if (failure != null) {
      return SseScanner.Verdict.STOP;
    }
    started |= facts.isStart();
    contentSeen |= facts.contentGiven() || facts.isStop();
    done = facts.isStop();
    return done ? SseScanner.Verdict.LAST : SseScanner.Verdict.PASS;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an event that is no JSON object: " + facts.fault());
    }
    if (facts.errorGiven()) {
      return AnthropicFailures.ofGoodStatus(
          AnthropicError.read(event.data(), event.dataFrom(), event.dataTo()), redaction);
    }
    return started || (!facts.contentGiven() && !facts.isStop())
        ? null
        : new ProviderFailure.Malformed("a stream that does not start with its message");
  }

  @Override
  public void kept(ByteSlice bytes) {
    if (contentSeen) {
      out.content(bytes);
    } else {
      out.preamble(bytes);
    }
  }

  @Override
  public void end() {
    if (whole != null) {
      var body = whole.bytes();
      var error = AnthropicWholeReader.failureIn(facts, body, redaction);
      out.fail(error != null ? error : UNASKED);
      return;
    }
    unfinished();
    if (failure == null && !done) {
      failure = new ProviderFailure.BrokenOff("the stream ended without its terminator");
    }
    settle();
  }

  /** Judges an event whose blank line is missing: the terminator counts, any other is cut. */
  private void unfinished() {
    var event = scanner.unfinished();
    if (event == null || !event.hasData()) {
      return;
    }
    var verdict = event(event);
    if (facts.fault() != null) {
      failure = new ProviderFailure.BrokenOff("the stream ended within an event");
    }
    if (verdict == SseScanner.Verdict.LAST) {
      kept(scanner.unfinishedBytes());
      kept(ByteSlice.of(EVENT_END));
    }
  }

  @Override
  public TokenUsage usage() {
    return facts.usage();
  }

  @Override
  public long contentBytes() {
    return facts.contentBytes();
  }

  @Override
  public @Nullable GeneratedText text() {
    return facts.text();
  }

  @Override
  public @Nullable FinishReason finish() {
    return facts.finish();
  }
}
