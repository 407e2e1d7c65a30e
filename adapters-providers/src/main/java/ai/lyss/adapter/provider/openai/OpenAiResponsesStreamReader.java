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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer of the Responses API. Whole events go on as they came. The stream is
 * whole after {@code response.completed} or {@code response.incomplete}; an error event, {@code
 * response.failed}, JSON that is none, an event too large and an early end are failures. So is a
 * whole answer: it is not what the caller asked for.
 */
final class OpenAiResponsesStreamReader implements AnswerReader, SseScanner.Listener {

  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);

  /** What tells the caller nothing yet. */
  private static final Set<String> PREAMBLE =
      Set.of(
          "response.created",
          "response.in_progress",
          "response.queued",
          "response.output_item.added",
          "response.content_part.added",
          "response.reasoning_summary_part.added");

  private static final ProviderFailure UNASKED =
      new ProviderFailure.Malformed("a whole answer where a stream was asked for");

  private final Out out;
  private final Redaction redaction;
  private final AnswerLimits limits;
  private final OpenAiResponsesFacts facts;
  private final SseScanner scanner;
  private @Nullable BodyBuffer whole;
  private @Nullable ProviderFailure failure;
  private boolean contentSeen;
  private boolean done;

  OpenAiResponsesStreamReader(Out out, Redaction redaction, AnswerLimits limits, AnswerText text) {
    this.out = out;
    this.redaction = redaction;
    this.limits = limits;
    this.facts = new OpenAiResponsesFacts(text);
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
  public Verdict event(SseEvent event) {
    if (!event.hasData() || event.dataTo() == event.dataFrom() || event.dataIs(DONE)) {
      return Verdict.PASS;
    }
    facts.event(event.data(), event.dataFrom(), event.dataTo());
    failure = failureIn(event);
    if (failure != null) {
      return Verdict.STOP;
    }
    var type = facts.type();
    contentSeen |= !PREAMBLE.contains(type);
    done = type.equals("response.completed") || type.equals("response.incomplete");
    return done ? Verdict.LAST : Verdict.PASS;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an event that is no JSON object: " + facts.fault());
    }
    var type = facts.type();
    if (type.equals("response.cancelled")) {
      return new ProviderFailure.BrokenOff("the vendor cancelled the response");
    }
    if (!type.equals("error") && !type.equals("response.failed") && !event.nameIs(ERROR)) {
      return null;
    }
    var span = facts.error();
    var error =
        span == null
            ? OpenAiError.read(event.data(), event.dataFrom(), event.dataTo())
            : OpenAiError.read(event.data(), span.start(), span.end());
    return OpenAiFailures.ofGoodStatus(error, redaction);
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
      var error = OpenAiResponsesWholeReader.failureIn(facts, whole.bytes(), redaction);
      out.fail(error != null ? error : UNASKED);
      return;
    }
    var last = scanner.unfinished();
    if (last != null && event(last) == Verdict.LAST) {
      kept(scanner.unfinishedBytes());
      kept(ByteSlice.of("\n\n".getBytes(StandardCharsets.US_ASCII)));
    }
    if ((failure == null && !done) || facts.fault() != null) {
      failure = new ProviderFailure.BrokenOff("the stream ended without its terminator");
    }
    settle();
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
