package ai.lyss.domain.port;

import java.net.URI;
import java.util.function.Consumer;

/**
 * Fetches what a request names by URL and a vendor cannot fetch itself: images and documents. Goes
 * only where connections are allowed, follows no redirect, and shows no credential. {@link #fetch}
 * is called on an event loop and returns at once; thread-safe.
 */
public interface RemoteContent {

  /**
   * Fetches. The answer comes exactly once, on the loop that called, after this method returned;
   * unless it was called off before.
   *
   * @return what calls it off; doing so after the answer came does nothing
   */
  Runnable fetch(Wanted wanted, Consumer<Outcome> answer);

  /**
   * What is to be fetched.
   *
   * @param where an {@code http} or {@code https} URL
   * @param maxBytes most bytes of content; more than that is {@link TooLarge}
   * @param deadlineNanos when it must be there, on the monotonic clock
   */
  record Wanted(URI where, int maxBytes, long deadlineNanos) {

    /** Checks that anything is wanted at all. */
    public Wanted {
      if (maxBytes < 1) {
        throw new IllegalArgumentException("max_bytes: " + maxBytes + " (expected: >= 1)");
      }
    }
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * It is here.
   *
   * @param mediaType what the bytes are, by their own first bytes and not by what the server says:
   *     {@code image/png}, {@code image/jpeg}, {@code image/gif}, {@code image/webp}, {@code
   *     application/pdf}, or {@code text/plain} of text in UTF-8 that is no markup
   * @param bytes all of it; nobody changes the array
   * @param release to be run when nobody holds it any more, so that other content finds room
   */
  record Fetched(String mediaType, byte[] bytes, Runnable release) implements Outcome {

    /** Content that takes nobody's room. */
    public Fetched(String mediaType, byte[] bytes) {
      this(mediaType, bytes, () -> {});
    }

    @Override
    public String toString() {
      return "Fetched[" + mediaType + ", " + bytes.length + " bytes]";
    }
  }

  /** It cannot be had, now or later. */
  record Refused(Reason reason) implements Outcome {}

  /** It has more bytes than were wanted. */
  record TooLarge() implements Outcome {}

  /** It was not there by the deadline. */
  record TimedOut() implements Outcome {}

  /** There was no connection, or it broke, or the server failed: another time may do. */
  record Unreachable() implements Outcome {}

  /** The gateway holds as much content as it may: another time may do. */
  record NoRoom() implements Outcome {}

  /** Why something cannot be had. */
  enum Reason {
    /** The URL is none of {@code http} or {@code https}, has no host, or has user information. */
    NO_URL,
    /** It leads where connections are not allowed. */
    NOT_ALLOWED,
    /** The server points elsewhere. */
    REDIRECTED,
    /** The server says that there is no such thing, or not for everybody. */
    NOT_THERE,
    /** The bytes are none of the known media types. */
    UNKNOWN_MEDIA_TYPE
  }
}
