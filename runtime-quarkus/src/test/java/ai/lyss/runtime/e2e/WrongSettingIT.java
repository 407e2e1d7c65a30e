package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
final class WrongSettingIT {

  @TempDir Path temporary;

  private void refused(Map<String, String> settings, String... said) throws IOException {
    try (var service = ServiceProcess.start(temporary.resolve("state"), settings)) {
      assertThat(service.exit()).as(service.text()).isEqualTo(1);
      assertThat(service.output()).singleElement().asString().startsWith("lyss: ").contains(said);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LYSS_PROXY_MAX_ATTEMPTS, 0, lyss.proxy.max-attempts: 0",
    "LYSS_PROXY_IDLE_TIMEOUT, soon, lyss.proxy.idle-timeout: soon",
    "LYSS_STORE, elsewhere, lyss.store: elsewhere",
    "LYSS_SHARED_STATE, memcached, lyss.shared-state: memcached",
    "LYSS_SHARED_STATE, redis, quarkus.redis.hosts: not set",
    "LYSS_MASTER_KEY, c2hvcnQ=, lyss.master-key: (hidden)",
    "LYSS_BOOTSTRAP_ADMIN_KEY, sk-lyss-123, lyss.bootstrap.admin-key: (hidden)",
    "QUARKUS_HTTP_PORT, http, quarkus.http.port: http",
    "QUARKUS_SHUTDOWN_TIMEOUT, soon, quarkus.shutdown.timeout: soon",
    "LYSS_PROXY_TRUST_CERTIFICATES, /no/such.pem, lyss.proxy.trust-certificates: /no/such.pem",
    "QUARKUS_REDIS_HOSTS, 127.0.0.1:6379, quarkus.redis.hosts: (hidden)",
  })
  void stops_the_start_with_one_line(String name, String value, String said) throws IOException {
    refused(Map.of(name, value), said, "expected: ");
  }

  @Test
  void an_external_store_without_a_master_key_stops_the_start() throws IOException {
    refused(
        Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/lyss"),
        "lyss.master-key: not set",
        "LYSS_MASTER_KEY");
  }

  @Test
  void an_external_store_without_its_url_stops_the_start() throws IOException {
    refused(Map.of("LYSS_STORE", "external"), "QUARKUS_DATASOURCE_JDBC_URL");
  }

  @Test
  void the_file_in_the_working_folder_is_read() throws IOException {
    Files.createDirectories(temporary.resolve("config"));
    Files.writeString(
        temporary.resolve("config/application.yaml"), "lyss:\n  proxy:\n    max-attempts: none\n");

    refused(Map.of(), "lyss.proxy.max-attempts: none");
  }

  @Test
  void a_name_that_does_not_exist_in_the_file_stops_the_start() throws IOException {
    Files.createDirectories(temporary.resolve("config"));
    Files.writeString(
        temporary.resolve("config/application.yaml"), "lyss:\n  proxi:\n    max-attempts: 3\n");

    refused(Map.of(), "lyss.proxi.max-attempts: no such setting");
  }
}
