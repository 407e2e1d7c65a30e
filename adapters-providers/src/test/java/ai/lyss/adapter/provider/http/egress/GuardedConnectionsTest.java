package ai.lyss.adapter.provider.http.egress;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.Protocols;
import ai.lyss.adapter.provider.TestEgress;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.TransportOptions;
import ai.lyss.adapter.provider.http.TransportTimeouts;
import ai.lyss.adapter.provider.http.content.GuardedFetch;
import ai.lyss.adapter.provider.http.probe.HttpConnectionProbe;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.domain.egress.Spellings;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing connects to where it must not, by whatever name and by whatever way out. */
@Timeout(120)
class GuardedConnectionsTest {

  private static final String ASKED = "{\"model\":\"m\",\"messages\":[]}";
  private static final String ANSWER =
      "{\"data\":[],\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},"
          + "\"finish_reason\":\"stop\"}]}";
  private static final ProviderFailure DENIED =
      new ProviderFailure.ConnectFailed("the address is not allowed");
  private static final int ROUNDS = 12;

  @TempDir Path folder;

  /** A way out of the gateway. */
  enum Way {
    RELAY,
    PROBE,
    DOCUMENT
  }

  /** What came of going out. */
  private enum Came {
    THROUGH,
    DENIED,
    NOT
  }

  /** All ways out, with one guard, at a time that can be moved. */
  private static final class Outs implements AutoCloseable {
    private final AtomicLong later = new AtomicLong();
    private final TestLoop loop;
    private final HttpConnectionProbe probe;
    private final GuardedFetch documents;

    Outs(EgressGuard guard) {
      loop =
          new TestLoop(
              TransportOptions.STANDARD,
              AnswerLimits.STANDARD,
              guard,
              () -> System.nanoTime() + later.get());
      Vertx vertx = loop.vertx();
      probe = new HttpConnectionProbe(vertx, guard, Protocols.all(), System::nanoTime);
      documents = new GuardedFetch(vertx, guard, null, "test");
    }

    /** Lets everything be forgotten that was looked up. */
    void forget() {
      pass(Duration.ofMinutes(2));
    }

    /** Lets so much time pass. */
    void pass(Duration time) {
      loop.assertNothingLeft();
      later.addAndGet(time.toNanos());
    }

    Came out(Way way, URI base) {
      return switch (way) {
        case RELAY -> relayed(base);
        case PROBE -> probed(probe.probe(Chats.provider(base), null));
        case DOCUMENT -> fetched(base);
      };
    }

    /** Goes out and expects no good answer. */
    void tried(Way way, URI base) {
      if (way == Way.RELAY) {
        assertThat(loop.finished(call(base.toString())).failure)
            .isInstanceOf(ProviderFailure.Unavailable.class);
      } else {
        assertThat(out(way, base)).isEqualTo(Came.NOT);
      }
    }

    private Came relayed(URI base) {
      var sink = loop.finished(call(base.toString(), Duration.ofNanos(later.get())));
      if (sink.failure == null) {
        return Came.THROUGH;
      }
      assertThat(sink.report.requestSent()).isFalse();
      return sink.failure.equals(DENIED) ? Came.DENIED : Came.NOT;
    }

    private static Came probed(ProbeResult result) {
      return switch (result) {
        case ProbeResult.Reached reached -> Came.THROUGH;
        case ProbeResult.Failed failed ->
            failed.type() == ProbeResult.Type.EGRESS_DENIED ? Came.DENIED : Came.NOT;
      };
    }

