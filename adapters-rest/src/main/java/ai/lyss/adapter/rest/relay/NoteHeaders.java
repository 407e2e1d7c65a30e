package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.chat.AnswerNotes;
import io.vertx.core.MultiMap;
import java.util.List;

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

  /**
   * Names what of the request was not delivered: JSON pointers in one header, commas between them.
   * A comma within a name is percent-encoded, as is what a header cannot hold.
   */
  static void putDropped(List<String> dropped, MultiMap headers) {
    if (dropped.isEmpty()) {
      return;
    }
    var value = new StringBuilder();
    for (var pointer : dropped) {
      value.append(value.isEmpty() ? "" : ",").append(pointer(pointer));
    }
    headers.set(HeaderNames.DROPPED, value);
  }

  private static String pointer(String pointer) {
    var safe = HeaderText.isVisible(pointer) ? pointer : HeaderText.of(pointer).replace("%2F", "/");
    return safe.replace(",", "%2C");
  }
}
