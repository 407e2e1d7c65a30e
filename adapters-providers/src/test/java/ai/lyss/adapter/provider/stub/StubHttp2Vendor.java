package ai.lyss.adapter.provider.stub;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A vendor on a free port of loopback behind TLS that speaks HTTP/2, and HTTP/1.1 where the client
 * asks for it. What it does with a request is a script, from a queue or else by a rule, run on the
 * vendor's event loop. Thread-safe.
 */
public final class StubHttp2Vendor implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Queue<Consumer<StubStream>> queue = new ConcurrentLinkedQueue<>();
  private final List<StubStream> streams = new CopyOnWriteArrayList<>();
  private final Map<HttpConnection, Integer> open = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final HttpServer server;
  private volatile Consumer<StubStream> rule = stream -> stream.json(500, "{}");

  private StubHttp2Vendor(HttpServerOptions options) {
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::opened)
            .requestHandler(this::asked)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Starts a vendor that offers HTTP/2 and HTTP/1.1. */
  public static StubHttp2Vendor start(StubCertificate certificate) {
    return start(certificate, List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1));
  }

  /** Starts a vendor that offers these versions. */
  public static StubHttp2Vendor start(StubCertificate certificate, List<HttpVersion> versions) {
    return new StubHttp2Vendor(
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setSsl(true)
            .setUseAlpn(true)
            .setAlpnVersions(versions)
            .setKeyCertOptions(certificate.keys()));
  }

  private void opened(HttpConnection connection) {
    open.put(connection, connections.incrementAndGet());
    connection.exceptionHandler(broken -> {}); // tests break connections on purpose
    connection.closeHandler(closed -> open.remove(connection));
  }

  private void asked(HttpServerRequest request) {
    var stream = new StubStream(vertx, request, open.getOrDefault(request.connection(), 0));
    request.bodyHandler(
        body -> {
          stream.body(body);
          streams.add(stream);
          var script = queue.poll();
          (script != null ? script : rule).accept(stream);
        });
  }

  /** Does this with the next requests, in this order. */
  @SafeVarargs
  public final StubHttp2Vendor next(Consumer<StubStream>... scripts) {
    queue.addAll(List.of(scripts));
    return this;
  }

  /** Does this with every request for which nothing is queued. */
  public StubHttp2Vendor always(Consumer<StubStream> rule) {
    this.rule = rule;
    return this;
  }

  /** Returns the base URL, ending in {@code /v1}. */
  public URI baseUrl() {
    return URI.create("https://127.0.0.1:" + server.actualPort() + "/v1");
  }

  /** Returns the requests so far that came whole, in the order of their coming. */
  public List<StubStream> streams() {
    return List.copyOf(streams);
  }

  /** Returns how many connections were opened so far. */
  public int connections() {
    return connections.get();
  }

  /** Returns how many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
