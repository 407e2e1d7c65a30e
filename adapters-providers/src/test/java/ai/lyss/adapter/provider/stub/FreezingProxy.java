package ai.lyss.adapter.provider.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A way to a server of this machine on which connections can freeze: they stay open, and nothing
 * gets through any more, as when a router on the way has forgotten them. Thread-safe.
 */
public final class FreezingProxy implements AutoCloseable {

  private final ServerSocket front;
  private final int port;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();

  private FreezingProxy(ServerSocket front, int port) {
    this.front = front;
    this.port = port;
  }

  /** Starts a way to this port. */
  public static FreezingProxy to(int port) throws IOException {
    var proxy =
        new FreezingProxy(new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1")), port);
    Thread.ofVirtual().name("freezing-proxy").start(proxy::accept);
    return proxy;
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        var pair = new Pair(front.accept(), new Socket("127.0.0.1", port));
        pairs.add(pair);
        Thread.ofVirtual().start(() -> pair.copy(pair.near, pair.far));
        Thread.ofVirtual().start(() -> pair.copy(pair.far, pair.near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Returns its port. */
  public int port() {
    return front.getLocalPort();
  }

  /** Returns how many connections were made so far. */
  public int connections() {
    return pairs.size();
  }

  /** Freezes the connections that there are; new ones are not. */
  public void freeze() {
    pairs.forEach(pair -> pair.frozen = true);
  }

  @Override
  public void close() throws IOException {
    front.close();
    pairs.forEach(Pair::close);
  }

  private static final class Pair {
    private final Socket near;
    private final Socket far;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean frozen;

    Pair(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void copy(Socket from, Socket to) {
      var bytes = new byte[16 << 10];
      try {
        for (int read = from.getInputStream().read(bytes);
            read >= 0;
            read = from.getInputStream().read(bytes)) {
          if (frozen) {
            closed.await();
            return;
          }
          to.getOutputStream().write(bytes, 0, read);
        }
        to.shutdownOutput();
      } catch (IOException gone) {
        close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void close() {
      closed.countDown();
      for (var socket : List.of(near, far)) {
        try {
          socket.close();
        } catch (IOException alreadyClosed) {
          // that is what was wanted
        }
      }
    }
  }
}
