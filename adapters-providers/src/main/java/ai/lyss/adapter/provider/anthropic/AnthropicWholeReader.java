package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedWhole;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer for a caller of the same dialect. */
final class AnthropicWholeReader implements SplicedWhole.Reading {

  private final Redaction redaction;
  private final AnthropicAnswerFacts facts;

  AnthropicWholeReader(Redaction redaction, AnswerText text) {
    this.redaction = redaction;
    this.facts = new AnthropicAnswerFacts(text);
  }

  @Override
  public AnswerFacts facts() {
    return facts;
  }

  @Override
  public AnswerHead head(HttpHead head) {
    return AnthropicHead.of(head, AnthropicHead.WHOLE);
  }

  @Override
  public @Nullable ProviderFailure judge(ByteSlice body) {
    var failure = failureIn(facts, body, redaction);
    return failure == null && !facts.contentListed()
        ? new ProviderFailure.Malformed("an answer without content")
        : failure;
  }

  /** Reads a whole body; returns what is wrong with it, an error that it reports included. */
  static @Nullable ProviderFailure failureIn(
      AnthropicAnswerFacts facts, ByteSlice body, Redaction redaction) {
    int from = body.offset();
    int to = from + body.length();
    facts.read(body.array(), from, to);
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an answer that is no JSON object");
    }
    return facts.errorGiven()
        ? AnthropicFailures.ofGoodStatus(AnthropicError.read(body.array(), from, to), redaction)
        : null;
  }
}
