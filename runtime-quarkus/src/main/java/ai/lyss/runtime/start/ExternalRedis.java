package ai.lyss.runtime.start;

import ai.lyss.runtime.config.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Redis that may come up a little later than the gateway. Of several hosts one has to answer; one
 * that wants TLS only has to take connections.
 */
final class ExternalRedis {

  private static final int USUAL_PORT = 6379;
  private static final int ATTEMPT_MILLIS = 2_000;
  private static final long RETRY_MILLIS = 250;

  private final String hosts;

  /** The Redis at these URLs, which are separated by commas. */
  ExternalRedis(String hosts) {
    this.hosts = hosts;
  }

  /**
   * Returns once it answers.
   *
   * @throws StartRefused when it does not within {@code patience}, or the URLs are none
   */
  void await(Duration patience, LongSupplier nanos, PrintStream told) throws StartRefused {
    var urls = urls();
    long deadline = nanos.getAsLong() + patience.toNanos();
    for (boolean first = true; ; first = false) {
      String failure = null;
      for (var url : urls) {
        failure = failure(url);
        if (failure == null) {
          return;
        }
      }
      var place = urls.getFirst().getHost() + ":" + port(urls.getFirst());
      if (nanos.getAsLong() - deadline >= 0) {
        throw new StartRefused(
            "quarkus.redis.hosts: Redis at %s not reached within lyss.store.wait=%ds: %s"
                .formatted(place, patience.toSeconds(), failure));
      }
      if (first) {
        told.println("lyss: waiting up to " + patience.toSeconds() + "s for Redis at " + place);
      }
      pause();
    }
  }

  private List<URI> urls() throws StartRefused {
    var urls = new ArrayList<URI>();
    for (var text : hosts.split(",", -1)) {
      try {
        var url = new URI(text.strip());
        if (url.getHost() == null || !List.of("redis", "rediss").contains(url.getScheme())) {
          throw wrong();
        }
        urls.add(url);
      } catch (URISyntaxException e) {
        throw wrong();
      }
    }
    return urls;
  }

  /** Names no value: there may be a password in it. */
  private static StartRefused wrong() {
    return new StartRefused(
        "quarkus.redis.hosts: (hidden) (expected: redis://host:port or rediss://host:port, several"
            + " separated by commas)");
  }

  private static int port(URI url) {
    return url.getPort() < 0 ? USUAL_PORT : url.getPort();
  }

  private static @Nullable String failure(URI url) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port(url)), ATTEMPT_MILLIS);
      if ("rediss".equals(url.getScheme())) {
        return null;
      }
      socket.setSoTimeout(ATTEMPT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      return answer.equals("+PONG") || answer.equals("-NOAU") ? null : "it is not ready";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void pause() throws StartRefused {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StartRefused("the start was interrupted");
    }
  }
}
