package ai.lyss.adapter.provider.openai;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.AnswerReader;
import ai.lyss.adapter.provider.http.BodyBuffer;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is passed through; its content type says what it is. JSON is held up to a
 * bound and checked, so that a cut or erroneous answer can be tried elsewhere; a larger one, such
 * as one of images, flows. Sound and bare text flow from their first byte, and events go to a
 * reader of their own. What is none of these, or was not asked for, is a failure.
 */
final class OpenAiPassThroughReader implements AnswerReader {

  private final Out out;
  private final PassThroughRequest request;
  private final Redaction redaction;
  private final OpenAiPassThroughFacts facts = new OpenAiPassThroughFacts();
  private final BodyBuffer body;
  private @Nullable AnswerReader events;
  private @Nullable AnswerHead whole;
  private @Nullable BodyTail tail;
  private boolean bare;
  private boolean empty = true;

  OpenAiPassThroughReader(
      Out out, PassThroughRequest request, Redaction redaction, AnswerLimits limits) {
    this.out = out;
    this.request = request;
    this.redaction = redaction;
    this.body = new BodyBuffer(limits.wholeBytes());
  }

  @Override
  public void head(HttpHead head) {
    if (head.typeIs(OpenAiHead.STREAM) && request.outline().stream()) {
      var reader = new OpenAiPassThroughStreamReader(out, redaction);
      events = reader;
      reader.head(head);
      return;
    }
    whole = head.isJson() ? OpenAiHead.of(head, OpenAiHead.WHOLE) : unstructured(head);
    if (whole == null) {
      out.fail(new ProviderFailure.Malformed("an answer of another kind than was asked for"));
    } else if (bare) {
      out.head(whole);
    }
  }

  /** Returns the head of an answer that is not said to be JSON; null when nobody asked for it. */
  private @Nullable AnswerHead unstructured(HttpHead head) {
    return switch (request.operation()) {
      case SPEECH -> {
        bare = true;
        yield OpenAiHead.ofSound(head);
      }
      case TRANSCRIPTION -> {
        bare = true;
        yield OpenAiHead.ofText(head);
      }
      case MODERATION, RERANK, IMAGE_GENERATION ->
          head.contentType() == null ? OpenAiHead.of(head, OpenAiHead.WHOLE) : null;
    };
  }

  @Override
  public void bytes(ByteSlice bytes) {
    empty &= bytes.length() == 0;
    if (events != null) {
      events.bytes(bytes);
    } else if (bare) {
      out.content(bytes);
    } else if (tail != null) {
      tail.add(bytes);
      out.content(bytes);
    } else if (!body.add(bytes)) {
      flow(body.bytes());
    }
  }

  private void flow(ByteSlice begun) {
    if (!startsAsObject(begun)) {
      out.fail(new ProviderFailure.Malformed("a large answer that is no JSON object"));
      return;
    }
    var last = new BodyTail();
    last.add(begun);
    tail = last;
    pass(begun);
  }

  private static boolean startsAsObject(ByteSlice bytes) {
    for (int i = bytes.offset(); i < bytes.offset() + bytes.length(); i++) {
      if (bytes.array()[i] > ' ') {
        return bytes.array()[i] == '{';
      }
    }
    return false;
  }

  private void pass(ByteSlice bytes) {
    if (whole != null) {
      out.head(whole);
    }
    out.content(bytes);
  }

  @Override
  public void end() {
    if (events != null) {
      events.end();
    } else if (bare) {
      endBare();
    } else if (tail != null) {
      endFlow(tail);
    } else {
      endHeld(body.bytes());
    }
  }

  /** Of silence there is no text; but there is no speech of no bytes. */
  private void endBare() {
    if (empty && request.operation() == Operation.SPEECH) {
      out.fail(new ProviderFailure.Malformed("an answer without a sound"));
    } else {
      out.end();
    }
  }

  private void endFlow(BodyTail last) {
    if (!last.endsWithBrace()) {
      out.fail(new ProviderFailure.BrokenOff("a large answer without its end"));
      return;
    }
    var rest = last.fromUsage();
    if (rest != null) {
      facts.read(rest.array(), rest.offset(), rest.offset() + rest.length());
    }
    out.end();
  }

  private void endHeld(ByteSlice held) {
    int to = held.offset() + held.length();
    facts.read(held.array(), held.offset(), to);
    if (facts.fault() != null) {
      out.fail(new ProviderFailure.Malformed("an answer that is no JSON: " + facts.fault()));
    } else if (facts.errorGiven()) {
      var error = OpenAiError.read(held.array(), held.offset(), to);
      out.fail(OpenAiFailures.ofPassing(error, redaction));
    } else {
      pass(held);
      out.end();
    }
  }

  @Override
  public TokenUsage usage() {
    return events == null ? facts.usage() : events.usage();
  }

  /** Nothing of it is generated text that the gateway could count. */
  @Override
  public long contentBytes() {
    return 0;
  }

  @Override
  public @Nullable GeneratedText text() {
    return null;
  }

  @Override
  public @Nullable FinishReason finish() {
    return null;
  }
}
