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
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a stream of the Responses API. It is whole after {@code response.completed}
 * or {@code response.incomplete}; an error event and {@code response.failed} are failures.
 */
final class OpenAiResponsesStreamReader implements SplicedStream.Reading {

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

  private final Redaction redaction;
  private final OpenAiResponsesFacts facts;
  private @Nullable ProviderFailure failure;
  private boolean contentSeen;

  OpenAiResponsesStreamReader(Redaction redaction, AnswerText text) {
    this.redaction = redaction;
    this.facts = new OpenAiResponsesFacts(text);
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
      return Verdict.PASS;
    }
    facts.event(event.data(), event.dataFrom(), event.dataTo());
    if (facts.fault() != null) {
      return Verdict.STOP;
    }
    failure = failureIn(event);
    if (failure != null) {
      return Verdict.STOP;
    }
    var type = facts.type();
    contentSeen |= !PREAMBLE.contains(type);
    boolean last = type.equals("response.completed") || type.equals("response.incomplete");
    return last ? Verdict.LAST : Verdict.PASS;
  }

  private @Nullable ProviderFailure failureIn(SseEvent event) {
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
    return OpenAiResponsesWholeReader.failureIn(facts, whole, redaction);
  }
}
