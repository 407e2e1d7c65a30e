package ai.lyss.domain.chat;

import ai.lyss.domain.failure.GatewayFailure;

/**
 * The caller's side of a relay. Called from one event loop, never twice at once: either {@link
 * #fail} alone, or {@link #head}, any number of {@link #chunk}, then exactly one of {@link #end}
 * and {@link #fail}.
 */
public interface RelaySink {

  /** Commits a good answer. */
  void head(AnswerHead head, AnswerNotes notes);

  /** Bytes of the answer, whole events where it is a stream. */
  void chunk(ByteSlice bytes);

  /**
   * Tells whether the caller has been given a status already: by {@link #head}, or because a silent
   * stream had to be kept alive. A failure after that cannot have a status of its own.
   */
  boolean committed();

  /** The answer is whole. */
  void end();

  /** There is no answer, or no more of it: before the head an error, after it an error event. */
  void fail(GatewayFailure failure, AnswerNotes notes);
}
