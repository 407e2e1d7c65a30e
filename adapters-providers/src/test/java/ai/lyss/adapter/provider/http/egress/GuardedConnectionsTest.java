package ai.lyss.adapter.provider.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestEgress;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.domain.egress.Spellings;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing connects to where it must not, by whatever name and by whatever way out. */
@Timeout(120)
class GuardedConnectionsTest {

  private static final int ROUNDS = 12;

  private static @Nullable URI url(String host, int port) {
    try {
      return new URI("http://" + host + ":" + port + "/v1");
    } catch (URISyntaxException noUrl) {
      return null; // cannot be saved, and goes nowhere
    }
  }

  @ParameterizedTest
  @EnumSource(WaysOut.Way.class)
  void connects_by_no_spelling_of_a_forbidden_host(WaysOut.Way way) throws Exception {
    int tried = 0;
    try (var everywhere = new CountingServer();
        var outs = new WaysOut(TestEgress.allowing(Lookups.of("127.0.0.1")))) {
      for (var host : Spellings.FORBIDDEN) {
        var url = url(host, everywhere.port());
        if (url != null) {
          tried++;
          assertThat(outs.out(way, url)).as(host).isNotEqualTo(WaysOut.Came.THROUGH);
        }
      }
      assertThat(tried).isGreaterThanOrEqualTo(60);
      assertThat(everywhere.accepted()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(WaysOut.Way.class)
  void connects_to_no_name_that_leads_inside(WaysOut.Way way) throws Exception {
    try (var everywhere = new CountingServer();
        var outs =
            new WaysOut(
                TestEgress.allowing(
                    Lookups.of("127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0", "10.0.0.1")))) {
      for (int i = 0; i < 10; i++) {
        var url = URI.create("http://n" + i + ".example:" + everywhere.port() + "/v1");
        assertThat(outs.out(way, url)).isEqualTo(WaysOut.Came.DENIED);
      }
      assertThat(everywhere.accepted()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(WaysOut.Way.class)
  void connects_where_it_is_allowed_and_looks_a_name_up_once(WaysOut.Way way) throws Exception {
    var lookups = Lookups.rebinding(TwoServers.GOOD, TwoServers.BAD);
    try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER));
        var outs = new WaysOut(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");

      assertThat(outs.out(way, url)).isEqualTo(WaysOut.Came.THROUGH);
      assertThat(lookups.asked()).isEqualTo(1);
      assertThat(servers.good().requests().getFirst().headers())
          .containsEntry("host", "vendor.example:" + servers.port());
      outs.forget();
      assertThat(outs.out(way, url))
          .as("it leads elsewhere now")
          .isNotEqualTo(WaysOut.Came.THROUGH);
      assertThat(servers.bad().connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(WaysOut.Way.class)
  void connects_to_no_name_that_changes_its_mind(WaysOut.Way way) throws Exception {
    var lookups = Lookups.of(TwoServers.GOOD, TwoServers.BAD);
    try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER));
        var outs = new WaysOut(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      var came = new ArrayList<WaysOut.Came>();
      for (int i = 0; i < ROUNDS; i++) {
        came.add(outs.out(way, url));
        outs.forget();
      }

      assertThat(came)
          .containsSubsequence(WaysOut.Came.THROUGH, WaysOut.Came.DENIED, WaysOut.Came.THROUGH);
      assertThat(servers.bad().connections()).isZero();
      assertThat(servers.good().requests()).hasSize(ROUNDS / 2);
    }
  }

  @ParameterizedTest
  @EnumSource(WaysOut.Way.class)
  void connects_to_no_name_with_an_answer_that_is_forbidden(WaysOut.Way way) throws Exception {
    var lookups =
        Lookups.of(
            TwoServers.GOOD + "," + TwoServers.BAD,
            TwoServers.BAD + "," + TwoServers.GOOD,
            TwoServers.GOOD + ",::1",
            TwoServers.GOOD + "," + TwoServers.GOOD + ",::ffff:127.0.0.1");
    try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER));
        var outs = new WaysOut(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      for (int i = 0; i < 4; i++) {
        assertThat(outs.out(way, url)).isEqualTo(WaysOut.Came.DENIED);
        outs.forget();
      }

      assertThat(servers.bad().connections()).isZero();
      assertThat(servers.good().connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(WaysOut.Way.class)
  void follows_no_redirect(WaysOut.Way way) throws Exception {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER));
          var outs =
              new WaysOut(TestEgress.allowing(Lookups.of(TwoServers.GOOD), TwoServers.GOOD))) {
        servers
            .good()
            .next(
                StubAnswer.json(status, "{}")
                    .header("location", "http://127.0.0.1:" + servers.port() + "/v1"));
        outs.tried(way, URI.create("http://127.0.0.2:" + servers.port() + "/v1"));

        assertThat(servers.bad().connections()).isZero();
        assertThat(servers.good().requests()).hasSize(1);
      }
    }
  }

  @Test
  void tells_nobody_which_address_was_refused() throws Exception {
    try (var outs = new WaysOut(TestEgress.allowing(Lookups.of("10.11.12.13")))) {
      var provider = Chats.provider(URI.create("http://inside.example/v1"));
      var sink = new RecordingAttemptSink();
      outs.loop.open(Chats.call(provider, Chats.chat(WaysOut.ASKED)), sink);
      sink.await();
      var probed = outs.probe.probe(provider, null);

      assertThat(sink.failure + " " + probed).doesNotContain("10.11", "inside");
      assertThat(sink.failure.scope()).isEqualTo(new ProviderFailure.ConnectFailed("").scope());
    }
  }

  /** Listens at every address of this machine and counts who comes. */
  private static final class CountingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 512);
    private final AtomicInteger accepted = new AtomicInteger();

    CountingServer() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (!socket.isClosed()) {
        try (var each = socket.accept()) {
          accepted.incrementAndGet();
        } catch (IOException closed) {
          return;
        }
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    int accepted() {
      return accepted.get();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
