package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
final class StartAndStopIT {

  @TempDir Path temporary;

  private Path home() {
    return temporary.resolve("with space").resolve("state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void ends_with_0_on_a_signal_and_its_database_with_it(String signal) throws IOException {
    Files.createDirectories(home().getParent());
    try (var service = ServiceProcess.ready(home())) {
      assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(service.databases()).hasSize(1);

      service.signal(signal);

      assertThat(service.exit()).as(service.text()).isZero();
      assertThat(service.databases()).isEmpty();
      assertThat(service.text()).contains("stopped: relays are over").doesNotContain("Exception");
    }
  }

  @Test
  void tells_where_it_is_and_nothing_after() throws IOException {
    Files.createDirectories(home().getParent());
    try (var service = ServiceProcess.ready(home())) {
      var base = service.base();

      assertThat(base.getHost()).isEqualTo("localhost");
      assertThat(service.output())
          .contains(
              "lyss ready url=" + base + " console=" + base + "/console",
              "  Base URL    " + base + "/v1");
    }
  }

  @Test
  void keeps_its_state_to_its_owner() throws IOException {
    Files.createDirectories(home().getParent());
    try (var _ = ServiceProcess.ready(home())) {
      assertThat(Files.getPosixFilePermissions(home()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(home().resolve("master.key")).exists();
      for (var secret : new String[] {"master.key", "database.password", "admin.key"}) {
        assertThat(Files.getPosixFilePermissions(home().resolve(secret)))
            .as(secret)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  @Test
  void refuses_a_folder_that_another_process_has() throws IOException {
    Files.createDirectories(home().getParent());
    try (var first = ServiceProcess.ready(home());
        var second = ServiceProcess.start(home(), Map.of())) {
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.output())
          .singleElement()
          .asString()
          .startsWith("lyss: lyss.home: ")
          .contains("in use by another lyss process");
      assertThat(first.get("/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refuses_a_port_that_is_taken_in_one_line() throws IOException {
    Files.createDirectories(home().getParent());
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = String.valueOf(taken.getLocalPort());
      try (var service =
          ServiceProcess.start(
              home(), Map.of("QUARKUS_HTTP_PORT", port, "QUARKUS_HTTP_HOST", "127.0.0.1"))) {
        assertThat(service.exit()).isEqualTo(1);
        assertThat(service.output())
            .filteredOn(line -> line.startsWith("lyss: "))
            .singleElement()
            .asString()
            .contains("quarkus.http.port: " + port);
        assertThat(service.text()).doesNotContain("\tat ");
        assertThat(service.databases()).isEmpty();
      }
    }
  }
}
