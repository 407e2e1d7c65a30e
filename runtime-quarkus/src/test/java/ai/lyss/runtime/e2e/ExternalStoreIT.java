package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
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
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl());
    settings.put("QUARKUS_DATASOURCE_USERNAME", postgres.user());
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
