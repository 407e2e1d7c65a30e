package ai.lyss.adapter.provider.openai;

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
 * Reads an answer of the Responses API that is not streamed: it is held and checked before anything
 * of it goes on, so that a cut, malformed or failed one can be tried elsewhere. One that runs on in
 * the background is good.
 */
final class OpenAiResponsesWholeReader implements AnswerReader {

  private static final int MOST_BYTES = 32 << 20;

  private final Out out;
  private final Redaction redaction;
  private final BodyBuffer body = new BodyBuffer(MOST_BYTES);
  private final OpenAiResponsesFacts facts = new OpenAiResponsesFacts(AnswerText.DROPPED);
  private @Nullable HttpHead head;

  OpenAiResponsesWholeReader(Out out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  @Override
  public void head(HttpHead head) {
    this.head = head;
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
    } else if (!facts.outputGiven()) {
      out.fail(new ProviderFailure.Malformed("an answer without output"));
    } else {
      if (head != null) {
        out.head(OpenAiHead.of(head, OpenAiHead.WHOLE));
      }
      out.content(body.bytes());
      out.end();
    }
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
    return null;
  }

  @Override
  public @Nullable FinishReason finish() {
    return facts.finish();
  }
}
