package ai.lyss.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.runtime.config.StartRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExternalStoreTest {

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(told, true, StandardCharsets.UTF_8);

  private static int deadPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void is_waited_for_as_long_as_was_said_and_no_longer() throws IOException {
    var port = deadPort();
    var store =
        new ExternalStore(
            "jdbc:postgresql://someone:hush@127.0.0.1:" + port + "/lyss?password=hush2", "u", "p3");
    var begun = System.nanoTime();

    assertThatThrownBy(() -> store.await(Duration.ofSeconds(2), System::nanoTime, terminal))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("quarkus.datasource.jdbc.url")
        .hasMessageContaining("127.0.0.1:" + port + "/lyss")
        .hasMessageContaining("lyss.store.wait=2s")
        .hasMessageNotContaining("hush");

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("waiting up to 2s for PostgreSQL at 127.0.0.1:" + port + "/lyss")
        .doesNotContain("hush");
  }

  @Test
  void is_refused_at_once_when_it_is_no_postgresql() {
    var store = new ExternalStore("jdbc:mysql://127.0.0.1/lyss", null, null);

    assertThatThrownBy(() -> store.await(Duration.ofMinutes(1), System::nanoTime, terminal))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("jdbc:postgresql://");
  }
}
