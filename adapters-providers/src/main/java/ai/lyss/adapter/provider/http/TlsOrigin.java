package ai.lyss.adapter.provider.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One vendor behind TLS, as one event loop knows it: which protocol it speaks, and over HTTP/2
 * where there is a free place. One request at a time opens a connection; those that come meanwhile
 * wait for it rather than open one each, and share what it finds.
 */
final class TlsOrigin {

  /** A vendor that spoke HTTP/1.1 may have learnt HTTP/2 since. */
  private static final long ASK_AGAIN_NANOS = 600_000_000_000L;

  /**
   * How requests are made.
   *
   * @param negotiated on a connection whose protocol is negotiated
   * @param http1 on an HTTP/1.1 connection
   * @param patience nanoseconds after which a connection that has not come about holds up nobody
   */
  record Ways(
      Function<RequestOptions, Future<HttpClientRequest>> negotiated,
      Function<RequestOptions, Future<HttpClientRequest>> http1,
      LongSupplier nanos,
      long patience) {}

  private record Waiting(
      RequestOptions target, HttpExchange asker, Promise<HttpClientRequest> promise) {}

  private enum Spoken {
    UNKNOWN,
    HTTP_1,
    HTTP_2
  }

  private final Ways ways;
  private final IdentityHashMap<HttpConnection, SharedConnection> known;
  private final Set<SharedConnection> live = new LinkedHashSet<>();
  private final SequencedMap<HttpExchange, Waiting> waiting = new LinkedHashMap<>();
  private Spoken spoken = Spoken.UNKNOWN;
  private boolean asking;
  private long askAt;
  private int taking;

  /** Nothing known yet; connections are noted in {@code known} too. */
  TlsOrigin(Ways ways, IdentityHashMap<HttpConnection, SharedConnection> known) {
    this.ways = ways;
    this.known = known;
  }

  /** Returns a request; it may have to wait for a connection. */
  Future<HttpClientRequest> request(RequestOptions target, HttpExchange asker) {
    if (spoken == Spoken.HTTP_1 && !isDue()) {
      return ways.http1().apply(target);
    }
    if (hasPlace()) {
      return take(target);
    }
    if (asking && !isDue()) {
      var one = new Waiting(target, asker, Promise.promise());
      waiting.put(asker, one);
      asker.waitsFor(() -> waiting.remove(asker));
      return one.promise().future();
    }
    return ask(target);
  }

  private boolean isDue() {
    return ways.nanos().getAsLong() - askAt >= 0;
  }

  private boolean hasPlace() {
    int free = -taking;
    for (var connection : live) {
      free += connection.free();
    }
    return free > 0;
  }

  private Future<HttpClientRequest> take(RequestOptions target) {
    taking++;
    return ways.negotiated()
        .apply(target)
        .onComplete(
            got -> {
              taking--;
              learn(got);
            });
  }

  private Future<HttpClientRequest> ask(RequestOptions target) {
    asking = true;
    askAt = ways.nanos().getAsLong() + ways.patience();
    return ways.negotiated().apply(target).onComplete(this::answered);
  }

  private void answered(AsyncResult<HttpClientRequest> got) {
    asking = false;
    learn(got);
    if (got.succeeded()) {
      serve();
      return;
    }
    var none = List.copyOf(waiting.values());
    waiting.clear();
    none.forEach(one -> one.promise().fail(got.cause()));
  }

  private void learn(AsyncResult<HttpClientRequest> got) {
    if (got.failed()) {
      return;
    }
    if (got.result().version() != HttpVersion.HTTP_2) {
      spoken = Spoken.HTTP_1;
      askAt = ways.nanos().getAsLong() + ASK_AGAIN_NANOS;
      return;
    }
    spoken = Spoken.HTTP_2;
    known.computeIfAbsent(got.result().connection(), this::opened).joined();
  }

  private SharedConnection opened(HttpConnection connection) {
    var shared = new SharedConnection(this, connection);
    live.add(shared);
    return shared;
  }

  /** A connection takes no new requests. */
  void left(SharedConnection connection) {
    live.remove(connection);
  }

  /** A place may be free. */
  void freed() {
    if (!waiting.isEmpty()) {
      serve();
    }
  }

  /** Returns how many requests wait. */
  int waiting() {
    return waiting.size();
  }

  private void serve() {
    while (!waiting.isEmpty()) {
      if (asking && spoken != Spoken.HTTP_1 && !hasPlace()) {
        return;
      }
      var next = waiting.pollFirstEntry().getValue();
      request(next.target(), next.asker()).onComplete(next.promise());
    }
  }
}
