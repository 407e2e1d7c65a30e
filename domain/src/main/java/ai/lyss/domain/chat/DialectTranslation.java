package ai.lyss.domain.chat;

import ai.lyss.domain.content.AnswerWriter;
import ai.lyss.domain.content.ContentReading;

/**
 * How a caller's dialect lends itself to a vendor that speaks another: its request read into the
 * form all dialects meet in, and the answer written back. Stateless and thread-safe; used only when
 * a channel of another dialect was chosen.
 */
public interface DialectTranslation {

  /** Reads the whole content of a request. */
  ContentReading content(ChatRequest request);

  /** Returns a new writer for the answer to a request, streamed or whole as its outline says. */
  AnswerWriter writer(ChatRequest request);

  /**
   * Returns how the caller wants a stream, for vendors of the same dialect, whose pieces go on as
   * they came.
   */
  default StreamForm streamForm() {
    return StreamForm.EVENTS;
  }
}
