package ai.lyss.adapter.provider.http;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;

/** An HTTP/2 connection and the requests on it. Used on one event loop. */
final class SharedConnection {

  /**
   * After so many resets of ours the connection takes no new requests and closes when its last one
   * is over. Servers defend themselves against floods of resets, the strictest common ones from
   * about 200 in half a minute on, by closing the connection under everybody's requests.
   */
  private static final int MOST_RESETS = 100;

  /** Eight bytes, and no buffer: a native image cannot hold one of those from its build. */
  private static final byte[] PING = "are here".getBytes(StandardCharsets.US_ASCII);

  private final TlsOrigin origin;
  private final HttpConnection connection;
  private final Http2Connection frames;
  private final int places;
  private int running;
  private int resets;
  private boolean pinged;
  private boolean leaving;

  SharedConnection(TlsOrigin origin, HttpConnection connection) {
    this.origin = origin;
    this.connection = connection;
    this.frames = frames(connection);
    long allowed = connection.remoteSettings().getMaxConcurrentStreams();
    this.places = Math.clamp(allowed, 1, HttpClients.STREAMS_PER_CONNECTION);
    connection.goAwayHandler(this::goneAway);
  }

  /** Vert.x tells of the first GOAWAY only; of a vendor that leaves politely it is the second. */
  private static Http2Connection frames(HttpConnection connection) {
    var pipeline = ((ConnectionBase) connection).channel().pipeline();
    return pipeline.get(Http2ConnectionHandler.class).connection();
  }

  private void goneAway(GoAway told) {
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

  /** Asks whether the vendor is still there. */
  void ping() {
    pinged = true;
    connection.ping(Buffer.buffer(PING)).onSuccess(pong -> pinged = false);
  }

  /** The vendor has had its time to answer: where it did not, nobody is sent there any more. */
  void expectPong() {
    if (pinged) {
      retire();
      closeWhenEmpty();
    }
  }

  /** Returns how many more requests it takes. */
  int free() {
    return leaving ? 0 : places - running;
  }

  /** Tells whether the vendor, going away, has not looked at a stream. */
  boolean hasIgnored(int stream) {
    return frames.goAwayReceived() && stream > frames.local().lastStreamKnownByPeer();
  }
}
