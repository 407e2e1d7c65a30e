package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner;
import ai.lyss.adapter.provider.http.SseScanner.Verdict;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of events that is passed through: of images, of sound, of what was spoken. Whole
 * events go on as they came. The stream is whole after {@code [DONE]}, or at its end when an event
 * said so; several images end one by one. An error event, JSON that is none, an event too large and
 * an early end are failures.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/images-streaming">streamed
 *     images</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/audio">audio</a>
 */
final class OpenAiPassThroughStreamReader implements AnswerReader, SseScanner.Listener {

  /** An event holds a whole image at most, in base64: 4 MiB for one of 1536 by 1024 points. */
  static final int MOST_EVENT_BYTES = 12 << 20;

  private static final byte[] DONE = ascii("[DONE]");
  private static final byte[] EVENT_END = ascii("\n\n");
  private static final byte[] ERROR = ascii("error");

  private final Out out;
  private final Redaction redaction;
  private final OpenAiPassThroughFacts facts = new OpenAiPassThroughFacts();
  private final SseScanner scanner = new SseScanner(MOST_EVENT_BYTES, this);
  private @Nullable ProviderFailure failure;
  private boolean contentSeen;
  private boolean done;

  OpenAiPassThroughStreamReader(Out out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  @Override
  public void head(HttpHead head) {
    out.head(OpenAiHead.of(head, OpenAiHead.STREAM));
  }

  @Override
  public void bytes(ByteSlice bytes) {
    scanner.feed(bytes);
    if (scanner.tooLarge()) {
      failure = new ProviderFailure.Malformed("an event of more than " + MOST_EVENT_BYTES);
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
    contentSeen = true;
    return Verdict.PASS;
  }

  private Verdict done() {
    if (!contentSeen) {
      failure = new ProviderFailure.Malformed("a stream without an event");
      return Verdict.STOP;
    }
    done = true;
    return Verdict.LAST;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an event that is no JSON: " + facts.fault());
    }
    if (!facts.errorGiven() && !event.nameIs(ERROR)) {
      return null;
    }
    var error = OpenAiError.read(event.data(), event.dataFrom(), event.dataTo());
    return OpenAiFailures.ofPassing(error, redaction);
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
    unfinished();
    if (failure != null) {
      out.fail(failure);
    } else if (done || facts.finished()) {
      out.end();
    } else {
      out.fail(new ProviderFailure.BrokenOff("the stream ended without its terminator"));
    }
  }

  /** Judges an event whose blank line is missing: a whole one counts, a cut one does not. */
  private void unfinished() {
    var event = scanner.unfinished();
    if (event == null || !event.hasData()) {
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

  /** Nothing of it is generated text that the gateway could count. */
  @Override
  public long contentBytes() {
    return 0;
  }

  @Override
  public @Nullable GeneratedText text() {
    return null;
  }

  @Override
  public @Nullable FinishReason finish() {
    return null;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
