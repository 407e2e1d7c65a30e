package ai.lyss.adapter.persistence.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between a client and a server on loopback; can freeze: accept, and never answer. */
public final class FreezingProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private boolean frozen;

  /** A proxy for a port of this machine. */
  public FreezingProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Returns where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** Lets no byte through from now on. */
  public void freeze() {
    set(true);
  }

  /** Lets all bytes through again, those held back first. */
  public void thaw() {
    set(false);
  }

  @Override
  public void close() throws IOException {
    thaw();
    server.close();
    for (var socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        var to = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(to);
        Thread.ofVirtual().start(() -> copy(client, to));
        Thread.ofVirtual().start(() -> copy(to, client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void copy(Socket from, Socket to) {
    var buffer = new byte[8192];
    try (from;
        to) {
      for (int read = from.getInputStream().read(buffer);
          read >= 0;
          read = from.getInputStream().read(buffer)) {
        awaitThaw();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException e) {
      // the other side is gone
    }
  }

  private void set(boolean value) {
    lock.lock();
    try {
      frozen = value;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (frozen) {
        thawed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
