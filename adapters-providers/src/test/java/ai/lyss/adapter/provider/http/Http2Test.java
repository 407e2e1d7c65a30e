package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.adapter.provider.stub.StubStream;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.RecordingAttemptSink;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How calls share connections of HTTP/2. */
@Timeout(60)
class Http2Test {

  @TempDir static Path folder;
  private static StubCertificate certificate;

  private Http2Bench bench;
  private StubHttp2Vendor vendor;
  private TestLoop loop;

  @BeforeAll
  static void certify() {
    certificate = StubCertificate.make(folder, "vendor", "ip:127.0.0.1");
  }

  @BeforeEach
  void start() {
    bench = new Http2Bench(certificate);
    vendor = bench.vendor;
    loop = bench.loop;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void shares_one_connection_among_requests_even_those_that_find_none() {
    var sinks = bench.open(80);
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks).extracting(RecordingAttemptSink::order).containsOnly("head content end");
    assertThat(vendor.streams()).extracting(StubStream::version).containsOnly(HttpVersion.HTTP_2);
    assertThat(vendor.connections()).isEqualTo(1);
    assertThat(loop.transport().openConnections()).isEqualTo(1);
  }

  @Test
  void sends_its_own_headers_and_the_body() {
    loop.finished(bench.call());

    var asked = vendor.streams().getFirst();
    assertThat(asked.text()).endsWith("\"model\":\"m\",\"stream\":true}");
    assertThat(asked.header("authorization")).isEqualTo("Bearer " + Chats.KEY);
    assertThat(asked.header("host")).isNull();
    assertThat(asked.header("connection")).isNull();
  }

  @Test
  void takes_http_1_where_the_vendor_offers_nothing_else() {
    try (var old = StubHttp2Vendor.start(certificate, List.of(HttpVersion.HTTP_1_1))) {
      old.always(stream -> stream.events(Http2Bench.TEXT, Http2Bench.DONE));
      var call = Chats.call(Chats.provider(old.baseUrl()), Chats.chat(Http2Bench.STREAMED));
      var sinks = new ArrayList<RecordingAttemptSink>();
      for (int i = 0; i < 40; i++) {
        var sink = new RecordingAttemptSink();
        loop.open(call, sink);
        sinks.add(sink);
      }
      sinks.forEach(RecordingAttemptSink::await);

      assertThat(sinks)
          .extracting(RecordingAttemptSink::order)
          .allMatch(order -> order.matches("head( content)+ end"));
      assertThat(old.streams()).extracting(StubStream::version).containsOnly(HttpVersion.HTTP_1_1);
    }
  }

  @Test
  void takes_http_1_where_it_is_told_to() {
    var only =
        new TransportOptions(
            TransportTimeouts.STANDARD,
            8,
            Duration.ofSeconds(30),
            TransportOptions.Protocols.HTTP_1,
            null);
    try (var plain = bench.loop(only)) {
      assertThat(plain.finished(bench.call()).order()).endsWith("end");
      assertThat(vendor.streams().getFirst().version()).isEqualTo(HttpVersion.HTTP_1_1);
    }
  }

  @Test
  void opens_another_connection_when_one_is_full() {
    vendor.always(StubStream::begin);
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < 150; i++) {
      attempts.add(loop.open(bench.call(), new RecordingAttemptSink()));
    }
    bench.untilAsked(150);

    assertThat(vendor.streams())
        .filteredOn(stream -> stream.connection() == 1)
        .hasSize(HttpClients.STREAMS_PER_CONNECTION);
    assertThat(loop.transport().openConnections()).isEqualTo(2);
    attempts.forEach(attempt -> loop.get(attempt::cancel));
    loop.assertNothingLeft();
    vendor.streams().forEach(StubStream::awaitHangUp);
    TestLoop.until(
        "the one with 100 resets is closed", () -> loop.transport().openConnections() == 1);
  }

  @Test
  void gives_places_back_that_nobody_wants_any_more() {
    loop.finished(bench.call());
    vendor.always(StubStream::begin);
    for (int i = 0; i < 3 * HttpClients.STREAMS_PER_CONNECTION; i++) {
      loop.run(() -> loop.calls().open(bench.call(), new RecordingAttemptSink()).cancel());
    }
    loop.get(() -> true);
    vendor.always(stream -> stream.events(Http2Bench.TEXT, Http2Bench.DONE));
    int before = vendor.streams().size();
    var sinks = bench.open(HttpClients.STREAMS_PER_CONNECTION);
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks).extracting(RecordingAttemptSink::order).containsOnly("head content end");
    assertThat(vendor.streams().size() - before).isGreaterThanOrEqualTo(sinks.size());
    assertThat(vendor.connections()).as("one more after each 100 resets").isBetween(1, 5);
  }

  @Test
  void holds_paused_streams_back_and_lets_the_others_of_their_connection_flow() {
    var big = Http2Bench.TEXT.replace("\"a\"", "\"" + "x".repeat(32 << 10) + "\"");
    vendor.always(stream -> stream.flood(big, 640, Http2Bench.DONE)); // 20 MiB
    var held = new ArrayList<RecordingAttemptSink>();
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < 20; i++) {
      var sink = new RecordingAttemptSink();
      held.add(sink);
      loop.run(
          () -> {
            var attempt = loop.calls().open(bench.call(), sink);
            attempt.pause();
            attempts.add(attempt);
          });
    }
    bench.untilAsked(20);
    var free = loop.finished(bench.call());

    assertThat(free.bytes()).hasSize(640 * big.length() + Http2Bench.DONE.length());
    assertThat(vendor.connections()).isEqualTo(1);
    assertThat(vendor.streams().subList(0, 20))
        .allSatisfy(
            stream ->
                assertThat(stream.accepted()).isLessThan(2 * HttpClients.STREAM_WINDOW_BYTES));
    loop.run(attempts.getFirst()::resume);
    held.getFirst().await();
    assertThat(held.getFirst().bytes()).hasSize(640 * big.length() + Http2Bench.DONE.length());
    attempts.subList(1, 20).forEach(attempt -> loop.get(attempt::cancel));
  }

  @Test
  void parts_with_a_connection_that_idles_too_long() {
    var brief =
        new TransportOptions(
            TransportTimeouts.STANDARD,
            8,
            Duration.ofSeconds(1),
            TransportOptions.Protocols.NEGOTIATED,
            null);
    try (var quick = bench.loop(brief)) {
      assertThat(quick.finished(bench.call()).order()).isEqualTo("head content end");
      assertThat(quick.transport().openConnections()).isEqualTo(1);
      TestLoop.until("none is left", () -> quick.transport().openConnections() == 0);
      TestLoop.until("the vendor saw it", () -> vendor.openConnections() == 0);
      assertThat(quick.finished(bench.call()).order()).isEqualTo("head content end");
    }
  }

  @Test
  void tells_all_who_waited_that_there_is_no_connection() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var provider = Chats.provider(URI.create("https://127.0.0.1:" + port));
    var sinks = new ArrayList<RecordingAttemptSink>();
    for (int i = 0; i < 20; i++) {
      var sink = new RecordingAttemptSink();
      loop.open(Chats.call(provider, Chats.chat(Http2Bench.STREAMED)), sink);
      sinks.add(sink);
    }
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks)
        .extracting(sink -> sink.failure)
        .containsOnly(new ProviderFailure.ConnectFailed("the connection was refused"));
  }
}
