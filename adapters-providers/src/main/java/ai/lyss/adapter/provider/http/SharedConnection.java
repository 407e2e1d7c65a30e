package ai.lyss.adapter.provider.http;

import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpConnection;

/** An HTTP/2 connection and the requests on it. Used on one event loop. */
final class SharedConnection {

  /**
   * After so many resets of ours the connection takes no new requests and closes when its last one
   * is over. Servers defend themselves against floods of resets, the strictest common ones from
   * about 200 in half a minute on, by closing the connection under everybody's requests.
   */
  private static final int MOST_RESETS = 100;

  private static final int ALL = Integer.MAX_VALUE;

  private final TlsOrigin origin;
  private final HttpConnection connection;
  private final int places;
  private int running;
  private int resets;
  private int lastLookedAt = ALL;
  private boolean leaving;

  SharedConnection(TlsOrigin origin, HttpConnection connection) {
    this.origin = origin;
    this.connection = connection;
    long allowed = connection.remoteSettings().getMaxConcurrentStreams();
    this.places = Math.clamp(allowed, 1, HttpClients.STREAMS_PER_CONNECTION);
    connection.goAwayHandler(this::goneAway);
  }

  private void goneAway(GoAway told) {
    lastLookedAt = told.getLastStreamId();
    leave();
    closeWhenEmpty();
  }

  /** It is closed. */
  void closed() {
    leave();
  }

  private void leave() {
    leaving = true;
    origin.left(this);
  }

  private void closeWhenEmpty() {
    if (leaving && running == 0) {
      connection.close();
    }
  }

  /** A request goes out on it. */
  void joined() {
    running++;
  }

  /** A request on it is over by itself. */
  void freed() {
    running--;
    closeWhenEmpty();
    origin.freed();
  }

  /** A request on it was reset from our side. */
  void reset() {
    resets++;
    if (resets == MOST_RESETS) {
      retire();
    }
    freed();
  }

  /** Takes no more requests; those that run may end. */
  void retire() {
    if (!leaving) {
      leave();
      connection.goAway(0);
    }
  }

  /** Returns how many more requests it takes. */
  int free() {
    return leaving ? 0 : places - running;
  }

  /** Tells whether the vendor, going away, has not looked at a stream. */
  boolean hasIgnored(int stream) {
    return stream > lastLookedAt;
  }
}
