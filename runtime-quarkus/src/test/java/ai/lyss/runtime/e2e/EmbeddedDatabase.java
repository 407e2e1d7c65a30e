package ai.lyss.runtime.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The way into the database that a service under test has started for itself. */
public final class EmbeddedDatabase {

  private EmbeddedDatabase() {}

  /** Returns a connection as the role that owns the tables. */
  public static Connection of(ServiceProcess service) throws SQLException, IOException {
    var lines = Files.readAllLines(service.home().resolve("postgres/data/postmaster.pid"));
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + lines.get(3) + "/lyss",
        "postgres",
        Files.readString(service.home().resolve("database.password")).strip());
  }

  /** Executes statements, one after the other. */
  public static void execute(ServiceProcess service, String... statements) {
    try (var connection = of(service);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("database of the service under test", e);
    }
  }
}
