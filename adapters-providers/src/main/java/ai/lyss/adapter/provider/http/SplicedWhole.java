package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.AnswerHead;
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
public final class SplicedWhole implements AnswerReader {

  /** No answer of a model is nearly as large, with images in it. */
  private static final int MOST_BYTES = 32 << 20;

  /** How a vendor's whole answers are read. One object an answer; not thread-safe. */
  public interface Reading {

    /** Returns what came so far. */
    AnswerFacts facts();

    /** Returns what of the head goes on. */
    AnswerHead head(HttpHead head);

    /** Reads a whole body; returns what is wrong with it, null when nothing is. */
    @Nullable ProviderFailure judge(ByteSlice body);
  }

  private final Out out;
  private final Reading reading;
  private final BodyBuffer body = new BodyBuffer(MOST_BYTES);
  private @Nullable HttpHead head;

  /** A reader of one answer. */
  public SplicedWhole(Out out, Reading reading) {
    this.out = out;
    this.reading = reading;
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
    var failure = reading.judge(body.bytes());
    if (failure != null) {
      out.fail(failure);
      return;
    }
    if (head != null) {
      out.head(reading.head(head));
    }
    out.content(body.bytes());
    out.end();
  }

  @Override
  public TokenUsage usage() {
    return reading.facts().usage();
  }

  @Override
  public long contentBytes() {
    return reading.facts().contentBytes();
  }

  @Override
  public @Nullable GeneratedText text() {
    return reading.facts().text();
  }

  @Override
  public @Nullable FinishReason finish() {
    return reading.facts().finish();
  }
}
