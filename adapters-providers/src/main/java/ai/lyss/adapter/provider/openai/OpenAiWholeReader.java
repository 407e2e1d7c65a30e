package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerLimits;
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
 * Reads an answer that is not streamed. Up to a bound it is held and checked before anything of it
 * goes on, so that a cut, malformed or erroneous one is a failure that can be tried elsewhere. A
 * larger one flows; then only its last byte and the usage near its end are looked at. Empty lines
 * before the JSON, by which DeepSeek keeps a connection alive, are white space and go on as it.
 */
final class OpenAiWholeReader implements AnswerReader {

  private final Out out;
  private final Redaction redaction;
  private final BodyBuffer body;
  private final AnswerText wanted;
  private final OpenAiAnswerFacts facts = new OpenAiAnswerFacts(AnswerText.DROPPED);
  private @Nullable GeneratedText text;
  private @Nullable HttpHead head;
  private @Nullable BodyTail flowing;

  OpenAiWholeReader(Out out, Redaction redaction, AnswerLimits limits, AnswerText wanted) {
    this.out = out;
    this.redaction = redaction;
    this.wanted = wanted;
    this.body = new BodyBuffer(limits.wholeBytes());
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
    if (flowing != null) {
      flowing.add(bytes);
      facts.addContentBytes(bytes.length());
      out.content(bytes);
    } else if (!body.add(bytes)) {
      flow();
    }
  }

  private void flow() {
    var begun = body.bytes();
    if (!startsAsObject(begun)) {
      out.fail(new ProviderFailure.Malformed("a large answer that is no JSON object"));
      return;
    }
    var tail = new BodyTail();
    tail.add(begun);
    flowing = tail;
    facts.addContentBytes(begun.length());
    sendHead();
    out.content(begun);
  }

  private static boolean startsAsObject(ByteSlice bytes) {
    for (int i = bytes.offset(); i < bytes.offset() + bytes.length(); i++) {
      if (bytes.array()[i] > ' ') {
        return bytes.array()[i] == '{';
      }
    }
    return false;
  }

  private void sendHead() {
    if (head != null) {
      out.head(OpenAiHead.of(head, OpenAiHead.WHOLE));
    }
  }

  @Override
  public void end() {
    if (flowing != null) {
      endFlow(flowing);
      return;
    }
    var failure = failureIn(facts, body.bytes(), redaction);
    if (failure != null) {
      out.fail(failure);
    } else if (!facts.choicesGiven()) {
      out.fail(new ProviderFailure.Malformed("an answer without choices"));
    } else {
      text = textIfNeeded();
      sendHead();
      out.content(body.bytes());
      out.end();
    }
  }

  /** Reads the body again for its text, where it does not tell its usage whole. */
  private @Nullable GeneratedText textIfNeeded() {
    var told = facts.usage().credible(facts.contentBytes());
    if (wanted == AnswerText.DROPPED || (told.input() != null && told.output() != null)) {
      return null;
    }
    var again = new OpenAiAnswerFacts(wanted);
    var bytes = body.bytes();
    again.read(bytes.array(), bytes.offset(), bytes.offset() + bytes.length());
    return again.text();
  }

  /** Reads a whole body; returns what is wrong with it, an error that it reports included. */
  static @Nullable ProviderFailure failureIn(
      OpenAiAnswerFacts facts, ByteSlice body, Redaction redaction) {
    int from = body.offset();
    int to = from + body.length();
    facts.read(body.array(), from, to);
    if (facts.fault() != null) {
      return new ProviderFailure.Malformed("an answer that is no JSON object");
    }
    if (facts.errorGiven()) {
      return OpenAiFailures.ofGoodStatus(OpenAiError.read(body.array(), from, to), redaction);
    }
    return facts.finishFailed() ? OpenAiFailures.FINISHED_BADLY : null;
  }

  private void endFlow(BodyTail tail) {
    if (!tail.endsWithBrace()) {
      out.fail(new ProviderFailure.BrokenOff("a large answer without its end"));
      return;
    }
    var rest = tail.fromUsage();
    if (rest != null) {
      facts.read(rest.array(), rest.offset(), rest.offset() + rest.length());
    }
    out.end();
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
    return text;
  }

  @Override
  public @Nullable FinishReason finish() {
    return facts.finish();
  }
}
