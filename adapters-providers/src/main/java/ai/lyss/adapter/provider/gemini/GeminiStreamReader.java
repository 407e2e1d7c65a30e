package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner;
import ai.lyss.adapter.provider.http.SseScanner.Verdict;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer that goes on to a caller of the same dialect: whole events as they came,
 * or, for one who wants no events, their JSON texts as the elements of one array. Whole at its end
 * when every candidate was finished or the prompt was blocked; an error event, JSON that is none,
 * an event too large and an early end are failures.
 */
final class GeminiStreamReader implements AnswerReader, SseScanner.Listener {

  private static final byte[] FIRST = ascii("[");
  private static final byte[] NEXT = ascii(",\r\n");
  private static final byte[] LAST = ascii("\n]");
  private static final byte[] EVENT_END = ascii("\n\n");

  private final Out out;
  private final StreamForm form;
  private final Redaction redaction;
  private final AnswerLimits limits;
  private final GeminiAnswerFacts facts;
  private final SseScanner scanner;
  private @Nullable BodyBuffer whole;
  private @Nullable ProviderFailure failure;
  private boolean begun;
  private boolean contentSeen;

  GeminiStreamReader(
      Out out, StreamForm form, Redaction redaction, AnswerLimits limits, AnswerText text) {
    this.out = out;
    this.form = form;
    this.redaction = redaction;
    this.limits = limits;
    this.facts = new GeminiAnswerFacts(text);
    this.scanner = new SseScanner(limits.eventBytes(), this);
  }

  @Override
  public void head(HttpHead head) {
    if (head.isJson()) {
      whole = new BodyBuffer(limits.wholeBytes());
    } else if (head.contentType() != null && !head.typeIs("text/event-stream")) {
      out.fail(new ProviderFailure.Malformed("the answer is no event stream"));
    } else {
      out.head(new AnswerHead(form.contentType(), Map.of()));
    }
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (whole != null) {
      if (!whole.add(bytes)) {
        out.fail(unasked());
      }
      return;
    }
    scanner.feed(bytes);
    if (scanner.tooLarge()) {
      failure = new ProviderFailure.Malformed("an event of more than " + limits.eventBytes());
    }
    if (failure != null) {
      out.fail(failure);
    }
  }

  private static ProviderFailure unasked() {
    return new ProviderFailure.Malformed("a whole answer where a stream was asked for");
  }

  @Override
  public Verdict event(SseEvent event) {
    boolean empty = !event.hasData() || event.dataTo() == event.dataFrom();
    if (!empty) {
      facts.read(event.data(), event.dataFrom(), event.dataTo());
      failure = failureIn(event);
      if (failure != null) {
        return Verdict.STOP;
      }
      contentSeen |= facts.contentGiven();
    }
    return switch (form) {
      case EVENTS -> Verdict.PASS;
      case ARRAY -> {
        if (!empty) {
          element(event);
        }
        yield Verdict.DROP;
      }
    };
  }

  /** A bad finish is a failure only as long as another channel can be tried. */
  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an event that is no JSON object: " + facts.fault());
    }
    if (facts.errorGiven()) {
      var error = GeminiError.read(event.data(), event.dataFrom(), event.dataTo());
      return GeminiFailures.ofGoodStatus(error, redaction);
    }
    var bad = facts.failedFinish();
    return bad == null || contentSeen ? null : GeminiFinish.failure(bad);
  }

  private void element(SseEvent event) {
    kept(ByteSlice.of(begun ? NEXT : FIRST));
    begun = true;
    int from = event.dataFrom();
    kept(new ByteSlice(event.data(), from, event.dataTo() - from));
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
      var error = GeminiWholeReader.failureIn(facts, whole.bytes(), redaction);
      out.fail(error != null ? error : unasked());
      return;
    }
    unfinished();
    if (failure != null) {
      out.fail(failure);
    } else if (!facts.isWhole()) {
      out.fail(new ProviderFailure.BrokenOff("the stream ended without a finish reason"));
    } else {
      if (form == StreamForm.ARRAY) {
        kept(ByteSlice.of(LAST));
      }
      out.end();
    }
  }

  /** Judges an event whose blank line is missing. */
  private void unfinished() {
    var event = scanner.unfinished();
    if (event == null || !event.hasData()) {
      return;
    }
    var verdict = event(event);
    if (facts.fault() != null) {
      failure = new ProviderFailure.BrokenOff("the stream ended within an event");
    }
    if (verdict == Verdict.PASS) {
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
