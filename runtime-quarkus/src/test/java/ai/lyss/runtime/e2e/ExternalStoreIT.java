package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.docs.Page;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class ExternalStoreIT {

  private static final String PASSWORD = "secret0of0the0store";
  private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path temporary;
  private StateFolder folder;
  private EmbeddedStore postgres;

  @BeforeEach
  void start_a_postgresql_elsewhere() throws StartRefused {
    folder = StateFolder.open(temporary.resolve("elsewhere"));
    postgres = EmbeddedStore.start(folder, () -> PASSWORD);
  }

  @AfterEach
  void stop_it() throws IOException {
    postgres.close();
    folder.close();
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.login().jdbcUrl());
    settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.login().user());
    settings.put("QUARKUS_DATASOURCE_PASSWORD", PASSWORD);
    settings.put("LYSS_MASTER_KEY", MASTER_KEY);
    return settings;
  }

  @Test
  void serves_from_a_postgresql_that_runs_elsewhere_and_leaves_it_running() throws IOException {
    try (var service = ServiceProcess.ready(temporary.resolve("state"), settings())) {
      assertThat(service.databases()).isEmpty();
      assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(service.stop()).isZero();
    }
    try (var again = ServiceProcess.ready(temporary.resolve("state"), settings())) {
      assertThat(again.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void is_not_ready_while_its_postgresql_is_away() throws IOException {
    try (var service = ServiceProcess.ready(temporary.resolve("state"), settings())) {
      postgres.close();

      assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(503);
      assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(service.stop()).isZero();
    }
  }

  @Test
  void says_which_roles_an_operator_has_to_make_and_runs_with_them()
      throws IOException, SQLException {
    // An ordinary login and its database, as somebody else's PostgreSQL would have them.
    superuser("drop database lyss");
    superuser("drop role lyss_app_lyss, lyss_relay_lyss, lyss_platform_lyss");
    superuser("create database lyss owner lyss");

    try (var refused = ServiceProcess.start(temporary.resolve("state"), settings())) {
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.text())
          .contains("an operator runs, once: create role lyss_app_lyss nologin")
          .contains("grant lyss_platform_lyss to lyss with inherit false, set true");
    }

    superuser(Page.of("docs/operations.md").examples().get("roles"));
    try (var service = ServiceProcess.ready(temporary.resolve("state"), settings())) {
      assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(service.stop()).isZero();
    }
    servesWithALoginThatOwnsNothing();
  }

  private void servesWithALoginThatOwnsNothing() throws IOException, SQLException {
    superuser("create role server login password '" + PASSWORD + "'");
    superuser(
        "grant lyss_app_lyss, lyss_relay_lyss, lyss_platform_lyss to server"
            + " with inherit false, set true");
    var settings = settings();
    settings.put("QUARKUS_DATASOURCE_USERNAME", "server");
    settings.put("QUARKUS_FLYWAY_USERNAME", "lyss");
    settings.put("QUARKUS_FLYWAY_PASSWORD", PASSWORD);
    try (var service = ServiceProcess.ready(temporary.resolve("state"), settings)) {
      assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(service.stop()).isZero();
    }
  }

  private void superuser(String sql) throws SQLException {
    var url = postgres.login().jdbcUrl().replaceFirst("/lyss$", "/postgres");
    try (var connection = DriverManager.getConnection(url, "postgres", PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void says_in_one_line_that_the_password_is_wrong() throws IOException {
    var wrong = settings();
    wrong.put("QUARKUS_DATASOURCE_PASSWORD", "not0the0password");
    try (var service = ServiceProcess.start(temporary.resolve("state"), wrong)) {
      assertThat(service.exit()).isEqualTo(1);
      assertThat(service.output())
          .singleElement()
          .asString()
          .contains("quarkus.datasource.jdbc.url", "password authentication failed")
          .doesNotContain("not0the0password");
    }
  }
}