    private Came fetched(URI url) {
      return documents
          .document(url, "*/*", 1_000, Duration.ofSeconds(20))
          .handle(
              (bytes, failed) ->
                  failed == null
                      ? Came.THROUGH
                      : failed.getMessage().contains("does not allow") ? Came.DENIED : Came.NOT)
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  private static @Nullable URI url(String host, int port) {
    try {
      return new URI("http://" + host + ":" + port + "/v1");
    } catch (URISyntaxException noUrl) {
      return null; // cannot be saved, and goes nowhere
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void connects_by_no_spelling_of_a_forbidden_host(Way way) throws Exception {
    int tried = 0;
    try (var everywhere = new CountingServer();
        var outs = new Outs(TestEgress.allowing(Lookups.of("127.0.0.1")))) {
      for (var host : Spellings.FORBIDDEN) {
        var url = url(host, everywhere.port());
        if (url != null) {
          tried++;
          assertThat(outs.out(way, url)).as(host).isNotEqualTo(Came.THROUGH);
        }
      }
      assertThat(tried).isGreaterThanOrEqualTo(60);
      assertThat(everywhere.accepted()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void connects_to_no_name_that_leads_inside(Way way) throws Exception {
    try (var everywhere = new CountingServer();
        var outs =
            new Outs(
                TestEgress.allowing(
                    Lookups.of("127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0", "10.0.0.1")))) {
      for (int i = 0; i < 10; i++) {
        var url = URI.create("http://n" + i + ".example:" + everywhere.port() + "/v1");
        assertThat(outs.out(way, url)).isEqualTo(Came.DENIED);
      }
      assertThat(everywhere.accepted()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void connects_where_it_is_allowed_and_looks_a_name_up_once(Way way) throws Exception {
    var lookups = Lookups.rebinding(TwoServers.GOOD, TwoServers.BAD);
    try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER));
        var outs = new Outs(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");

      assertThat(outs.out(way, url)).isEqualTo(Came.THROUGH);
      assertThat(lookups.asked()).isEqualTo(1);
      assertThat(servers.good().requests().getFirst().headers())
          .containsEntry("host", "vendor.example:" + servers.port());
      outs.forget();
      assertThat(outs.out(way, url)).as("it leads elsewhere now").isNotEqualTo(Came.THROUGH);
      assertThat(servers.bad().connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void connects_to_no_name_that_changes_its_mind(Way way) throws Exception {
    var lookups = Lookups.of(TwoServers.GOOD, TwoServers.BAD);
    try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER));
        var outs = new Outs(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      var came = new ArrayList<Came>();
      for (int i = 0; i < ROUNDS; i++) {
        came.add(outs.out(way, url));
        outs.forget();
      }

      assertThat(came).containsSubsequence(Came.THROUGH, Came.DENIED, Came.THROUGH);
      assertThat(servers.bad().connections()).isZero();
      assertThat(servers.good().requests()).hasSize(ROUNDS / 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void connects_to_no_name_with_an_answer_that_is_forbidden(Way way) throws Exception {
    var lookups =
        Lookups.of(
            TwoServers.GOOD + "," + TwoServers.BAD,
            TwoServers.BAD + "," + TwoServers.GOOD,
            TwoServers.GOOD + ",::1",
            TwoServers.GOOD + "," + TwoServers.GOOD + ",::ffff:127.0.0.1");
    try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER));
        var outs = new Outs(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      for (int i = 0; i < 4; i++) {
        assertThat(outs.out(way, url)).isEqualTo(Came.DENIED);
        outs.forget();
      }

      assertThat(servers.bad().connections()).isZero();
      assertThat(servers.good().connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void follows_no_redirect(Way way) throws Exception {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER));
          var outs = new Outs(TestEgress.allowing(Lookups.of(TwoServers.GOOD), TwoServers.GOOD))) {
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
    try (var outs = new Outs(TestEgress.allowing(Lookups.of("10.11.12.13")))) {
      var provider = Chats.provider(URI.create("http://inside.example/v1"));
      var sink = new RecordingAttemptSink();
      outs.loop.open(Chats.call(provider, Chats.chat(ASKED)), sink);
      sink.await();
      var probed = outs.probe.probe(provider, null);

      assertThat(sink.failure + " " + probed).doesNotContain("10.11", "inside");
      assertThat(sink.failure.scope()).isEqualTo(new ProviderFailure.ConnectFailed("").scope());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_2", "HTTP_1_1"})
  void connects_to_the_address_and_checks_the_certificate_of_the_name(HttpVersion version)
      throws Exception {
    var good = StubCertificate.make(folder, "good", "dns:vendor.example");
    var guard = TestEgress.allowing(Lookups.of("127.0.0.1"), "127.0.0.1");
    try (var vendor = StubHttp2Vendor.start(good, List.of(version));
        var loop = secure(good, guard)) {
      vendor.always(stream -> stream.json(200, ANSWER));
      int port = vendor.baseUrl().getPort();
      var named = loop.finished(call("https://vendor.example:" + port + "/v1"));
      var other = loop.finished(call("https://other.example:" + port + "/v1"));

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
      vendor.always(stream -> stream.json(200, ANSWER));
      var base = "https://vendor.example:" + vendor.baseUrl().getPort() + "/v1";
      assertThat(loop.finished(call(base)).order()).isEqualTo("head content end");
      loop.assertNothingLeft();
      later.addAndGet(Duration.ofSeconds(30).toNanos());
      var asked = Duration.ofSeconds(40);

      assertThat(loop.finished(call(base, asked)).order())
          .as("meanwhile it is asked for again")
          .isEqualTo("head content end");
      TestLoop.until("asked again", () -> lookups.asked() >= 2);
      assertThat(loop.finished(call(base, asked)).failure).isEqualTo(DENIED);
    }
  }

  @Test
  void goes_on_with_what_it_knows_while_a_name_cannot_be_looked_up() throws Exception {
    var lookups = Lookups.rebinding(TwoServers.GOOD, "");
    try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER));
        var outs = new Outs(TestEgress.allowing(lookups, TwoServers.GOOD))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      for (int i = 0; i < 6; i++) {
        int before = lookups.asked();
        assertThat(outs.out(Way.RELAY, url)).as("round " + i).isEqualTo(Came.THROUGH);
        TestLoop.until("asked again", () -> lookups.asked() > before);
        outs.pass(Duration.ofSeconds(i % 2 == 0 ? 30 : 120));
      }
      servers.good().close();
      TestLoop.until("none is pooled", () -> outs.loop.transport().openConnections() == 0);
      assertThat(outs.out(Way.RELAY, url)).isEqualTo(Came.NOT);
      int before = lookups.asked();
      assertThat(outs.out(Way.RELAY, url)).isEqualTo(Came.NOT);
      assertThat(lookups.asked()).as("nothing is known any more").isEqualTo(before + 1);
    }
  }

  @Test
  void tries_the_next_address_when_nobody_listens_at_the_first() throws Exception {
    var lookups = Lookups.of("127.0.0.3,127.0.0.4,127.0.0.2");
    try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER))) {
      var url = URI.create("http://vendor.example:" + servers.port() + "/v1");
      for (var way : Way.values()) {
        try (var outs = new Outs(TestEgress.allowing(lookups, "127.0.0.2/31", "127.0.0.4"))) {
          assertThat(outs.out(way, url)).isEqualTo(Came.THROUGH);
          assertThat(outs.out(way, url)).isEqualTo(Came.THROUGH);
        }
      }
    }
  }

  @Test
  void tries_the_next_address_when_the_first_does_not_answer_in_its_share_of_the_time()
      throws Exception {
    var limits =
        new TransportTimeouts(Duration.ofSeconds(4), Duration.ofSeconds(20), Duration.ofSeconds(9));
    try (var servers = TwoServers.answering(StubAnswer.json(200, ANSWER));
        var full = new FullServer("127.0.0.5", servers.port());
        var loop =
            new TestLoop(
                TransportOptions.STANDARD.with(limits),
                AnswerLimits.STANDARD,
                TestEgress.allowing(Lookups.of("127.0.0.5,127.0.0.2"), "127.0.0.0/8"),
                System::nanoTime)) {
      var call = call("http://vendor.example:" + servers.port() + "/v1");

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
      var sink = loop.finished(call("http://vendor.example:" + full.port() + "/v1"));

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

  private static Call call(String base) {
    return call(base, Duration.ZERO);
  }

  private static Call call(String base, Duration later) {
    Provider provider = Chats.provider(URI.create(base));
    var chat = Chats.chat(ASKED);
    long deadline = System.nanoTime() + later.plusMinutes(1).toNanos();
    return new Call(provider, chat.outline().model(), chat, null, deadline);
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
