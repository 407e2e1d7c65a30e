package ai.lyss.adapter.provider.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.TestEgress;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.TransportOptions;
import ai.lyss.adapter.provider.http.TransportTimeouts;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections lead to the addresses that were checked, whichever of them answers. */
@Timeout(120)
class GuardedAddressesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
  void connects_to_the_address_and_checks_the_certificate_of_the_name(HttpVersion version)
      throws Exception {
    var good = StubCertificate.make(folder, "good", "dns:vendor.example");
    var guard = TestEgress.allowing(Lookups.of("127.0.0.1"), "127.0.0.1");
    try (var vendor = StubHttp2Vendor.start(good, List.of(version));
        var loop = secure(good, guard)) {
      vendor.always(stream -> stream.json(200, WaysOut.ANSWER));
      int port = vendor.baseUrl().getPort();
      var named = loop.finished(WaysOut.call("https://vendor.example:" + port + "/v1"));
      var other = loop.finished(WaysOut.call("https://other.example:" + port + "/v1"));

      assertThat(named.order()).isEqualTo("head content end");
      assertThat(vendor.streams()).hasSize(1);
      assertThat(vendor.streams().getFirst().version()).isEqualTo(version);
      assertThat(other.failure)
          .isEqualTo(new ProviderFailure.ConnectFailed("the TLS handshake failed"));
    }
  }

  @Test
  void uses_a_shared_connection_no_more_once_its_name_leads_inside() throws Exception {
    var good = StubCertificate.make(folder, "good", "dns:vendor.example");
    var lookups = Lookups.rebinding("127.0.0.1", "127.0.0.3");
    var later = new AtomicLong();
    var options = TransportOptions.STANDARD.trusting(good.trust());
    try (var vendor = StubHttp2Vendor.start(good);
        var loop =
            new TestLoop(
                options,
                AnswerLimits.STANDARD,
                TestEgress.allowing(lookups, "127.0.0.1"),
                () -> System.nanoTime() + later.get())) {
      vendor.always(stream -> stream.json(200, WaysOut.ANSWER));
      var base = "https://vendor.example:" + vendor.baseUrl().getPort() + "/v1";
      assertThat(loop.finished(WaysOut.call(base)).order()).isEqualTo("head content end");
      loop.assertNothingLeft();
      later.addAndGet(Duration.ofSeconds(30).toNanos());
      var asked = Duration.ofSeconds(40);

      assertThat(loop.finished(WaysOut.call(base, asked)).order())
          .as("meanwhile it is asked for again")
          .isEqualTo("head content end");
      TestLoop.until("asked again", () -> lookups.asked() >= 2);
      assertThat(loop.finished(WaysOut.call(base, asked)).failure).isEqualTo(WaysOut.DENIED);
    }
  }

  @Test
  void goes_on_with_what_it_knows_while_a_name_cannot_be_looked_up() throws Exception {
    var lookups = Lookups.rebinding(TwoServers.GOOD, "");
    try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER));
        var outs = new WaysOut(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      for (int i = 0; i < 6; i++) {
        int before = lookups.asked();
        assertThat(outs.out(WaysOut.Way.RELAY, url))
            .as("round " + i)
            .isEqualTo(WaysOut.Came.THROUGH);
        TestLoop.until("asked again", () -> lookups.asked() > before);
        outs.pass(Duration.ofSeconds(i % 2 == 0 ? 30 : 120));
      }
      servers.good().close();
      TestLoop.until("none is pooled", () -> outs.loop.transport().openConnections() == 0);
      assertThat(outs.out(WaysOut.Way.RELAY, url)).isEqualTo(WaysOut.Came.NOT);
      int before = lookups.asked();
      assertThat(outs.out(WaysOut.Way.RELAY, url)).isEqualTo(WaysOut.Came.NOT);
      assertThat(lookups.asked()).as("nothing is known any more").isEqualTo(before + 1);
    }
  }

  @Test
  void tries_the_next_address_when_nobody_listens_at_the_first() throws Exception {
    var lookups = Lookups.of("127.0.0.3,127.0.0.4,127.0.0.2");
    try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      for (var way : WaysOut.Way.values()) {
        try (var outs = new WaysOut(TestEgress.allowing(lookups, "127.0.0.2/31", "127.0.0.4"))) {
          assertThat(outs.out(way, url)).isEqualTo(WaysOut.Came.THROUGH);
          assertThat(outs.out(way, url)).isEqualTo(WaysOut.Came.THROUGH);
        }
      }
    }
  }

  @Test
  void tries_the_next_address_when_the_first_does_not_answer_in_its_share_of_the_time()
      throws Exception {
    var limits =
        new TransportTimeouts(Duration.ofSeconds(4), Duration.ofSeconds(20), Duration.ofSeconds(9));
    try (var servers = TwoServers.answering(StubAnswer.json(200, WaysOut.ANSWER));
        var full = new FullServer("127.0.0.5", servers.port());
        var loop =
            new TestLoop(
                TransportOptions.STANDARD.with(limits),
                AnswerLimits.STANDARD,
                TestEgress.allowing(Lookups.of("127.0.0.5,127.0.0.2"), "127.0.0.0/8"),
                System::nanoTime)) {
      var call = WaysOut.call("http://vendor.example:" + servers.port() + "/v1");

      assertThat(loop.finished(call).order()).isEqualTo("head content end");
      long start = System.nanoTime();
      assertThat(loop.finished(call).order()).isEqualTo("head content end");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("it begins with the one that answered")
          .isLessThan(Duration.ofMillis(1_500));
      assertThat(full.port()).isEqualTo(servers.port());
    }
  }

  @Test
  void takes_no_longer_for_several_dead_addresses_than_for_one() throws Exception {
    var limits =
        new TransportTimeouts(
            Duration.ofMillis(600), Duration.ofSeconds(20), Duration.ofSeconds(9));
    try (var full = new FullServer("127.0.0.5", 0);
        var loop =
            new TestLoop(
                TransportOptions.STANDARD.with(limits),
                AnswerLimits.STANDARD,
                TestEgress.allowing(Lookups.of("127.0.0.5,127.0.0.5,127.0.0.5"), "127.0.0.5"),
                System::nanoTime)) {
      long start = System.nanoTime();
      var sink = loop.finished(WaysOut.call("http://vendor.example:" + full.port() + "/v1"));

      assertThat(sink.failure).isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.CONNECT));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(550), Duration.ofSeconds(3));
    }
  }

  private TestLoop secure(StubCertificate trusted, EgressGuard guard) {
    var patient = Duration.ofSeconds(30);
    return new TestLoop(
        TransportOptions.STANDARD
            .with(new TransportTimeouts(patient, patient, patient))
            .trusting(trusted.trust()),
        AnswerLimits.STANDARD,
        guard,
        System::nanoTime);
  }

  /** Has no room for another connection: who asks for one hears nothing. */
  private static final class FullServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<SocketChannel> waiting = new ArrayList<>();

    FullServer(String address, int port) throws IOException {
      socket = new ServerSocket(port, 1, InetAddress.getByName(address));
      for (int i = 0; i < 8; i++) {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(socket.getLocalSocketAddress());
        waiting.add(channel);
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (var each : waiting) {
        each.close();
      }
      socket.close();
    }
  }
}
