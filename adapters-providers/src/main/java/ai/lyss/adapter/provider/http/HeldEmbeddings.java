package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer of embeddings until it is whole and has been read, so that a cut, malformed or
 * erroneous one can be tried elsewhere. A large one is read beside the event loop.
 */
public final class HeldEmbeddings implements AnswerReader {

  /** A full batch of 2,048 vectors of 3,072 numbers in base64 takes half of it. */
  private static final int MOST_BYTES = 64 << 20;

  /** A vector of 3,072 numbers has less; to read more than this takes about a millisecond. */
  private static final int MOST_ON_LOOP = 64 << 10;

  private final Out out;
  private final Reading reading;
  private final BodyBuffer body = new BodyBuffer(MOST_BYTES);
  private @Nullable HttpHead head;
  private TokenUsage usage = TokenUsage.UNKNOWN;

  /** A reader of one answer. */
  public HeldEmbeddings(Out out, Reading reading) {
    this.out = out;
    this.reading = reading;
  }

  /** How a vendor's answers are read. Stateless; called on any thread. */
  @FunctionalInterface
  public interface Reading {

    /**
     * Reads a whole answer.
     *
     * @param head the vendor's; null when none was told
     */
    Result read(@Nullable HttpHead head, ByteSlice body);
  }

  /** What an answer comes to. */
  public sealed interface Result {

    /**
     * It is good.
     *
     * @param content what goes on to the caller, in pieces
     */
    record Good(AnswerHead head, List<ByteSlice> content, TokenUsage usage) implements Result {}

    /** It is none. */
    record Bad(ProviderFailure failure) implements Result {

      /** It is not what the vendor's format allows. */
      public static Bad malformed(String why) {
        return new Bad(new ProviderFailure.Malformed(why));
      }
    }
  }

  @Override
  public void head(HttpHead head) {
    this.head = head;
  }

  @Override
  public void bytes(ByteSlice bytes) {
    if (!body.add(bytes)) {
      out.fail(new ProviderFailure.Malformed("embeddings of more than " + MOST_BYTES + " bytes"));
    }
  }

  @Override
  public void end() {
    var whole = body.bytes();
    var under = head;
    if (whole.length() <= MOST_ON_LOOP) {
      tell(reading.read(under, whole));
    } else {
      out.beside(
          () -> {
            var result = reading.read(under, whole);
            return () -> tell(result);
          });
    }
  }

  private void tell(Result result) {
    switch (result) {
      case Result.Bad bad -> out.fail(bad.failure());
      case Result.Good good -> {
        usage = good.usage();
        out.head(good.head());
        for (var piece : good.content()) {
          if (piece.length() > 0) {
            out.content(piece);
          }
        }
        out.end();
      }
    }
  }

  @Override
  public TokenUsage usage() {
    return usage;
  }

  /** Embeddings are no generated text. */
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
