package ai.lyss.adapter.provider.http;

import io.vertx.core.net.TrustOptions;
import org.jspecify.annotations.Nullable;

/**
 * How vendors are reached.
 *
 * @param timeouts how long an attempt may take
 * @param connectionsPerLoop most connections to one vendor from one event loop; a stream holds one
 *     as long as it runs. More requests than that wait for one as part of their connect time-out.
 * @param trust certificate authorities trusted in place of the Java runtime's; null for those
 */
public record TransportOptions(
    TransportTimeouts timeouts, int connectionsPerLoop, @Nullable TrustOptions trust) {

  /** What holds unless something else is configured. */
  public static final TransportOptions STANDARD =
      new TransportOptions(TransportTimeouts.STANDARD, 20_000, null);

  /** Checks that there may be a connection at all. */
  public TransportOptions {
    if (connectionsPerLoop < 1) {
      throw new IllegalArgumentException(
          "connections: " + connectionsPerLoop + " (expected: >= 1)");
    }
  }
}
