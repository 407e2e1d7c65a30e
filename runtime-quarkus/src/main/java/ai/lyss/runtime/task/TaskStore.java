package ai.lyss.runtime.task;

import ai.lyss.domain.access.Secret;
import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.EmbeddedStore.Login;
import ai.lyss.runtime.embedded.StateFolder;
import ai.lyss.runtime.start.EarlyConfig;
import ai.lyss.runtime.start.StoreChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The store that the settings name, for the time of a task: an external one, the embedded one of a
 * service that runs, or the embedded one started for the task.
 */
final class TaskStore implements AutoCloseable {

  private static final String MASTER_KEY = "master.key";

  private final String jdbcUrl;
  private final @Nullable String user;
  private final @Nullable Secret password;
  private final Secret masterKey;
  private final AutoCloseable held;
  private final PrintStream told;

  private TaskStore(
      String jdbcUrl,
      @Nullable String user,
      @Nullable Secret password,
      Secret masterKey,
      AutoCloseable held,
      PrintStream told) {
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
    this.masterKey = masterKey;
    this.held = held;
    this.told = told;
  }

  /** Opens it. */
  static TaskStore open(PrintStream told) throws StartRefused, TaskRefused {
    var config = EarlyConfig.read();
    var gateway = config.gateway();
    return switch (StoreChoice.of(config, gateway)) {
      case EXTERNAL ->
          new TaskStore(
              config.text(StoreChoice.JDBC_URL).orElseThrow(),
              config.text(StoreChoice.USER).orElse(null),
              config.text(StoreChoice.PASSWORD).map(Secret::of).orElse(null),
              gateway.masterKey().orElseThrow(),
              () -> {},
              told);
      case EMBEDDED -> embedded(gateway, told);
    };
  }

  private static TaskStore embedded(GatewayConfig gateway, PrintStream told)
      throws StartRefused, TaskRefused {
    var home = gateway.home();
    if (!EmbeddedStore.isIn(home)) {
      throw TaskRefused.failed(
          "no embedded store in "
              + home.toAbsolutePath().normalize()
              + " (expected: the state folder of a service that ran before, in LYSS_HOME, or"
              + " QUARKUS_DATASOURCE_JDBC_URL)");
    }
    var masterKey = masterKey(gateway, home);
    var folder = StateFolder.unlessInUse(home);
    if (folder.isEmpty()) {
      var login = EmbeddedStore.running(home);
      if (login.isEmpty()) {
        throw TaskRefused.failed(
            home + " is in use by a service that is starting or stopping (expected: try again)");
      }
      return embedded(login.get(), masterKey, () -> {}, told);
    }
    try {
      var started = EmbeddedStore.start(folder.get(), TaskStore::lost);
      return embedded(
          started.login(),
          masterKey,
          () -> {
            started.close();
            folder.get().close();
          },
          told);
    } catch (StartRefused e) {
      folder.get().close();
      throw e;
    }
  }

  /** No task makes a password: the store has one, or it is no store. */
  private static String lost() {
    throw new IllegalStateException("the store has no password");
  }

  private static TaskStore embedded(
      Login login, Secret masterKey, AutoCloseable held, PrintStream told) {
    return new TaskStore(login.jdbcUrl(), login.user(), login.password(), masterKey, held, told);
  }

  private static Secret masterKey(GatewayConfig gateway, Path home) throws TaskRefused {
    if (gateway.masterKey().isPresent()) {
      return gateway.masterKey().get();
    }
    try {
      return Secret.of(Files.readString(home.resolve(MASTER_KEY)).strip());
    } catch (IOException _) {
      throw TaskRefused.failed(
          "no master key in "
              + home.toAbsolutePath().normalize()
              + " (expected: the state folder of a service that ran before, in LYSS_HOME, or"
              + " LYSS_MASTER_KEY)");
    }
  }

  /** Returns the setting of the master keys. */
  Secret masterKey() {
    return masterKey;
  }

  /** Connects to it. */
  Connection connect() throws SQLException {
    try {
      // By name: the driver's annotations are on nobody's class path.
      Class.forName("org.postgresql.Driver");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    var login = new Properties();
    login.setProperty("connectTimeout", "10");
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password.reveal());
    }
    return DriverManager.getConnection(jdbcUrl, login);
  }

  /** Stops what was started for the task. */
  @Override
  public void close() {
    try {
      held.close();
    } catch (Exception e) {
      told.println("lyss: the embedded PostgreSQL did not stop: " + e.getMessage());
    }
  }
}
