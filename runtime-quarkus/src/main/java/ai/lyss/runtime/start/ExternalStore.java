package ai.lyss.runtime.start;

import ai.lyss.runtime.config.StartRefused;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that runs elsewhere, and may come up a little later than the gateway. */
final class ExternalStore {

  private static final String SCHEME = "jdbc:postgresql:";
  private static final long RETRY_MILLIS = 500;

  private final String jdbcUrl;
  private final @Nullable String user;
  private final @Nullable String password;

  /** The store at a JDBC URL, with the user and password to use unless the URL has them. */
  ExternalStore(String jdbcUrl, @Nullable String user, @Nullable String password) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
  }

  /**
   * Returns once it takes connections.
   *
   * @throws StartRefused when it does not within {@code patience}, or refuses who is calling
   */
  void await(Duration patience, LongSupplier nanos, PrintStream told) throws StartRefused {
    loadDriver();
    long deadline = nanos.getAsLong() + patience.toNanos();
    for (boolean first = true; ; first = false) {
      var failure = attempt();
      if (failure == null) {
        return;
      }
      if (!mayPass(failure)) {
        throw refusal("refuses the connection", failure);
      }
      if (nanos.getAsLong() - deadline >= 0) {
        throw refusal("not reached within lyss.store.wait=" + patience.toSeconds() + "s", failure);
      }
      if (first) {
        told.println(
            "lyss: waiting up to " + patience.toSeconds() + "s for PostgreSQL at " + place());
      }
      pause();
    }
  }

  private @Nullable SQLException attempt() {
    var login = new Properties();
    login.setProperty("loginTimeout", "5");
    login.setProperty("connectTimeout", "5");
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    try (Connection _ = DriverManager.getConnection(jdbcUrl, login)) {
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  /** Loaded by name: the driver's annotations are on nobody's class path. */
  private void loadDriver() throws StartRefused {
    if (!jdbcUrl.startsWith(SCHEME)) {
      throw new StartRefused(
          "quarkus.datasource.jdbc.url: "
              + place()
              + " (expected: jdbc:postgresql://host:port/database)");
    }
    try {
      Class.forName("org.postgresql.Driver");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing listens yet (08), or it is still starting (57P03) or has no room (53). */
  private static boolean mayPass(SQLException failure) {
    var state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.equals("57P03") || state.startsWith("53");
  }

  private StartRefused refusal(String what, SQLException cause) {
    var message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new StartRefused(
        "quarkus.datasource.jdbc.url: PostgreSQL at " + place() + " " + what + ": " + message);
  }

  /** The URL without what may be secret in it. */
  private String place() {
    var url = jdbcUrl.replaceFirst("\\?.*", "");
    return url.replaceFirst("//[^/@]*@", "//").replaceFirst("^jdbc:postgresql:(//)?", "");
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
