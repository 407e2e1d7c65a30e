package ai.lyss.runtime.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The roles of row-level security, made by the superuser for an owner who may not make any. The
 * migrations find them and give them their rights.
 */
final class DatabaseRoles {

  private static final List<String> PARTS = List.of("app", "relay", "platform");

  private DatabaseRoles() {}

  /**
   * Makes the roles of the database that has its owner's name, as far as they are not there, and
   * lets the owner step down to them.
   *
   * @param port where the server listens on loopback
   * @param password that of the superuser {@code postgres}
   */
  static void make(int port, String password, String owner) throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=10";
    try (var connection = DriverManager.getConnection(url, "postgres", password);
        var statement = connection.createStatement()) {
      for (var part : PARTS) {
        statement.execute(made(part, owner));
      }
    }
  }

  private static String made(String part, String owner) {
    return """
    do $$
    begin
      if not exists (select from pg_roles where rolname = 'lyss_%1$s_%2$s') then
        create role lyss_%1$s_%2$s nologin;
        grant lyss_%1$s_%2$s to %2$s with inherit false, set true;
      end if;
    end
    $$"""
        .formatted(part, owner);
  }
}
