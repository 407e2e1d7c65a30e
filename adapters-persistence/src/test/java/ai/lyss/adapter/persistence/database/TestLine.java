package ai.lyss.adapter.persistence.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A line to the server that can be cut, so that nothing connects, or frozen, so that all waits. */
public final class TestLine implements AutoCloseable {

  private enum State {
    OPEN,
    CUT,
    FROZEN
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;
  private final int target;
  private State state = State.OPEN;
  private int accepted;

  /** A line from a free port on loopback to this one. */
  public TestLine(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Returns the port to connect to. */
  public int port() {
    return server.getLocalPort();
  }

  /** Returns how many connections were accepted so far. */
  public int accepted() {
    lock.lock();
    try {
      return accepted;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many connections were accepted. */
  public void awaitAccepted(int count) throws InterruptedException {
    lock.lock();
    try {
      while (accepted < count) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all connections and every new one at once. */
  public void cut() {
    enter(State.CUT);
    sockets.forEach(TestLine::end);
  }

  /** Keeps connections and accepts new ones, but moves no byte any more. */
  public void freeze() {
    enter(State.FROZEN);
  }

  /** Works again. */
  public void restore() {
    enter(State.OPEN);
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enter(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        var near = server.accept();
        sockets.add(near);
        count();
        Thread.ofVirtual().start(() -> join(near));
      }
    } catch (IOException closed) {
      sockets.forEach(TestLine::end);
    }
  }

  private void count() {
    lock.lock();
    try {
      accepted++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void join(Socket near) {
    try {
      if (!mayMove()) {
        end(near);
        return;
      }
      var far = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(far);
      Thread.ofVirtual().start(() -> pump(far, near));
      pump(near, far);
    } catch (IOException | InterruptedException unreachable) {
      end(near);
    }
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[8192];
    try {
      for (int n = 0; n >= 0; n = from.getInputStream().read(buffer)) {
        if (!mayMove()) {
          break;
        }
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException over) {
      // Either side hung up: so does the other, below.
    } finally {
      end(from);
      end(to);
    }
  }

  private boolean mayMove() throws InterruptedException {
    lock.lock();
    try {
      while (state == State.FROZEN) {
        changed.await();
      }
      return state == State.OPEN;
    } finally {
      lock.unlock();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // That is what was wanted.
    }
  }
}
