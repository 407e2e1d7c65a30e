package ai.lyss.domain.chat;

import ai.lyss.domain.failure.ProviderFailure;

/**
 * Where an attempt puts what it receives. Called from one event loop, never twice at once: {@link
 * #head} at most once and first, then {@link #preamble} and {@link #content} any number of times,
 * then exactly one of {@link #end} and {@link #fail}; nothing after {@link Attempt#cancel}.
 */
public interface AttemptSink {

  /** The vendor answered with success. */
  void head(AnswerHead head);

  /** Bytes for the caller that hold no content yet: they may be held back until content comes. */
  void preamble(ByteSlice bytes);

  /** Bytes for the caller with content, a tool call or a finish among them. */
  void content(ByteSlice bytes);

  /** The vendor finished by its own terminator. */
  void end(AttemptReport report);

  /** The attempt failed. */
  void fail(ProviderFailure failure, AttemptReport report);
}
