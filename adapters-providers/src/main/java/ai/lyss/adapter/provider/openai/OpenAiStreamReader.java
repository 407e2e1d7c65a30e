package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner;
import ai.lyss.adapter.provider.http.SseScanner.Verdict;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer. Whole events go on as they came; the event that holds nothing but usage
 * goes on only when the caller asked for it. The stream is whole after {@code data: [DONE]}, or,
 * for a vendor without that marker, at its end when a finish reason was given. An error event, JSON
 * that is none, an event too large and an early end are failures. So is a whole answer: it is not
 * what the caller asked for.
 */
final class OpenAiStreamReader implements AnswerReader, SseScanner.Listener {

  private static final byte[] DONE = ascii("[DONE]");
  private static final byte[] DONE_EVENT = ascii("data: [DONE]\n\n");
  private static final byte[] EVENT_END = ascii("\n\n");
  private static final byte[] ERROR = ascii("error");
  private static final ProviderFailure UNASKED =
      new ProviderFailure.Malformed("a whole answer where a stream was asked for");

  private final Out out;
  private final OpenAiQuirks quirks;
  private final boolean usageAsked;
  private final Redaction redaction;
  private final AnswerLimits limits;
  private final OpenAiAnswerFacts facts;
  private final SseScanner scanner;
  private @Nullable BodyBuffer whole;
  private @Nullable ProviderFailure failure;
  private boolean chunkSeen;
  private boolean contentSeen;
  private boolean done;

  OpenAiStreamReader(
      Out out,
      OpenAiQuirks quirks,
      boolean usageAsked,
      Redaction redaction,
      AnswerLimits limits,
      AnswerText text) {
    this.out = out;
    this.quirks = quirks;
    this.usageAsked = usageAsked;
    this.redaction = redaction;
    this.limits = limits;
    this.facts = new OpenAiAnswerFacts(text);
    this.scanner = new SseScanner(limits.eventBytes(), this);
  }

  @Override
  public void head(HttpHead head) {
    if (head.isJson()) {
      whole = new BodyBuffer(limits.wholeBytes());
    } else if (head.contentType() != null && !head.typeIs("text/event-stream")) {
      out.fail(new ProviderFailure.Malformed("the answer is no event stream"));
    } else {
      out.head(OpenAiHead.of(head, OpenAiHead.STREAM));
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
    if (failure != null) {
      out.fail(failure);
    } else if (done) {
      out.end();
    }
  }

  @Override
  public Verdict event(SseEvent event) {
    if (!event.hasData() || event.dataTo() == event.dataFrom()) {
      return Verdict.PASS;
    }
    if (event.dataIs(DONE)) {
      return done();
    }
    facts.read(event.data(), event.dataFrom(), event.dataTo());
    failure = failureIn(event);
    if (failure != null) {
      return Verdict.STOP;
    }
    chunkSeen |= facts.choicesGiven();
    contentSeen |= facts.contentGiven();
    return facts.usageOnly() && !usageAsked ? Verdict.DROP : Verdict.PASS;
  }

  private Verdict done() {
    if (!chunkSeen) {
      failure = new ProviderFailure.Malformed("a stream without a chunk");
      return Verdict.STOP;
    }
    done = true;
    contentSeen = true;
    return Verdict.LAST;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an event that is no JSON object: " + facts.fault());
    }
    if (facts.errorGiven() || event.nameIs(ERROR)) {
      var error = OpenAiError.read(event.data(), event.dataFrom(), event.dataTo());
      return OpenAiFailures.ofGoodStatus(error, redaction);
    }
    return facts.finishFailed() ? OpenAiFailures.FINISHED_BADLY : null;
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
      var error = OpenAiWholeReader.failureIn(facts, whole.bytes(), redaction);
      out.fail(error != null ? error : UNASKED);
      return;
    }
    unfinished();
    if (failure != null) {
      out.fail(failure);
    } else if (done) {
      out.end();
    } else if (!quirks.doneMarker() && facts.finish() != null) {
      out.content(ByteSlice.of(DONE_EVENT));
      out.end();
    } else {
      out.fail(new ProviderFailure.BrokenOff("the stream ended without its terminator"));
    }
  }

  /** Judges an event whose blank line is missing: the terminator counts, a cut chunk does not. */
  private void unfinished() {
    var event = scanner.unfinished();
    if (event == null || !event.hasData()) {
      return;
    }
    if (!event.dataIs(DONE) && quirks.doneMarker()) {
      failure = new ProviderFailure.BrokenOff("the stream ended within an event");
      return;
    }
    var verdict = event(event);
    if (facts.fault() != null) {
      failure = new ProviderFailure.BrokenOff("the stream ended within an event");
    }
    if (verdict == Verdict.PASS || verdict == Verdict.LAST) {
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

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
