package ai.lyss.adapter.provider.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What one event loop has of the transport: its connections and its running attempts. Used on that
 * loop only; the counts may be read from anywhere.
 */
final class HttpLoop {

  private static final long SWEEP_MILLIS = 50;

  /** A sweep so much after the last one means that this process stood still, not the vendors. */
  private static final long STALL_NANOS = 250_000_000;

  private static final int MAX_HEADER_BYTES = 64 << 10;
  private static final int MAX_READ_BYTES = 64 << 10;

  private final Vertx vertx;
  private final LongSupplier nanos;
  private final TimeLimits limits;
  private final HttpClient pooled;
  private final HttpClient fresh;
  private final Set<HttpConnection> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<HttpAttempt> running = new HashSet<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private long sweepTimer = -1;
  private long sweptAt;

  HttpLoop(Vertx vertx, TransportOptions options, LongSupplier nanos) {
    this.vertx = vertx;
    this.nanos = nanos;
    this.limits = TimeLimits.of(options.timeouts());
    this.pooled = client(options, true);
    this.fresh = client(options, false);
  }

  private HttpClient client(TransportOptions options, boolean keepAlive) {
    var http =
        new HttpClientOptions()
            .setKeepAlive(keepAlive)
            .setConnectTimeout((int) options.timeouts().connect().toMillis())
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(MAX_READ_BYTES)
            .setTcpNoDelay(true)
            .setVerifyHost(true);
    if (options.trust() != null) {
      http.setTrustOptions(options.trust());
    }
    return vertx
        .httpClientBuilder()
        .with(http)
        .with(new PoolOptions().setHttp1MaxSize(options.connectionsPerLoop()))
        .withConnectHandler(this::connected)
        .build();
  }

  private void connected(HttpConnection connection) {
    connections.incrementAndGet();
    connection.exceptionHandler(told -> {}); // the attempt hears it; unheard, Vert.x logs an error
    connection.closeHandler(
        closed -> {
          connections.decrementAndGet();
          used.remove(connection);
        });
  }

  /** Returns a request on a pooled connection. */
  Future<HttpClientRequest> request(RequestOptions options) {
    return requestOf(pooled, options);
  }

  /** Returns a request on a connection made for it alone. */
  Future<HttpClientRequest> requestAlone(RequestOptions options) {
    return requestOf(fresh, options);
  }

  private Future<HttpClientRequest> requestOf(HttpClient client, RequestOptions options) {
    try {
      return client.request(options);
    } catch (IllegalStateException closed) {
      var failed = Promise.<HttpClientRequest>promise();
      later(() -> failed.fail(closed));
      return failed.future();
    }
  }

  /** Runs a task on this loop after what runs now. */
  void later(Runnable task) {
    vertx.runOnContext(now -> task.run());
  }

  /** Notes that a request goes out on a connection; tells whether it is the first one on it. */
  boolean firstOn(HttpConnection connection) {
    return used.add(connection);
  }

  /** Returns the limits of time, in nanoseconds. */
  TimeLimits limits() {
    return limits;
  }

  /** Returns the time on the monotonic clock. */
  long now() {
    return nanos.getAsLong();
  }

  /** Watches an attempt's time from now on. */
  void add(HttpAttempt attempt) {
    running.add(attempt);
    attempts.incrementAndGet();
    if (sweepTimer < 0) {
      sweptAt = now();
      sweepTimer = vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
    }
  }

  /** Forgets an attempt that is over. */
  void remove(HttpAttempt attempt) {
    running.remove(attempt);
    attempts.decrementAndGet();
  }

  private void sweep() {
    if (running.isEmpty()) {
      vertx.cancelTimer(sweepTimer);
      sweepTimer = -1;
      return;
    }
    long now = now();
    boolean stalled = now - sweptAt > STALL_NANOS;
    sweptAt = now;
    if (stalled) {
      return; // what arrived meanwhile is read first
    }
    // a copy: an attempt that ends changes the set, and its sink may start another
    for (var attempt : running.toArray(HttpAttempt[]::new)) {
      attempt.checkTime(now);
    }
  }

  int openAttempts() {
    return attempts.get();
  }

  int openConnections() {
    return connections.get();
  }

  Future<Void> close() {
    return Future.all(pooled.close(), fresh.close()).mapEmpty();
  }

  /** The limits of the phases of an attempt in nanoseconds. */
  record TimeLimits(long connect, long firstByte, long idle) {

    static TimeLimits of(TransportTimeouts timeouts) {
      return new TimeLimits(
          timeouts.connect().toNanos(), timeouts.firstByte().toNanos(), timeouts.idle().toNanos());
    }
  }
}
