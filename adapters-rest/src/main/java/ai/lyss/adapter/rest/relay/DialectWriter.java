package ai.lyss.adapter.rest.relay;

import ai.lyss.adapter.rest.caller.PresentedToken;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect does otherwise than others around an answer: where a token is, how failures are
 * told, what keeps a silent stream alive. Pure and thread-safe, but for what {@link #ofOneAnswer}
 * returns.
 */
public interface DialectWriter {

  /** A comment, which event streams of every dialect may have. */
  byte[] KEEP_ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);

  /** Returns the JSON body that tells a failure in place of an answer. */
  byte[] errorBody(GatewayFailure failure);

  /** Returns the event that tells a failure within a stream, its blank line included. */
  byte[] errorEvent(GatewayFailure failure);

  /** The same for a dialect whose errors name the request; null when it has no id. */
  default byte[] errorBody(GatewayFailure failure, @Nullable String requestId) {
    return errorBody(failure);
  }

  /** The same within a stream. */
  default byte[] errorEvent(GatewayFailure failure, @Nullable String requestId) {
    return errorEvent(failure);
  }

  /**
   * Returns the writer for one answer: a new one in a dialect whose events depend on those before
   * them, used on one event loop.
   */
  default DialectWriter ofOneAnswer() {
    return this;
  }

  /** Whole events of the answer go out. */
  default void passed(ByteSlice events) {
    // in most dialects an error does not depend on what came before it
  }

  /**
   * Returns what goes out when a stream is silent, nothing where the form of the stream has no room
   * for it; nobody changes the array.
   */
  default byte[] keepAlive() {
    return KEEP_ALIVE;
  }

  /** Returns what a caller presents to say who it is; empty when it presents nothing. */
  default Optional<PresentedToken> presented(HttpServerRequest request) {
    return PresentedToken.ofAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION));
  }
}
