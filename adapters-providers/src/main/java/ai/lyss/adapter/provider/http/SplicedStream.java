package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.http.SseScanner.Verdict;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream that goes on to a caller of the same dialect: whole events as they came, judged by
 * what its vendor's folder knows of them. JSON that is none, an event too large and an early end
 * are failures. So is a whole answer: it is not what the caller asked for.
 */
public final class SplicedStream implements AnswerReader, SseScanner.Listener {

  private static final String EVENTS = "text/event-stream";
  private static final byte[] EVENT_END = "\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final ProviderFailure UNASKED =
      new ProviderFailure.Malformed("a whole answer where a stream was asked for");
  private static final ProviderFailure CUT =
      new ProviderFailure.BrokenOff("the stream ended within an event");
  private static final ProviderFailure UNENDED =
      new ProviderFailure.BrokenOff("the stream ended without its terminator");

  /** How a vendor's events are read. One object an answer; not thread-safe. */
  public interface Reading {

    /** Returns what came so far. */
    AnswerFacts facts();

    /** Returns what of the head goes on. */
    AnswerHead head(HttpHead head);

    /**
     * Reads an event with data and says what becomes of it: {@link Verdict#LAST} for the vendor's
     * terminator, {@link Verdict#STOP} where there is a fault or a failure.
     *
     * @param instead takes bytes that go on in place of the event's own
     */
    Verdict event(SseEvent event, Consumer<ByteSlice> instead);

    /** Returns what is wrong with the JSON of the event read last; null when nothing is. */
    @Nullable String fault();

    /** Returns the failure that the event read last tells of; null when it tells of none. */
    @Nullable ProviderFailure failure();

    /** Tells whether anything that shows the caller something has come. */
    boolean contentSeen();

    /** Returns what becomes of an event without data. */
    default Verdict empty() {
      return Verdict.PASS;
    }

    /** Tells whether an event counts whose blank line is missing. */
    default boolean counts(SseEvent unfinished) {
      return true;
    }

    /**
     * Returns what is to follow where the connection ended without the vendor's terminator: empty
     * where the stream is whole as it is, null where it was broken off.
     */
    default @Nullable ByteSlice close() {
      return null;
    }

    /** Tells whether streams of the vendor end without a terminator. */
    default boolean isUnmarked() {
      return false;
    }

    /** Returns the failure that a whole answer reports; null when it reports none. */
    @Nullable ProviderFailure failureIn(ByteSlice whole);
  }

  private final Out out;
  private final AnswerLimits limits;
  private final Reading reading;
  private final SseScanner scanner;
  private final Consumer<ByteSlice> instead = this::kept;
  private @Nullable BodyBuffer whole;
  private @Nullable ProviderFailure failure;
  private boolean done;

  /** A reader of one answer. */
  public SplicedStream(Out out, AnswerLimits limits, Reading reading) {
    this.out = out;
    this.limits = limits;
    this.reading = reading;
    this.scanner = new SseScanner(limits.eventBytes(), this);
  }

  @Override
  public void head(HttpHead head) {
    if (head.isJson()) {
      whole = new BodyBuffer(limits.wholeBytes());
    } else if (head.contentType() != null && !head.typeIs(EVENTS)) {
      out.fail(new ProviderFailure.Malformed("the answer is no event stream"));
    } else {
      out.head(reading.head(head));
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
    if (!event.hasData() || event.dataTo() == event.dataFrom()) {
      return reading.empty();
    }
    var verdict = reading.event(event, instead);
    var fault = reading.fault();
    failure =
        fault == null
            ? reading.failure()
            : new ProviderFailure.Malformed("an event that is no JSON object: " + fault);
    done = verdict == Verdict.LAST;
    return failure == null ? verdict : Verdict.STOP;
  }

  @Override
  public void kept(ByteSlice bytes) {
    if (reading.contentSeen()) {
      out.content(bytes);
    } else {
      out.preamble(bytes);
    }
  }

  @Override
  public void end() {
    if (whole != null) {
      var error = reading.failureIn(whole.bytes());
      out.fail(error != null ? error : UNASKED);
      return;
    }
    unfinished();
    if (failure == null && !done) {
      close();
    }
    settle();
  }

  /** Judges an event whose blank line is missing: the terminator counts, what is cut does not. */
  private void unfinished() {
    var event = scanner.unfinished();
    if (event == null || !event.hasData()) {
      return;
    }
    if (!reading.counts(event)) {
      failure = CUT;
      return;
    }
    var verdict = event(event);
    if (reading.fault() != null) {
      failure = CUT;
    }
    if (verdict == Verdict.LAST || (verdict == Verdict.PASS && reading.isUnmarked())) {
      kept(scanner.unfinishedBytes());
      kept(ByteSlice.of(EVENT_END));
    }
  }

  private void close() {
    var rest = reading.close();
    if (rest == null) {
      failure = UNENDED;
      return;
    }
    if (rest.length() > 0) {
      kept(rest);
    }
    done = true;
  }

  @Override
  public TokenUsage usage() {
    return reading.facts().usage();
  }

  @Override
  public long contentBytes() {
    return reading.facts().contentBytes();
  }

  @Override
  public @Nullable GeneratedText text() {
    return reading.facts().text();
  }

  @Override
  public @Nullable FinishReason finish() {
    return reading.facts().finish();
  }
}
