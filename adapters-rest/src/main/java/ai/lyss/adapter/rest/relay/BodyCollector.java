package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects a request body up to a limit, with one copy where its length was declared. Lives on one
 * event loop; one a request.
 */
final class BodyCollector {

  private static final byte[] EMPTY = {};

  /** A declared length is believed up to here; what is larger grows as it really comes. */
  private static final int MOST_ON_TRUST = 64 * 1024;

  private final long limit;
  private final Consumer<byte[]> whole;
  private final Consumer<GatewayFailure> refused;
  private byte[] collected = EMPTY;
  private int length;
  private boolean over;

  /** A collector; a limit of more than an array holds is as good as what one holds. */
  BodyCollector(long limit, Consumer<byte[]> whole, Consumer<GatewayFailure> refused) {
    this.limit = Math.min(limit, Integer.MAX_VALUE - Long.BYTES);
    this.whole = whole;
    this.refused = refused;
  }

  /** Reads the body; one of the two consumers hears of it, unless the caller breaks off. */
  void read(HttpServerRequest request) {
    long declared = declaredLength(request);
    if (declared > limit) {
      tooLarge(request);
      return;
    }
    collected = declared == 0 ? EMPTY : new byte[(int) Math.min(declared, MOST_ON_TRUST)];
    request.handler(bytes -> add(request, bytes));
    request.endHandler(end -> end());
    request.exceptionHandler(broken -> drop());
    request.resume();
  }

  private static long declaredLength(HttpServerRequest request) {
    var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return declared == null ? 0 : Math.max(0, Long.parseLong(declared));
    } catch (NumberFormatException notANumber) {
      return 0; // the HTTP codec has its own opinion of such a header
    }
  }

  private void add(HttpServerRequest request, Buffer bytes) {
    if (over) {
      return;
    }
    long needed = (long) length + bytes.length();
    if (needed > limit) {
      tooLarge(request);
      return;
    }
    if (needed > collected.length) {
      long room = Math.max(needed, Math.min(limit, 2L * collected.length));
      collected = Arrays.copyOf(collected, (int) room);
    }
    bytes.getBytes(collected, length);
    length = (int) needed;
  }

  private void tooLarge(HttpServerRequest request) {
    drop();
    refused.accept(new GatewayFailure.TooLarge(limit));
    request.resume();
  }

  private void drop() {
    over = true;
    collected = EMPTY;
  }

  private void end() {
    if (over) {
      return;
    }
    var bytes = length == collected.length ? collected : Arrays.copyOf(collected, length);
    drop();
    whole.accept(bytes);
  }
}
