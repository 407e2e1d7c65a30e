package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.chat.AnswerNotes;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that tell a caller which way its answer took. */
final class NoteHeaders {

  /** Proxies and clients refuse heads beyond some kilobytes. */
  private static final int MOST_NAMED = 32;

  private static final int MOST_CHARACTERS = 2_000;

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
   * A comma within a name is percent-encoded, as is what a header cannot hold. Where there are too
   * many for a header, the fields of the body that they stand in are named.
   */
  static void putDropped(List<String> dropped, MultiMap headers) {
    if (dropped.isEmpty()) {
      return;
    }
    var value = joined(dropped.stream());
    headers.set(
        HeaderNames.DROPPED,
        dropped.size() <= MOST_NAMED && value.length() <= MOST_CHARACTERS
            ? value
            : joined(dropped.stream().map(NoteHeaders::field).distinct().limit(MOST_NAMED)));
  }

  private static String joined(Stream<String> pointers) {
    return pointers.map(NoteHeaders::pointer).collect(Collectors.joining(","));
  }

  /** Returns the pointer to the field of the body that a pointer leads into. */
  private static String field(String pointer) {
    int end = pointer.indexOf('/', 1);
    return end < 0 ? pointer : pointer.substring(0, end);
  }

  private static String pointer(String pointer) {
    var safe = HeaderText.isVisible(pointer) ? pointer : HeaderText.of(pointer).replace("%2F", "/");
    return safe.replace(",", "%2C");
  }
}
