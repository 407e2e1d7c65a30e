package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.http.egress.EgressGuard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * Connections to vendors, kept alive and pooled per event loop, so that a relay never changes its
 * thread: HTTP/1.1, and over TLS HTTP/2 where the vendor offers it, with the host's name verified.
 * Only where the guard allows it. No redirects are followed, nothing is decompressed. Thread-safe;
 * lives as long as the process.
 */
public final class HttpTransport {

  private final Vertx vertx;
  private final TransportOptions options;
  private final EgressGuard guard;
  private final LongSupplier nanos;
  private final ConcurrentMap<Thread, HttpLoop> loops = new ConcurrentHashMap<>();

  /**
   * A transport without connections yet.
   *
   * @param guard says where connections may lead
   * @param nanos the monotonic clock that deadlines of calls are given on
   */
  public HttpTransport(
      Vertx vertx, TransportOptions options, EgressGuard guard, LongSupplier nanos) {
    this.vertx = vertx;
    this.options = options;
    this.guard = guard;
    this.nanos = nanos;
  }

  /** Returns the part of the event loop that calls, made when it is asked for first. */
  HttpLoop loop() {
    var thread = Thread.currentThread();
    var loop = loops.get(thread);
    return loop != null
        ? loop
        : loops.computeIfAbsent(thread, first -> new HttpLoop(vertx, options, guard, nanos));
  }

  /** Returns the number of attempts that run now, over all loops. */
  public int openAttempts() {
    return sum(HttpLoop::openAttempts);
  }

  /** Returns the number of connections that are open now, idle ones included, over all loops. */
  public int openConnections() {
    return sum(HttpLoop::openConnections);
  }

  private int sum(ToIntFunction<HttpLoop> count) {
    return loops.values().stream().mapToInt(count).sum();
  }

  /** Closes all connections; attempts that run break off. */
  public Future<Void> close() {
    return Future.all(loops.values().stream().map(HttpLoop::close).toList()).mapEmpty();
  }
}
