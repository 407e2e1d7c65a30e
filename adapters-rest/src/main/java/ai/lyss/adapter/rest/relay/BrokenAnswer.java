package ai.lyss.adapter.rest.relay;

import io.vertx.core.http.HttpServerRequest;

/** Ends an answer whose head is out so that its caller sees that it is not whole. */
final class BrokenAnswer {

  /** What Vert.x gives for the stream of an answer that has none. */
  private static final int HTTP_1 = -1;

  private BrokenAnswer() {}

  /**
   * Breaks the answer to a request off. HTTP/1 can do so only by closing the connection, and not by
   * resetting the answer: that silences the handlers by which the server counts what still runs, so
   * that a stopping service would wait for it in vain.
   */
  static void of(HttpServerRequest request) {
    if (request.response().streamId() == HTTP_1) {
      request.connection().close();
    } else {
      request.response().reset();
    }
  }
}
