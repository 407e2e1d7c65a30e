package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Writes a failure as a whole HTTP answer. */
final class FailureAnswer {

  /** What Vert.x gives for the stream of an answer that has none; HTTP/2 forbids that header. */
  private static final int HTTP_1 = -1;

  private FailureAnswer() {}

  /** Ends a response whose head has not gone out yet. */
  static void write(HttpServerResponse response, DialectWriter dialect, GatewayFailure failure) {
    write(response, dialect, failure, FailureStatus.of(failure));
  }

  /** The same with another status than the failure's own. */
  static void write(
      HttpServerResponse response, DialectWriter dialect, GatewayFailure failure, int status) {
    var retryAfter = FailureStatus.retryAfter(failure);
    if (retryAfter != null) {
      response.headers().set(HeaderNames.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
    }
    if (failure instanceof GatewayFailure.Unauthenticated) {
      response.headers().set(HeaderNames.AUTHENTICATE, HeaderNames.BEARER);
    }
    if (failure instanceof GatewayFailure.TooLarge && response.streamId() == HTTP_1) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.setStatusCode(status);
    response.headers().set(HttpHeaders.CONTENT_TYPE, HeaderNames.JSON);
    var id = response.headers().get(HeaderNames.REQUEST_ID);
    response.end(Buffer.buffer(dialect.errorBody(failure, id)));
  }

  /** Rounds up, so that a caller who waits so long does not come too early. */
  private static long wholeSeconds(Duration duration) {
    return Math.max(1, duration.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
