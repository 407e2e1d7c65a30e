package ai.lyss.adapter.provider.http;

import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How vendors are reached.
 *
 * @param timeouts how long an attempt may take
 * @param connectionsPerLoop most connections to one vendor from one event loop; over HTTP/1.1 a
 *     stream holds one as long as it runs. More requests than that wait for one as part of their
 *     connect time-out.
 * @param keepAlive how long a connection without a request is kept, rounded up to whole seconds
 * @param protocols what is spoken over TLS
 * @param trust certificate authorities trusted in place of the Java runtime's; null for those
 */
public record TransportOptions(
    TransportTimeouts timeouts,
    int connectionsPerLoop,
    Duration keepAlive,
    Protocols protocols,
    @Nullable TrustOptions trust) {

  /** What is spoken over TLS; without TLS it is always HTTP/1.1. */
  public enum Protocols {
    /** HTTP/1.1 and nothing else. */
    HTTP_1,
    /** HTTP/2 where the vendor offers it by ALPN, else HTTP/1.1. */
    NEGOTIATED
  }

  /** What holds unless something else is configured. */
  public static final TransportOptions STANDARD =
      new TransportOptions(
          TransportTimeouts.STANDARD, 20_000, Duration.ofSeconds(30), Protocols.NEGOTIATED, null);

  /** Checks that there may be a connection at all, and that it may be kept. */
  public TransportOptions {
    if (connectionsPerLoop < 1) {
      throw new IllegalArgumentException(
          "connections: " + connectionsPerLoop + " (expected: >= 1)");
    }
    if (!keepAlive.isPositive()) {
      throw new IllegalArgumentException("keep_alive: " + keepAlive + " (expected: > 0)");
    }
  }

  /** Returns the same with other limits of time. */
  public TransportOptions with(TransportTimeouts others) {
    return new TransportOptions(others, connectionsPerLoop, keepAlive, protocols, trust);
  }

  /** Returns the same with other trust. */
  public TransportOptions trusting(@Nullable TrustOptions others) {
    return new TransportOptions(timeouts, connectionsPerLoop, keepAlive, protocols, others);
  }
}
