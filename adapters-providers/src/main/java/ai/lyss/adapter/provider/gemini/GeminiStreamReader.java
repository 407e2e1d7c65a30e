package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedStream;
import ai.lyss.adapter.provider.http.SseEvent;
import ai.lyss.adapter.provider.http.SseScanner.Verdict;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.failure.ProviderFailure;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream that goes on to a caller of the same dialect: as they came, or, for
 * one who wants no events, their JSON texts as the elements of one array. Whole at its end when
 * every candidate was finished or the prompt was blocked.
 */
final class GeminiStreamReader implements SplicedStream.Reading {

  private static final byte[] FIRST = ascii("[");
  private static final byte[] NEXT = ascii(",\r\n");
  private static final byte[] LAST = ascii("\n]");

  private final StreamForm form;
  private final Redaction redaction;
  private final GeminiAnswerFacts facts;
  private @Nullable ProviderFailure failure;
  private boolean begun;
  private boolean contentSeen;

  GeminiStreamReader(StreamForm form, Redaction redaction, AnswerText text) {
    this.form = form;
    this.redaction = redaction;
    this.facts = new GeminiAnswerFacts(text);
  }

  @Override
  public AnswerFacts facts() {
    return facts;
  }

  @Override
  public AnswerHead head(HttpHead head) {
    return new AnswerHead(form.contentType(), Map.of());
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
    contentSeen |= facts.contentGiven();
    if (form == StreamForm.ARRAY) {
      element(event, instead);
    }
    return empty();
  }

  /** A bad finish is a failure only as long as another channel can be tried. */
  private @Nullable ProviderFailure failureIn(SseEvent event) {
    if (facts.errorGiven()) {
      var error = GeminiError.read(event.data(), event.dataFrom(), event.dataTo());
      return GeminiFailures.ofGoodStatus(error, redaction);
    }
    var bad = facts.failedFinish();
    return bad == null || contentSeen ? null : GeminiFinish.failure(bad);
  }

  private void element(SseEvent event, Consumer<ByteSlice> instead) {
    instead.accept(ByteSlice.of(begun ? NEXT : FIRST));
    begun = true;
    int from = event.dataFrom();
    instead.accept(new ByteSlice(event.data(), from, event.dataTo() - from));
  }

  @Override
  public Verdict empty() {
    return switch (form) {
      case EVENTS -> Verdict.PASS;
      case ARRAY -> Verdict.DROP;
    };
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
  public boolean isUnmarked() {
    return true;
  }

  @Override
  public @Nullable ByteSlice close() {
    if (!facts.isWhole()) {
      return null;
    }
    return switch (form) {
      case EVENTS -> ByteSlice.of(new byte[0]);
      case ARRAY -> ByteSlice.of(LAST);
    };
  }

  @Override
  public @Nullable ProviderFailure failureIn(ByteSlice whole) {
    return GeminiWholeReader.failureIn(facts, whole, redaction);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
