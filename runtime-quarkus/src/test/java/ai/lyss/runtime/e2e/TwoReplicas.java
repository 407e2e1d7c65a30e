package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two processes that share a PostgreSQL, and nothing else. */
final class TwoReplicas implements AutoCloseable {

  private static final String PASSWORD = "secret0of0the0store";
  private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final Path temporary;
  private final StateFolder folder;
  private final EmbeddedStore postgres;
  private final Replica one;
  private Replica other;

  private record Replica(ServiceProcess process, AdminClient client) {

    void close() {
      client.close();
      process.close();
    }
  }

  private TwoReplicas(Path temporary) throws StartRefused, IOException {
    this.temporary = temporary;
    this.folder = StateFolder.open(temporary.resolve("elsewhere"));
    this.postgres = EmbeddedStore.start(folder, () -> PASSWORD);
    this.one = replica("one");
    this.other = replica("other");
  }

  static TwoReplicas start(Path temporary) throws StartRefused, IOException {
    return new TwoReplicas(temporary);
  }

  private Replica replica(String name) throws IOException {
    var settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            postgres.login().jdbcUrl(),
            "QUARKUS_DATASOURCE_USERNAME",
            postgres.login().user(),
            "QUARKUS_DATASOURCE_PASSWORD",
            PASSWORD,
            "LYSS_MASTER_KEY",
            MASTER_KEY,
            "LYSS_BOOTSTRAP_ADMIN_KEY",
            AdminClient.FIRST_KEY,
            "LYSS_BOOTSTRAP_PROVIDERS",
            "true");
    var process = ServiceProcess.ready(temporary.resolve(name), settings);
    var client = new AdminClient(process.base());
    client.read("/api/v1/keys"); // the first call of all takes longer than any other
    return new Replica(process, client);
  }

  /** The one that changes are made on. */
  AdminClient one() {
    return one.client();
  }

  /** The one that has to hear of them. */
  AdminClient other() {
    return other.client();
  }

  /** Stops the other, does something meanwhile, and starts it again. */
  void restartOther(Runnable meanwhile) throws IOException {
    other.close();
    meanwhile.run();
    other = replica("other");
  }

  /** Does something on the one, as its administrator. */
  void done(int status, String verb, String path, @Nullable String body) {
    var answer = one().send(verb, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  /** Returns the status that the other answers to a key. */
  int as(String key, String path) {
    return other().sendAs(key, "GET", path, null).statusCode();
  }

  /** Ends the connections on which they hear of changes, and returns how many these were. */
  int cutNotices() throws SQLException {
    try (var connection = database();
        var statement = connection.createStatement();
        var cut =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where application_name = 'lyss configuration changes'")) {
      cut.next();
      return cut.getInt(1);
    }
  }

  Connection database() throws SQLException {
    return DriverManager.getConnection(
        postgres.login().jdbcUrl(), postgres.login().user(), PASSWORD);
  }

  @Override
  public void close() throws IOException {
    other.close();
    one.close();
    postgres.close();
    folder.close();
  }
}
