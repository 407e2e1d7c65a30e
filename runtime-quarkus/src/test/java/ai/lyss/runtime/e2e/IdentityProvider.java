package ai.lyss.runtime.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Publishes keys on loopback, and counts who comes for them. Thread-safe. */
final class IdentityProvider implements AutoCloseable {

  private final HttpServer server;
  private final AtomicReference<String> keys = new AtomicReference<>("{\"keys\":[]}");
  private final AtomicInteger asked = new AtomicInteger();

  private IdentityProvider(HttpServer server) {
    this.server = server;
  }

  static IdentityProvider start() throws IOException {
    var provider =
        new IdentityProvider(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16));
    provider.server.createContext(
        "/",
        exchange -> {
          provider.asked.incrementAndGet();
          var answer = provider.keys.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    provider.server.start();
    return provider;
  }

  void publish(String document) {
    keys.set(document);
  }

  /** Returns how often somebody asked for keys. */
  int asked() {
    return asked.get();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
