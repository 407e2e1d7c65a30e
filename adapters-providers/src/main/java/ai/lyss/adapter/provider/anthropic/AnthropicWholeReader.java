package ai.lyss.adapter.provider.anthropic;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is not streamed for a caller of the same dialect. It is held and checked
 * before anything of it goes on, so that a cut, malformed or erroneous one is a failure that can be
 * tried elsewhere.
 */
final class AnthropicWholeReader implements AnswerReader {

  /** No answer of a model is nearly as large. */
  private static final int MOST_BYTES = 32 << 20;

  private final Out out;
  private final Redaction redaction;
  private final AnthropicAnswerFacts facts;
  private final BodyBuffer body = new BodyBuffer(MOST_BYTES);
  private @Nullable HttpHead head;

  AnthropicWholeReader(Out out, Redaction redaction, AnswerText text) {
    this.out = out;
    this.redaction = redaction;
    this.facts = new AnthropicAnswerFacts(text);
  }

  @Override
  public void head(HttpHead head) {
    this.head = head;
    if (head.typeIs(AnthropicHead.STREAM)) {
      out.fail(new ProviderFailure.Malformed("a stream where a whole answer was asked for"));
    }
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (!body.add(bytes)) {
      out.fail(new ProviderFailure.Malformed("an answer that is too large"));
    }
  }

  @Override
  public void end() {
    var failure = failureIn(facts, body.bytes(), redaction);
    if (failure == null && !facts.contentListed()) {
      failure = new ProviderFailure.Malformed("an answer without content");
    }
    if (failure != null || head == null) {
      out.fail(failure != null ? failure : new ProviderFailure.Malformed("no head"));
      return;
    }
    out.head(AnthropicHead.of(head, AnthropicHead.WHOLE));
    out.content(body.bytes());
    out.end();
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
