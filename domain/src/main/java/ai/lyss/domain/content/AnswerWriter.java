package ai.lyss.domain.content;

import ai.lyss.domain.json.JsonOut;

/**
 * Writes one answer in a caller's dialect, from chunks that come in their order. One object an
 * attempt, used on one event loop. What it writes is taken at any time in between.
 */
public interface AnswerWriter {

  /** Returns the content type of the answer. */
  String contentType();

  /** Writes what a chunk comes to, possibly nothing yet. */
  void chunk(ChatChunk chunk, JsonOut out);

  /** The vendor finished by its own terminator: writes the rest, the dialect's terminator too. */
  void end(JsonOut out);
}
