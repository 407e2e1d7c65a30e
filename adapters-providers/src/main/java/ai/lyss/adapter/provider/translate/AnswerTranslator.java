package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.failure.ProviderFailure;
import java.util.function.Consumer;

/**
 * Reads one good answer of a vendor into chunks. One object an attempt, used on one event loop.
 * Chunks are handed on while a piece is read, so that their text may be a view on its bytes.
 */
public interface AnswerTranslator {

  /** How far an answer has come. */
  sealed interface Progress {

    /** More may come. */
    record Going() implements Progress {}

    /** The vendor finished by its own terminator; nothing after it is read. */
    record Whole() implements Progress {}

    /** The answer is no good. */
    record Failed(ProviderFailure failure) implements Progress {}

    /** More may come. */
    Progress GOING = new Going();

    /** The vendor finished by its own terminator. */
    Progress WHOLE = new Whole();
  }

  /**
   * Reads one event of a stream: the data of a server-sent event, or one line.
   *
   * @param out takes the chunks, in their order
   */
  Progress event(byte[] in, int from, int to, Consumer<ChatChunk> out);

  /** The connection says that the stream is over: whole, or failed. */
  Progress streamEnd(Consumer<ChatChunk> out);

  /** Reads an answer that is not streamed: whole, or failed. */
  Progress whole(byte[] in, int from, int to, Consumer<ChatChunk> out);
}
