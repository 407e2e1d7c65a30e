package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.chat.AnswerNotes;
import io.vertx.core.MultiMap;

/** The headers that tell a caller which way its answer took. */
final class NoteHeaders {

  private NoteHeaders() {}

  /** Puts what is known among the headers. */
  static void put(AnswerNotes notes, MultiMap headers) {
    headers.set(HeaderNames.ATTEMPTS, Integer.toString(notes.attempts()));
    var channel = notes.channel();
    if (channel != null) {
      headers.set(HeaderNames.CHANNEL, HeaderText.of(channel));
    }
    var provider = notes.provider();
    if (provider != null) {
      headers.set(HeaderNames.PROVIDER, HeaderText.of(provider));
    }
    var clipped = notes.clippedTo();
    if (clipped != null) {
      headers.set(HeaderNames.CLIPPED, clipped.toString());
    }
    var warning = notes.quotaWarning();
    if (warning != null) {
      headers.set(HeaderNames.QUOTA_WARNING, HeaderText.of(warning));
    }
  }
}
