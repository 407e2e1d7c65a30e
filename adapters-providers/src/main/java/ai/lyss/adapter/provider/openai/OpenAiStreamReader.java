package ai.lyss.adapter.provider.openai;

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
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream. The one that holds nothing but usage goes on only when the caller
 * asked for it. The stream is whole after {@code data: [DONE]}, or, for a vendor without that
 * marker, at its end when a finish reason was given.
 */
final class OpenAiStreamReader implements SplicedStream.Reading {

  private static final byte[] DONE = ascii("[DONE]");
  private static final byte[] DONE_EVENT = ascii("data: [DONE]\n\n");
  private static final byte[] ERROR = ascii("error");

  private final OpenAiQuirks quirks;
  private final boolean usageAsked;
  private final Redaction redaction;
  private final OpenAiAnswerFacts facts;
  private @Nullable ProviderFailure failure;
  private boolean chunkSeen;
  private boolean contentSeen;

  OpenAiStreamReader(
      OpenAiQuirks quirks, boolean usageAsked, Redaction redaction, AnswerText text) {
    this.quirks = quirks;
    this.usageAsked = usageAsked;
    this.redaction = redaction;
    this.facts = new OpenAiAnswerFacts(text);
  }

  @Override
  public AnswerFacts facts() {
    return facts;
  }

  @Override
  public AnswerHead head(HttpHead head) {
    return OpenAiHead.of(head, OpenAiHead.STREAM);
  }

  @Override
  public Verdict event(SseEvent event, Consumer<ByteSlice> instead) {
    if (event.dataIs(DONE)) {
      return done();
    }
    facts.read(event.data(), event.dataFrom(), event.dataTo());
    if (facts.fault() != null) {
      return Verdict.STOP;
    }
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
    contentSeen = true;
    return Verdict.LAST;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.errorGiven() || event.nameIs(ERROR)) {
      var error = OpenAiError.read(event.data(), event.dataFrom(), event.dataTo());
      return OpenAiFailures.ofGoodStatus(error, redaction);
    }
    return facts.finishFailed() ? OpenAiFailures.FINISHED_BADLY : null;
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
  public boolean counts(SseEvent unfinished) {
    return unfinished.dataIs(DONE) || isUnmarked();
  }

  @Override
  public boolean isUnmarked() {
    return !quirks.doneMarker();
  }

  @Override
  public @Nullable ByteSlice close() {
    if (!isUnmarked() || facts.finish() == null) {
      return null;
    }
    contentSeen = true;
    return ByteSlice.of(DONE_EVENT);
  }

  @Override
  public @Nullable ProviderFailure failureIn(ByteSlice whole) {
    return OpenAiWholeReader.failureIn(facts, whole, redaction);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
