package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedWhole;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer for a caller of the same dialect. */
final class GeminiWholeReader implements SplicedWhole.Reading {

  private static final String JSON = "application/json; charset=UTF-8";

  private final Redaction redaction;
  private final GeminiAnswerFacts facts;

  GeminiWholeReader(Redaction redaction, AnswerText text) {
    this.redaction = redaction;
    this.facts = new GeminiAnswerFacts(text);
  }

  @Override
  public AnswerFacts facts() {
    return facts;
  }

  @Override
  public AnswerHead head(HttpHead head) {
    return new AnswerHead(JSON, Map.of());
  }

  @Override
  public @Nullable ProviderFailure judge(ByteSlice body) {
    var failure = failureIn(facts, body, redaction);
    return failure == null && !facts.isWhole()
        ? new ProviderFailure.Malformed("an answer without a finished candidate")
        : failure;
  }

  /** Reads a whole body; returns what is wrong with it, an error that it reports included. */
  static @Nullable ProviderFailure failureIn(
      GeminiAnswerFacts facts, ByteSlice body, Redaction redaction) {
    int from = body.offset();
    int to = from + body.length();
    facts.read(body.array(), from, to);
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an answer that is no JSON object");
    }
    if (facts.errorGiven()) {
      return GeminiFailures.ofGoodStatus(GeminiError.read(body.array(), from, to), redaction);
    }
    var bad = facts.failedFinish();
    return bad == null ? null : GeminiFinish.failure(bad);
  }
}
