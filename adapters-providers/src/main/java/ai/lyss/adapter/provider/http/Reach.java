package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.http.egress.Dialing;
import ai.lyss.adapter.provider.http.egress.EgressDenied;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where hosts are, as one event loop knows it: addresses that the guard gave out. They are asked
 * for again when ten seconds old, in the background, and when a minute old before they are used
 * once more. While the name cannot be looked up they go on being used, until none of them takes a
 * connection.
 */
final class Reach {

  private static final int MOST_HOSTS = 4_096;
  private static final long FRESH_NANOS = 10_000_000_000L;
  private static final long USABLE_NANOS = 60_000_000_000L;

  private final Vertx vertx;
  private final EgressGuard guard;
  private final LongSupplier nanos;
  private final long patienceMillis;
  private final Map<String, Spot> spots =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Spot> eldest) {
          return size() > MOST_HOSTS;
        }
      };

  /** Nothing known yet. */
  Reach(Vertx vertx, EgressGuard guard, LongSupplier nanos, long patienceMillis) {
    this.vertx = vertx;
    this.guard = guard;
    this.nanos = nanos;
    this.patienceMillis = patienceMillis;
  }

  /**
   * Returns a request at an address of its host.
   *
   * @param asker who wants it; when it is over before the request is made, none is made
   * @param way makes a request at the address that its options name
   */
  Future<HttpClientRequest> request(
      RequestOptions target,
      HttpExchange asker,
      Function<RequestOptions, Future<HttpClientRequest>> way) {
    var spot =
        spots.computeIfAbsent(
            target.getHost() + ':' + target.getPort(),
            name -> new Spot(target.getHost(), target.getPort()));
    var known = spot.known();
    return known != null
        ? spot.dial(known, target, asker, way)
        : spot.ask()
            .recover(spot::inSpiteOf)
            .compose(
                found ->
                    asker.isOver()
                        ? Future.failedFuture("called off")
                        : spot.dial(found, target, asker, way));
  }

  /** One host at one port. */
  private final class Spot {
    private final String host;
    private final int port;
    private @Nullable List<SocketAddress> addresses;
    private @Nullable Future<List<SocketAddress>> asking;
    private long foundAt;
    private int preferred;

    Spot(String host, int port) {
      this.host = host;
      this.port = port;
    }

    /** Returns what is known and still good; null for nothing. */
    @Nullable List<SocketAddress> known() {
      var known = addresses;
      if (known == null) {
        return null;
      }
      long age = nanos.getAsLong() - foundAt;
      if (age >= FRESH_NANOS && asking == null) {
        ask();
      }
      return age < USABLE_NANOS ? addresses : null;
    }

    Future<List<SocketAddress>> ask() {
      var running = asking;
      if (running != null) {
        return running;
      }
      var answer = Promise.<List<SocketAddress>>promise();
      asking = answer.future();
      var loop = vertx.getOrCreateContext();
      guard
          .addresses(host, port)
          .whenComplete((got, none) -> loop.runOnContext(now -> answered(answer, got, none)));
      return answer.future();
    }

    /** Comes in a turn of its own: nobody hears of a refusal before its attempt was handed out. */
    private void answered(
        Promise<List<SocketAddress>> answer,
        @Nullable List<SocketAddress> got,
        @Nullable Throwable none) {
      asking = null;
      if (got != null) {
        found(got);
        answer.complete(got);
      } else {
        refreshFailed(none);
        answer.fail(none);
      }
    }

    private void refreshFailed(@Nullable Throwable cause) {
      if (cause instanceof EgressDenied) {
        addresses = null;
      } else {
        foundAt = nanos.getAsLong() - FRESH_NANOS;
      }
    }

    /** Returns what is known all the same; what was denied is not. */
    Future<List<SocketAddress>> inSpiteOf(Throwable unknown) {
      var known = addresses;
      return known == null ? Future.failedFuture(unknown) : Future.succeededFuture(known);
    }

    private void found(List<SocketAddress> now) {
      var before = addresses;
      if (before != null && preferred < before.size()) {
        preferred = Math.max(0, now.indexOf(before.get(preferred))); // keeps its connections
      }
      addresses = now;
      foundAt = nanos.getAsLong();
    }

    Future<HttpClientRequest> dial(
        List<SocketAddress> known,
        RequestOptions target,
        HttpExchange asker,
        Function<RequestOptions, Future<HttpClientRequest>> way) {
      int first = preferred < known.size() ? preferred : 0;
      return new Dialing(known, first, patienceMillis, way, asker::isOver)
          .request(target, index -> preferred = index)
          .onFailure(
              cause -> {
                if (cause instanceof SocketException && known.equals(addresses)) {
                  addresses = null; // unless they have been looked up anew meanwhile
                }
              });
    }
  }
}
