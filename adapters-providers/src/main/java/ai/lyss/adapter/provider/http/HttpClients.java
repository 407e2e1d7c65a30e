package ai.lyss.adapter.provider.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP clients of one event loop: alike in their limits, different in how requests share
 * connections.
 */
final class HttpClients {

  /** Most requests at once on one HTTP/2 connection; a vendor may allow fewer. */
  static final int STREAMS_PER_CONNECTION = 100;

  /** How far a vendor may run ahead of a caller on one HTTP/2 stream: what RFC 9113 starts with. */
  static final int STREAM_WINDOW_BYTES = 65_535;

  private static final int MAX_HEADER_BYTES = 64 << 10;
  private static final int MAX_READ_BYTES = 64 << 10;

  private final Vertx vertx;
  private final TransportOptions options;
  private final Handler<HttpConnection> opened;

  /** Clients that tell of every connection they open. */
  HttpClients(Vertx vertx, TransportOptions options, Handler<HttpConnection> opened) {
    this.vertx = vertx;
    this.options = options;
    this.opened = opened;
  }

  /** HTTP/1.1, a connection used again and again. */
  HttpClient pooled() {
    return build(limited().setKeepAlive(true), 1);
  }

  /** HTTP/1.1, a connection a request. */
  HttpClient single() {
    return build(limited().setKeepAlive(false), 1);
  }

  /**
   * HTTP/2 over TLS where the vendor offers it, else HTTP/1.1. The window of a connection holds
   * those of all its streams, so that paused ones take nothing from the others.
   */
  HttpClient negotiating() {
    var http =
        limited()
            .setKeepAlive(true)
            .setUseAlpn(true)
            .setSslEngineOptions(new PrefaceDeadline(options.timeouts().connect().toMillis()))
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setHttp2KeepAliveTimeout(keepAliveSeconds())
            .setHttp2MultiplexingLimit(STREAMS_PER_CONNECTION)
            .setHttp2ConnectionWindowSize(STREAMS_PER_CONNECTION * STREAM_WINDOW_BYTES)
            .setInitialSettings(
                new Http2Settings()
                    .setPushEnabled(false)
                    .setInitialWindowSize(STREAM_WINDOW_BYTES)
                    .setMaxHeaderListSize(MAX_HEADER_BYTES));
    return build(http, Math.ceilDiv(options.connectionsPerLoop(), STREAMS_PER_CONNECTION));
  }

  private HttpClientOptions limited() {
    var connect = options.timeouts().connect();
    var http =
        new HttpClientOptions()
            .setConnectTimeout((int) connect.toMillis())
            .setSslHandshakeTimeout(connect.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAliveTimeout(keepAliveSeconds())
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(MAX_READ_BYTES)
            .setTcpNoDelay(true)
            .setVerifyHost(true);
    if (options.trust() != null) {
      http.setTrustOptions(options.trust());
    }
    return http;
  }

  private int keepAliveSeconds() {
    var roundedUp = options.keepAlive().plus(Duration.ofSeconds(1).minusNanos(1)).toSeconds();
    return (int) Math.min(roundedUp, Integer.MAX_VALUE);
  }

  private HttpClient build(HttpClientOptions http, int http2Connections) {
    return vertx
        .httpClientBuilder()
        .with(http)
        .with(
            new PoolOptions()
                .setHttp1MaxSize(options.connectionsPerLoop())
                .setHttp2MaxSize(http2Connections))
        .withConnectHandler(opened)
        .build();
  }
}
