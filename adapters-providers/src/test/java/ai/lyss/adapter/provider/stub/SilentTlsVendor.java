package ai.lyss.adapter.provider.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A vendor that ends the TLS handshake with HTTP/2 agreed on, reads what comes, and says nothing
 * more. Thread-safe.
 */
public final class SilentTlsVendor implements AutoCloseable {

  private final SSLServerSocket server;
  private final AtomicInteger handshakes = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  private SilentTlsVendor(SSLServerSocket server) {
    this.server = server;
  }

  /** Starts it. */
  public static SilentTlsVendor start(StubCertificate certificate)
      throws IOException, GeneralSecurityException {
    var password = StubCertificate.PASSWORD.toCharArray();
    var keys = KeyStore.getInstance(certificate.keyStore().toFile(), password);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
    var parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    server.setSSLParameters(parameters);
    var vendor = new SilentTlsVendor(server);
    Thread.ofVirtual().name("silent-vendor").start(vendor::accept);
    return vendor;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = (SSLSocket) server.accept();
        Thread.ofVirtual().start(() -> listen(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void listen(SSLSocket socket) {
    open.incrementAndGet();
    try (socket) {
      socket.startHandshake();
      handshakes.incrementAndGet();
      var in = socket.getInputStream();
      while (in.read() >= 0) {
        // says nothing
      }
    } catch (IOException gone) {
      // that is what is waited for
    } finally {
      open.decrementAndGet();
    }
  }

  /** Returns its port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Returns how many handshakes ended well so far. */
  public int handshakes() {
    return handshakes.get();
  }

  /** Returns how many connections are open now. */
  public int open() {
    return open.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
