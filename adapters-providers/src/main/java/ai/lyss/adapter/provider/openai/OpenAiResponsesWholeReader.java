package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerFacts;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.http.SplicedWhole;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer of the Responses API; one that runs on in the background is good. */
final class OpenAiResponsesWholeReader implements SplicedWhole.Reading {

  private final Redaction redaction;
  private final OpenAiResponsesFacts facts;

  OpenAiResponsesWholeReader(Redaction redaction) {
    this.redaction = redaction;
    this.facts = new OpenAiResponsesFacts(AnswerText.DROPPED);
  }

  @Override
  public AnswerFacts facts() {
    return facts;
  }

  @Override
  public AnswerHead head(HttpHead head) {
    return OpenAiHead.of(head, OpenAiHead.WHOLE);
  }

  @Override
  public @Nullable ProviderFailure judge(ByteSlice body) {
    var failure = failureIn(facts, body, redaction);
    return failure == null && !facts.outputGiven()
        ? new ProviderFailure.Malformed("an answer without output")
        : failure;
  }

  /** Reads a whole body; returns what is wrong with it, an error that it reports included. */
  static @Nullable ProviderFailure failureIn(
      OpenAiResponsesFacts facts, ByteSlice body, Redaction redaction) {
    var in = body.array();
    facts.whole(in, body.offset(), body.offset() + body.length());
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an answer that is no JSON object");
    }
    var error = facts.error();
    if (error != null) {
      return OpenAiFailures.ofGoodStatus(
          OpenAiError.read(in, error.start(), error.end()), redaction);
    }
    return "failed".equals(facts.status()) || "cancelled".equals(facts.status())
        ? new ProviderFailure.BrokenOff("the vendor says that it failed")
        : null;
  }
}
