package ai.lyss.runtime.embedded;

import ai.lyss.domain.access.Secret;
import ai.lyss.runtime.config.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A PostgreSQL of the process's own in its state folder: on the loopback address, behind a
 * password, with every commit on the disk. Its data outlives the process however that ends.
 */
public final class EmbeddedStore implements AutoCloseable {

  private static final String ROLE = "lyss";
  private static final String PASSWORD = "database.password";
  private static final String DATA = "postgres/data";

  private final PostgresServer server;
  private final Login login;
  private boolean stopped;

  private EmbeddedStore(PostgresServer server, Login login) {
    this.server = server;
    this.login = login;
  }

  /**
   * How to log in. Printing it shows no password.
   *
   * @param jdbcUrl where it is, for JDBC
   * @param user the role that owns its database; it is no superuser
   * @param password the role's password
   */
  public record Login(String jdbcUrl, String user, Secret password) {

    static Login at(int port, String password) {
      return new Login(
          "jdbc:postgresql://127.0.0.1:" + port + "/" + ROLE, ROLE, Secret.of(password));
    }
  }

  /** Tells whether a state folder holds one that was made whole. */
  public static boolean isIn(Path folder) {
    return Files.isDirectory(folder.resolve(DATA)) && Files.isRegularFile(folder.resolve(PASSWORD));
  }

  /**
   * Returns how to log in to the one that another process runs in a state folder; empty when none
   * runs there.
   *
   * @throws StartRefused when the folder cannot be read
   */
  public static Optional<Login> running(Path folder) throws StartRefused {
    try {
      var port = new PostmasterFile(folder.toRealPath().resolve(DATA)).port();
      return port.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Login.at(port.getAsInt(), Files.readString(folder.resolve(PASSWORD)).strip()));
    } catch (IOException e) {
      throw new StartRefused("lyss.home: " + folder + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * Starts it, made now if it never ran in this folder.
   *
   * @param newPassword makes the password, letters and digits only, the first time
   * @throws StartRefused when it does not come up
   */
  public static EmbeddedStore start(StateFolder folder, Supplier<String> newPassword)
      throws StartRefused {
    var password = folder.secret(PASSWORD, newPassword);
    var home = home(folder);
    var programs = PostgresPrograms.in(home);
    var server = new PostgresServer(new Commands(ownerIsRoot(home), home), programs, home);
    server.prepare(folder.path().resolve(PASSWORD), ROLE);
    int port = server.start();
    makeRoles(server, port, password);
    return new EmbeddedStore(server, Login.at(port, password));
  }

  private static void makeRoles(PostgresServer server, int port, String password)
      throws StartRefused {
    try {
      // By name: the driver's annotations are on nobody's class path.
      Class.forName("org.postgresql.Driver");
      DatabaseRoles.make(port, password, ROLE);
    } catch (SQLException e) {
      stop(server, e);
      throw new StartRefused("embedded PostgreSQL: its roles cannot be made: " + e.getMessage());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(PostgresServer server, SQLException reason) {
    try {
      server.stop();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static Path home(StateFolder folder) throws StartRefused {
    var home = folder.path().resolve("postgres");
    try {
      Files.createDirectories(home);
      return Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new StartRefused("lyss.home: " + home + " cannot be made: " + e.getMessage());
    }
  }

  private static boolean ownerIsRoot(Path home) throws StartRefused {
    try {
      return Files.getAttribute(home, "unix:uid") instanceof Integer uid && uid == 0;
    } catch (IOException e) {
      throw new StartRefused("lyss.home: " + home + " cannot be read: " + e.getMessage());
    }
  }

  /** Returns how to log in. */
  public Login login() {
    return login;
  }

  /** Stops it; a second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    if (!stopped) {
      stopped = true;
      server.stop();
    }
  }
}
