package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.http.egress.EgressGuard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop has of the transport: its connections and its running attempts. Used on that
 * loop only; the counts may be read from anywhere.
 */
final class HttpLoop {

  private static final long SWEEP_MILLIS = 50;

  /** Vendors are asked so often whether they are still there; sooner where idling is shorter. */
  private static final long PING_MILLIS = 10_000;

  /** A sweep so much after the last one means that this process stood still, not the vendors. */
  private static final long STALL_NANOS = 250_000_000;

  /** Reading large answers takes processors, not waiting: more threads would not help. */
  private static final int WORKERS = 2;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final LongSupplier nanos;
  private final TimeLimits limits;
  private final Reach reach;
  private final HttpClient pooled;
  private final HttpClient single;
  private final @Nullable HttpClient negotiating;
  private final @Nullable Negotiation negotiation;
  private final Set<HttpConnection> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<HttpAttempt> running = new HashSet<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final long pingMillis;
  private long pingTimer = -1;
  private long sweepTimer = -1;
  private long sweptAt;
  private boolean sweepPutOff;

  HttpLoop(Vertx vertx, TransportOptions options, EgressGuard guard, LongSupplier nanos) {
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("lyss-answers", WORKERS); // of all loops
    this.nanos = nanos;
    this.pingMillis = Math.min(PING_MILLIS, options.keepAlive().toMillis() / 3);
    this.limits = TimeLimits.of(options.timeouts());
    this.reach = new Reach(vertx, guard, nanos, options.timeouts().connect().toMillis());
    var clients = new HttpClients(vertx, options, this::connected);
    this.pooled = clients.pooled();
    this.single = clients.single();
    if (options.protocols() == TransportOptions.Protocols.NEGOTIATED) {
      this.negotiating = clients.negotiating();
      this.negotiation =
          new Negotiation(
              new TlsOrigin.Ways(
                  target -> requestOn(negotiating, target),
                  target -> requestOn(pooled, target),
                  nanos,
                  limits.connect()));
    } else {
      this.negotiating = null;
      this.negotiation = null;
    }
  }

  private void connected(HttpConnection connection) {
    connections.incrementAndGet();
    if (pingTimer < 0 && negotiation != null) {
      pingTimer = vertx.setPeriodic(pingMillis, id -> ping(negotiation));
    }
    connection.exceptionHandler(told -> {}); // the attempt hears it; unheard, Vert.x logs an error
    connection.closeHandler(
        closed -> {
          connections.decrementAndGet();
          used.remove(connection);
          if (negotiation != null) {
            negotiation.closed(connection);
          }
        });
  }

  /** What arrived while this process stood still is read before anybody is said to be silent. */
  private void ping(Negotiation vendors) {
    if (connections.get() == 0) {
      vertx.cancelTimer(pingTimer);
      pingTimer = -1;
      return;
    }
    vendors.ping();
    long patience = TimeUnit.NANOSECONDS.toMillis(limits.connect());
    vertx.setTimer(patience, late -> vertx.setTimer(SWEEP_MILLIS, later -> vendors.expectPongs()));
  }

  /**
   * Returns a request on a pooled connection.
   *
   * @param asker who wants it; when it is over before the request is made, none is made
   */
  Future<HttpClientRequest> request(RequestOptions target, HttpExchange asker) {
    var tls = negotiation;
    return reach.request(
        target,
        asker,
        tls != null && target.isSsl() ? to -> tls.request(to, asker) : to -> requestOn(pooled, to));
  }

  /** Returns a request on an HTTP/1.1 connection made for it alone. */
  Future<HttpClientRequest> requestAlone(RequestOptions target, HttpExchange asker) {
    return reach.request(target, asker, to -> requestOn(single, to));
  }

  private Future<HttpClientRequest> requestOn(HttpClient client, RequestOptions target) {
    try {
      return client.request(target);
    } catch (IllegalStateException closed) {
      var failed = Promise.<HttpClientRequest>promise();
      later(() -> failed.fail(closed));
      return failed.future();
    }
  }

  /** Returns what is known of an HTTP/2 connection; null when it is none. */
  @Nullable SharedConnection shared(HttpConnection connection) {
    return negotiation == null ? null : negotiation.shared(connection);
  }

  /** Runs a task on this loop after what runs now. */
  void later(Runnable task) {
    vertx.runOnContext(now -> task.run());
  }

  /** Notes that a request goes out on a connection; tells whether it is the first one on it. */
  boolean firstOn(HttpConnection connection) {
    return used.add(connection);
  }

  /** Does work beside this loop, in no order; what it comes to is told on this loop. */
  <T> Future<T> beside(Callable<T> work) {
    return workers.executeBlocking(work, false);
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
    if (stalled && !sweepPutOff) {
      sweepPutOff = true; // what arrived meanwhile is read first
      return;
    }
    sweepPutOff = false;
    // a copy: an attempt that ends changes the set, and its sink may start another
    for (var attempt : running.toArray(HttpAttempt[]::new)) {
      attempt.checkTime(now);
    }
  }

  /** Returns how many requests wait for a place on a shared connection. */
  int waiting() {
    return negotiation == null ? 0 : negotiation.waiting();
  }

  int openAttempts() {
    return attempts.get();
  }

  int openConnections() {
    return connections.get();
  }

  Future<Void> close() {
    var all = Future.all(pooled.close(), single.close(), workers.close());
    return negotiating == null ? all.mapEmpty() : Future.all(all, negotiating.close()).mapEmpty();
  }

  /** The limits of the phases of an attempt in nanoseconds. */
  record TimeLimits(long connect, long firstByte, long idle) {

    static TimeLimits of(TransportTimeouts timeouts) {
      return new TimeLimits(
          timeouts.connect().toNanos(), timeouts.firstByte().toNanos(), timeouts.idle().toNanos());
    }
  }
}
