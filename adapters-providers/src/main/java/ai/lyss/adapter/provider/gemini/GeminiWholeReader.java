package ai.lyss.adapter.provider.gemini;

import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole answer that goes on to a caller of the same dialect: held until it is whole, so
 * that a cut, malformed or erroneous one is a failure that can be tried elsewhere.
 */
final class GeminiWholeReader implements AnswerReader {

  /** Answers may hold images. */
  private static final int MOST_BYTES = 32 << 20;

  private static final String JSON = "application/json; charset=UTF-8";

  private final Out out;
  private final Redaction redaction;
  private final GeminiAnswerFacts facts;
  private final BodyBuffer body = new BodyBuffer(MOST_BYTES);

  GeminiWholeReader(Out out, Redaction redaction, AnswerText text) {
    this.out = out;
    this.redaction = redaction;
    this.facts = new GeminiAnswerFacts(text);
  }

  @Override
  public void head(HttpHead head) {
    if (head.typeIs("text/event-stream")) {
      out.fail(new ProviderFailure.Malformed("a stream where a whole answer was asked for"));
    }
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (!body.add(bytes)) {
      out.fail(new ProviderFailure.Malformed("an answer of more than " + MOST_BYTES + " bytes"));
    }
  }

  @Override
  public void end() {
    var failure = failureIn(facts, body.bytes(), redaction);
    if (failure != null) {
      out.fail(failure);
    } else if (!facts.isWhole()) {
      out.fail(new ProviderFailure.Malformed("an answer without a finished candidate"));
    } else {
      out.head(new AnswerHead(JSON, Map.of()));
      out.content(body.bytes());
      out.end();
    }
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
