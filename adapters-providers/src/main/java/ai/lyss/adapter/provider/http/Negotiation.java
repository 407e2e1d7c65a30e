package ai.lyss.adapter.provider.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vendors behind TLS and their HTTP/2 connections, as one event loop knows them. */
final class Negotiation {

  private static final int MOST_ORIGINS = 4_096;

  private final TlsOrigin.Ways ways;
  private final IdentityHashMap<HttpConnection, SharedConnection> shared = new IdentityHashMap<>();

  /** Where a connection leads, and by which name. */
  private record Place(String host, SocketAddress server) {}

  private final Map<Place, TlsOrigin> origins =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, TlsOrigin> eldest) {
          return size() > MOST_ORIGINS;
        }
      };

  /** Nothing known yet. */
  Negotiation(TlsOrigin.Ways ways) {
    this.ways = ways;
  }

  /**
   * Returns a request on a connection of the vendor's protocol, at the address of its options.
   *
   * @param asker who wants it; when it is over before the request is made, none is made
   */
  Future<HttpClientRequest> request(RequestOptions target, HttpExchange asker) {
    return origins
        .computeIfAbsent(
            new Place(target.getHost(), target.getServer()), place -> new TlsOrigin(ways, shared))
        .request(target, asker);
  }

  /** Returns what is known of an HTTP/2 connection; null when it is none. */
  @Nullable SharedConnection shared(HttpConnection connection) {
    return shared.get(connection);
  }

  /** Asks all vendors with a connection whether they are still there. */
  void ping() {
    shared.values().forEach(SharedConnection::ping);
  }

  /** Parts with those that have not answered; a copy, since a connection may close in this. */
  void expectPongs() {
    List.copyOf(shared.values()).forEach(SharedConnection::expectPong);
  }

  /** Returns how many requests wait for a place on a connection. */
  int waiting() {
    return origins.values().stream().mapToInt(TlsOrigin::waiting).sum();
  }

  /** A connection is closed. */
  void closed(HttpConnection connection) {
    var known = shared.remove(connection);
    if (known != null) {
      known.closed();
    }
  }
}
