package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.function.Supplier;

/**
 * Reads one good answer of a vendor as it comes in, and says what of it goes on. One object an
 * attempt, used on one event loop. After it called {@link Out#end} or {@link Out#fail} it is given
 * nothing more.
 */
public interface AnswerReader extends AnswerFacts {

  /** The head came, of status 200 to 299. */
  void head(HttpHead head);

  /** Bytes of the body came; nobody changes them afterwards. */
  void bytes(ByteSlice bytes);

  /** The body is over as far as HTTP can tell. Ends in {@link Out#end} or {@link Out#fail}. */
  void end();

  /** Where a reader puts what it found; calls after the end of the attempt do nothing. */
  interface Out {

    /** The head to pass on: at most once, and before any bytes. */
    void head(AnswerHead head);

    /** Bytes for the caller without content. */
    void preamble(ByteSlice bytes);

    /** Bytes for the caller with content among them. */
    void content(ByteSlice bytes);

    /** The answer is whole. What the vendor sends after it is ignored. */
    void end();

    /** The answer is no good. */
    void fail(ProviderFailure failure);

    /**
     * Does work that is too long for the event loop, and then, on that loop, what the work comes
     * to, unless the attempt has ended by then. For a reader whose answer is whole: nothing more
     * comes in meanwhile.
     */
    default void beside(Supplier<Runnable> work) {
      work.get().run();
    }
  }
}
