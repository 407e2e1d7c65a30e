package ai.lyss.adapter.persistence.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL a JVM on a free port, ended with it; a new database for whoever asks. Ask
 * sparingly: each is some three hundred files, which have to be deleted at the end.
 */
public final class TestDatabase {

  // The application under test has class loaders of its own, and so a second copy of this class.
  private static final String PORT = "lyss.test.postgres.port";

  private static final class Server {
    static final int RUNNING = startUnlessRunning();
  }

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** Makes an empty database. */
  public static TestDatabase empty() {
    var database = new TestDatabase("test_" + UUID.randomUUID().toString().replace("-", ""));
    new TestDatabase("postgres").execute("create database " + database.name);
    return database;
  }

  /** Makes a database and migrates it. */
  public static TestDatabase migrated() {
    var database = empty();
    database.migrate();
    return database;
  }

  /** Runs the migrations and returns how many there were to run. */
  public int migrate() {
    return Flyway.configure().dataSource(dataSource()).load().migrate().migrationsExecuted;
  }

  /** Returns a source of new connections, without a pool. */
  public DataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setUrl(url(port()));
    source.setUser(user());
    return source;
  }

  /** Returns the URL of this database at a port, which may be that of a proxy. */
  public String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** Returns the port of the server. */
  public static int port() {
    return Server.RUNNING;
  }

  /** Returns the role that owns everything. */
  public static String user() {
    return "postgres";
  }

  /** Runs one statement. */
  public void execute(String sql) {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static int startUnlessRunning() {
    var port = Integer.getInteger(PORT);
    if (port != null) {
      return port;
    }
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .start();
      System.setProperty(PORT, Integer.toString(server.getPort()));
      return server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
