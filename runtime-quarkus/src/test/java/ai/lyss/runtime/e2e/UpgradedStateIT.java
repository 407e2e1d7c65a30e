package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.config.StartRefused;
import ai.lyss.runtime.embedded.EmbeddedStore;
import ai.lyss.runtime.embedded.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A state folder of a release that had no row-level security, in this one. */
@Timeout(180)
final class UpgradedStateIT {

  private static final String PASSWORD = "secret0of0the0store";
  private static final String KEPT = "00000000-0000-7000-8000-000000000001";

  @TempDir Path temporary;

  @Test
  void keeps_what_is_in_it_and_shows_it_to_its_tenant_alone()
      throws IOException, SQLException, StartRefused {
    var home = temporary.resolve("state");
    fill(home);

    var settings = Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", AdminClient.FIRST_KEY);
    try (var service = ServiceProcess.ready(home, settings);
        var admin = new AdminClient(service.base())) {
      assertThat(admin.read("/api/v1/providers", "x-lyss-tenant", KEPT).encode())
          .contains("\"kept\"");
      assertThat(admin.read("/api/v1/providers").encode()).doesNotContain("\"kept\"");
      assertThat(service.stop()).isZero();
    }
  }

  /** Makes the folder as it was before there were roles. */
  private static void fill(Path home) throws IOException, SQLException, StartRefused {
    try (var folder = StateFolder.open(home);
        var postgres = EmbeddedStore.start(folder, () -> PASSWORD)) {
      execute(
          postgres.login().jdbcUrl(),
          "drop role lyss_app_lyss, lyss_relay_lyss, lyss_platform_lyss");
      Flyway.configure()
          .dataSource(postgres.login().jdbcUrl(), postgres.login().user(), PASSWORD)
          .target("4")
          .load()
          .migrate();
      execute(
          postgres.login().jdbcUrl(),
          """
          insert into tenants (id, name, created_at, updated_at)
            values ('%1$s', 'kept', now(), now());
          insert into providers (tenant_id, id, name, vendor, created_at, updated_at)
            values ('%1$s', '%1$s', 'kept', 'simulator', now(), now());
          """
              .formatted(KEPT));
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url, "postgres", PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
