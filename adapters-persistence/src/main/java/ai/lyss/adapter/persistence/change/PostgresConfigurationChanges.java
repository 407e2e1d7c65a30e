package ai.lyss.adapter.persistence.change;

import ai.lyss.domain.port.ConfigurationChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Listens on a connection and a daemon thread of its own. A connection that was lost, or that
 * answers nothing any more, is opened anew, waiting longer each time; each new one counts as a
 * change, because notices may have been missed in between. Several notices at once are one call.
 * Thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
public final class PostgresConfigurationChanges implements ConfigurationChanges {

  private static final Logger LOG = Logger.getLogger(PostgresConfigurationChanges.class);
  private static final String LISTEN = "listen lyss_configuration";

  private final DatabaseAddress address;
  private final Timing timing;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<@Nullable Connection> current = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> listener = new AtomicReference<>();

  /** Listens to this database, at this pace. */
  public PostgresConfigurationChanges(DatabaseAddress address, Timing timing) {
    this.address = address;
    this.timing = timing;
  }

  /**
   * How long things take.
   *
   * @param silence after how long without notices the connection is tried
   * @param deadline how long an answer may take before the connection counts as lost
   * @param firstWait how long to wait before the first new connection; doubles with each
   * @param longestWait the longest of these waits
   */
  public record Timing(
      Duration silence, Duration deadline, Duration firstWait, Duration longestWait) {

    /** Finds a frozen connection within ten seconds, and a server that is back within five. */
    public static final Timing USUAL =
        new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(5));
  }

  @Override
  public void listen(Runnable changed) {
    var thread =
        Thread.ofPlatform()
            .daemon()
            .name("lyss-configuration-changes")
            .unstarted(() -> run(changed));
    if (!listener.compareAndSet(null, thread)) {
      throw new IllegalStateException("listen: a second time (expected: once)");
    }
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    drop(current.get());
    var thread = listener.get();
    if (thread != null && thread != Thread.currentThread()) {
      awaitEnd(thread);
    }
  }

  private void run(Runnable changed) {
    var wait = timing.firstWait();
    while (isOpen()) {
      try (var connection = address.open(timing.deadline())) {
        current.set(connection);
        if (!isOpen()) {
          return;
        }
        execute(connection, LISTEN);
        wait = timing.firstWait();
        tell(changed);
        follow(connection, changed);
      } catch (SQLException e) {
        if (isOpen()) {
          LOG.warnf("configuration notices: connection lost, sql state %s", e.getSQLState());
        }
      } finally {
        current.set(null);
      }
      pause(wait);
      var doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(timing.longestWait()) < 0 ? doubled : timing.longestWait();
    }
  }

  private void follow(Connection connection, Runnable changed) throws SQLException {
    var notices = connection.unwrap(PGConnection.class);
    while (isOpen()) {
      var arrived = notices.getNotifications((int) timing.silence().toMillis());
      if (!isOpen()) {
        return;
      }
      if (arrived != null && arrived.length > 0) {
        tell(changed);
      } else {
        execute(connection, "select 1");
      }
    }
  }

  private void tell(Runnable changed) {
    try {
      changed.run();
    } catch (RuntimeException e) {
      LOG.error("configuration notices: the listener broke", e);
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void pause(Duration wait) {
    try {
      boolean over = closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debugf("configuration notices: %s", over ? "closed" : "connecting again");
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to end.
      closed.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd(Thread thread) {
    try {
      thread.join(timing.deadline());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  // A read in progress does not notice an interrupt; it notices that its socket is gone.
  private static void drop(@Nullable Connection connection) {
    if (connection == null) {
      return;
    }
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debugf("configuration notices: abort, sql state %s", e.getSQLState());
    }
  }
}
