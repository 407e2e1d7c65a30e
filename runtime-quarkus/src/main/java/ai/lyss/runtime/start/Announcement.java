package ai.lyss.runtime.start;

import ai.lyss.domain.access.Secret;
import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.health.ReadinessGate;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Prints the start notice once the server listens and the gate is open. Thread-safe. */
@Singleton
public final class Announcement {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final GatewayConfig config;
  private final ReadinessGate gate;
  private final HttpServer server;
  private volatile @Nullable Secret newKey;

  /** Announces the service behind {@code gate}. */
  @Inject
  public Announcement(GatewayConfig config, ReadinessGate gate, HttpServer server) {
    this.config = config;
    this.gate = gate;
    this.server = server;
  }

  /**
   * Notes that this start made the first key. To be called before the gate opens; a key that was
   * given in the configuration is not shown.
   */
  public void firstKeyMade(Secret key) {
    if (AdminKeyFile.of(config).isPresent()) {
      newKey = key;
    }
  }

  void listening(@ObservesAsync HttpServerStart start) {
    var host = start.options().getHost();
    gate.whenOpen(
        () ->
            new StartNotice(address(host), newKey, AdminKeyFile.of(config).orElse(null))
                .print(terminal()));
  }

  private URI address(String host) {
    var name =
        switch (host) {
          case "0.0.0.0", "::", "127.0.0.1", "::1" -> "localhost";
          default -> host.indexOf(':') < 0 ? host : "[" + host + "]";
        };
    return URI.create("http://" + name + ":" + port());
  }

  /** The server says that it starts before it says where: the port is known a moment later. */
  private int port() {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (server.getPort() < 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    return server.getPort();
  }

  private static PrintStream terminal() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }
}
