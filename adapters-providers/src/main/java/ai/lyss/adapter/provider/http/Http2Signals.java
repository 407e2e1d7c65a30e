package ai.lyss.adapter.provider.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;

/**
 * What a vendor says over HTTP/2 about a request that it did not answer (RFC 9113, section 8.7).
 */
final class Http2Signals {

  /** The vendor did nothing for the request. */
  private static final long REFUSED_STREAM = 7;

  private Http2Signals() {}

  /**
   * Tells whether the vendor did nothing for the request on this stream: it refused the stream, or
   * went away without having looked at it.
   */
  static boolean leftUntouched(Throwable cause, SharedConnection connection, int stream) {
    return switch (cause) {
      case StreamResetException reset -> reset.getCode() == REFUSED_STREAM;
      case HttpClosedException closed -> connection.hasIgnored(stream);
      default -> false;
    };
  }
}
