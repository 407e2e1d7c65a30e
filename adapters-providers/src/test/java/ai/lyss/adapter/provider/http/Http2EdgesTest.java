package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.FreezingProxy;
import ai.lyss.adapter.provider.stub.SilentTlsVendor;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.adapter.provider.stub.StubStream;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What HTTP/2 connections do at their edges: before their first frame, in silence, at their end.
 */
@Timeout(60)
class Http2EdgesTest {

  private static final long NO_ERROR = 0;
  private static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";
  private static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  /** What breaks sooner is sent again without a vendor's word. */
  private static final Duration NO_LONGER_STALE = Duration.ofMillis(1_300);

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static StubCertificate certificate;

  @BeforeAll
  static void certify() {
    certificate = StubCertificate.make(folder, "vendor", "ip:127.0.0.1");
  }

  private static TestLoop loop(Duration connect, Duration keepAlive) {
    return new TestLoop(
        new TransportOptions(
            new TransportTimeouts(connect, LONG, LONG),
            1_000,
            keepAlive,
            TransportOptions.Protocols.NEGOTIATED,
            certificate.trust()),
        AnswerLimits.STANDARD);
  }

  private static Call call(int port) {
    var base = URI.create("https://127.0.0.1:" + port + "/v1");
    return Chats.call(Chats.provider(base), Chats.chat(STREAMED));
  }

  @Test
  void parts_with_a_connection_whose_vendor_says_nothing_after_tls() throws Exception {
    try (var vendor = SilentTlsVendor.start(certificate);
        var loop = loop(Duration.ofMillis(500), LONG)) {
      for (int i = 0; i < 4; i++) {
        var sink = loop.finished(call(vendor.port()));
        assertThat(sink.failure.kind()).isIn("timeout", "connect");
        assertThat(sink.report.requestSent()).isFalse();
      }
      assertThat(vendor.handshakes()).isGreaterThanOrEqualTo(2);
      TestLoop.until("none is left at the vendor", () -> vendor.open() == 0);
    }
  }

  @Test
  void keeps_nothing_of_a_request_that_was_called_off_while_it_waited() throws Exception {
    try (var deaf = new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1"));
        var loop = loop(LONG, LONG)) {
      var attempts = new ArrayList<Attempt>();
      for (int i = 0; i < 100; i++) {
        attempts.add(loop.open(call(deaf.getLocalPort()), new RecordingAttemptSink()));
      }
      TestLoop.until("99 wait", () -> waiting(loop) == 99);
      attempts.subList(1, 90).forEach(attempt -> loop.get(attempt::cancel));
      assertThat(waiting(loop)).isEqualTo(10);
      attempts.forEach(attempt -> loop.get(attempt::cancel));
      assertThat(waiting(loop)).isZero();
    }
  }

  private static int waiting(TestLoop loop) {
    return loop.get(() -> loop.transport().loop().waiting());
  }

  @Test
  void notices_a_connection_that_froze_and_sends_nobody_there() throws Exception {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var proxy = FreezingProxy.to(vendor.baseUrl().getPort());
        var loop = loop(Duration.ofSeconds(1), Duration.ofSeconds(3))) {
      vendor.next(StubStream::begin).always(stream -> stream.events(TEXT, DONE));
      var held = loop.open(call(proxy.port()), new RecordingAttemptSink());
      TestLoop.until("it is there", () -> vendor.streams().size() == 1);
      assertThat(loop.finished(call(proxy.port())).order()).endsWith("end");
      assertThat(proxy.connections()).isEqualTo(1);
      proxy.freeze();

      TestLoop.until(
          "a new connection is used",
          () -> {
            var sink = new RecordingAttemptSink();
            var attempt = loop.open(call(proxy.port()), sink);
            boolean served = sink.endsWithin(Duration.ofMillis(300));
            loop.get(attempt::cancel);
            return served;
          });
      assertThat(proxy.connections()).isEqualTo(2);
      loop.get(held::cancel);
    }
  }

  @Test
  void closes_an_idle_connection_that_froze() throws Exception {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var proxy = FreezingProxy.to(vendor.baseUrl().getPort());
        var loop = loop(Duration.ofMillis(500), Duration.ofSeconds(9))) {
      vendor.always(stream -> stream.events(TEXT, DONE));
      loop.finished(call(proxy.port()));
      long start = System.nanoTime();
      proxy.freeze();
      TestLoop.until("it is closed", () -> loop.transport().openConnections() == 0);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("long before it would be closed for its idleness")
          .isLessThan(Duration.ofSeconds(7));
    }
  }

  @Test
  void leaves_an_idle_connection_be_whose_vendor_answers() throws Exception {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var loop = loop(Duration.ofMillis(300), Duration.ofMillis(1_500))) {
      vendor.next(StubStream::begin).always(stream -> stream.events(TEXT, DONE));
      var sink = new RecordingAttemptSink();
      var held = loop.open(call(vendor.baseUrl().getPort()), sink);
      assertThat(sink.endsWithin(Duration.ofSeconds(3))).isFalse();
      assertThat(loop.finished(call(vendor.baseUrl().getPort())).order()).endsWith("end");

      assertThat(vendor.connections()).isEqualTo(1);
      loop.get(held::cancel);
    }
  }

  @Test
  void sends_again_what_a_vendor_that_leaves_politely_did_not_look_at() {
    try (var vendor = StubHttp2Vendor.start(certificate);
        var loop = loop(LONG, LONG)) {
      vendor.next(StubStream::begin, silent -> {}).always(stream -> stream.events(TEXT, DONE));
      var first = new RecordingAttemptSink();
      var second = new RecordingAttemptSink();
      loop.open(call(vendor.baseUrl().getPort()), first);
      TestLoop.until("one", () -> vendor.streams().size() == 1);
      loop.open(call(vendor.baseUrl().getPort()), second);
      TestLoop.until("two", () -> vendor.streams().size() == 2);
      var seen = vendor.streams().getFirst();
      seen.run(
          () -> {
            seen.goAway(NO_ERROR, Integer.MAX_VALUE);
            seen.later(NO_LONGER_STALE, () -> seen.goAway(NO_ERROR, seen.id()));
          });
      second.await();
      seen.run(
          () -> {
            seen.piece(TEXT);
            seen.piece(DONE);
            seen.end();
          });
      first.await();

      assertThat(first.order()).endsWith("end");
      assertThat(second.order()).isEqualTo("head content end");
      assertThat(vendor.connections()).isEqualTo(2);
    }
  }
}
