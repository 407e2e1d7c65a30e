package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.adapter.provider.stub.StubStream;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Http2Test {

  private static final long NO_ERROR = 0;
  private static final long INTERNAL_ERROR = 2;
  private static final long REFUSED_STREAM = 7;
  private static final long CANCEL = 8;

  private static final TransportTimeouts PATIENT =
      new TransportTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

  private static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";
  private static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @TempDir static Path folder;
  private static StubCertificate certificate;

  private StubHttp2Vendor vendor;
  private TestLoop loop;

  @BeforeAll
  static void certify() {
    certificate = StubCertificate.make(folder, "vendor", "ip:127.0.0.1");
  }

  @BeforeEach
  void start() {
    vendor = StubHttp2Vendor.start(certificate).always(stream -> stream.events(TEXT, DONE));
    loop = loop(TransportOptions.STANDARD);
  }

  private static TestLoop loop(TransportOptions options) {
    return new TestLoop(options.with(PATIENT).trusting(certificate.trust()), AnswerLimits.STANDARD);
  }

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  private Call call() {
    return Chats.call(Chats.provider(vendor.baseUrl()), Chats.chat(STREAMED));
  }

  private List<RecordingAttemptSink> open(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              var sink = new RecordingAttemptSink();
              loop.open(call(), sink);
              return sink;
            })
        .toList();
  }

  private void untilAsked(int requests) {
    TestLoop.until("requests: " + requests, () -> vendor.streams().size() >= requests);
  }

  @Test
  void shares_one_connection_among_requests_even_those_that_find_none() {
    var sinks = open(80);
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks).extracting(RecordingAttemptSink::order).containsOnly("head content end");
    assertThat(vendor.streams()).extracting(StubStream::version).containsOnly(HttpVersion.HTTP_2);
    assertThat(vendor.connections()).isEqualTo(1);
    assertThat(loop.transport().openConnections()).isEqualTo(1);
  }

  @Test
  void sends_its_own_headers_and_the_body() {
    loop.finished(call());

    var asked = vendor.streams().getFirst();
    assertThat(asked.text()).endsWith("\"model\":\"m\",\"stream\":true}");
    assertThat(asked.header("authorization")).isEqualTo("Bearer " + Chats.KEY);
    assertThat(asked.header("host")).isNull();
    assertThat(asked.header("connection")).isNull();
  }

  @Test
  void takes_http_1_where_the_vendor_offers_nothing_else() {
    try (var old = StubHttp2Vendor.start(certificate, List.of(HttpVersion.HTTP_1_1))) {
      old.always(stream -> stream.events(TEXT, DONE));
      var call = Chats.call(Chats.provider(old.baseUrl()), Chats.chat(STREAMED));
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
    try (var plain = loop(only)) {
      assertThat(plain.finished(call()).order()).endsWith("end");
      assertThat(vendor.streams().getFirst().version()).isEqualTo(HttpVersion.HTTP_1_1);
    }
  }

  @Test
  void opens_another_connection_when_one_is_full() {
    vendor.always(StubStream::begin);
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < 150; i++) {
      attempts.add(loop.open(call(), new RecordingAttemptSink()));
    }
    untilAsked(150);

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
  void resets_only_the_stream_that_is_cancelled() {
    vendor.always(StubStream::begin);
    var kept = new RecordingAttemptSink();
    loop.open(call(), kept);
    untilAsked(1);
    var took = new ArrayList<Duration>();
    for (int i = 1; i <= 4; i++) {
      var cancelled = new RecordingAttemptSink();
      var attempt = loop.open(call(), cancelled);
      untilAsked(i + 1);
      long at = System.nanoTime();
      loop.get(attempt::cancel);
      var seen = vendor.streams().get(i).awaitHangUp();
      assertThat(seen.code()).isEqualTo(CANCEL);
      assertThat(cancelled.order()).doesNotContain("fail");
      took.add(Duration.ofNanos(seen.nanos() - at));
    }
    var first = vendor.streams().getFirst();
    first.run(
        () -> {
          first.piece(TEXT);
          first.piece(DONE);
          first.end();
        });
    kept.await();

    assertThat(kept.order()).endsWith("end");
    assertThat(first.isGone()).isFalse();
    assertThat(vendor.connections()).isEqualTo(1);
    // one late thread on a busy machine is no fault of the transport; four would be
    assertThat(took).anyMatch(time -> time.compareTo(Duration.ofMillis(100)) < 0);
  }

  @Test
  void gives_places_back_that_nobody_wants_any_more() {
    loop.finished(call());
    vendor.always(StubStream::begin);
    for (int i = 0; i < 3 * HttpClients.STREAMS_PER_CONNECTION; i++) {
      loop.run(() -> loop.calls().open(call(), new RecordingAttemptSink()).cancel());
    }
    loop.get(() -> true);
    vendor.always(stream -> stream.events(TEXT, DONE));
    int before = vendor.streams().size();
    var sinks = open(HttpClients.STREAMS_PER_CONNECTION);
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks).extracting(RecordingAttemptSink::order).containsOnly("head content end");
    assertThat(vendor.streams().size() - before).isGreaterThanOrEqualTo(sinks.size());
    assertThat(vendor.connections()).as("one more after each 100 resets").isBetween(1, 5);
  }

  @Test
  void sends_again_what_a_vendor_that_goes_away_did_not_look_at() {
    vendor.next(StubStream::begin, silent -> {}, silent -> {});
    var sinks = open(3);
    untilAsked(3);
    var streams = vendor.streams();
    var first = streams.getFirst();
    first.run(() -> first.goAway(NO_ERROR, first.id()));
    sinks.get(1).await();
    sinks.get(2).await();
    first.run(
        () -> {
          first.piece(TEXT);
          first.piece(DONE);
          first.end();
        });
    sinks.getFirst().await();

    assertThat(sinks).extracting(RecordingAttemptSink::order).allMatch(o -> o.endsWith("end"));
    assertThat(vendor.streams()).hasSize(5);
    assertThat(vendor.streams().subList(3, 5)).extracting(StubStream::connection).containsOnly(2);
    TestLoop.until("the old one is closed", () -> loop.transport().openConnections() == 1);
  }

  @Test
  void fails_what_a_vendor_that_goes_away_had_looked_at() {
    vendor.next(
        stream -> {
          stream.goAway(INTERNAL_ERROR, stream.id());
          stream.close();
        });
    var sink = loop.finished(call());

    assertThat(sink.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(sink.report.requestSent()).isTrue();
    assertThat(vendor.streams()).hasSize(1);
    assertThat(loop.finished(call()).order()).isEqualTo("head content end");
  }

  @Test
  void sends_a_refused_stream_again_once() {
    vendor.next(stream -> stream.reset(REFUSED_STREAM));
    var again = loop.finished(call());
    vendor.next(stream -> stream.reset(REFUSED_STREAM), stream -> stream.reset(REFUSED_STREAM));
    var never = loop.finished(call());

    assertThat(again.order()).isEqualTo("head content end");
    assertThat(never.failure).isInstanceOf(ProviderFailure.ConnectFailed.class);
    assertThat(never.report.requestSent()).isFalse();
    assertThat(vendor.streams()).hasSize(4);
    assertThat(vendor.connections()).isEqualTo(1);
  }

  @Test
  void fails_on_any_other_reset() {
    vendor.next(
        stream -> stream.reset(INTERNAL_ERROR),
        stream -> {
          stream.begin();
          stream.piece(TEXT);
          stream.later(Duration.ofMillis(100), () -> stream.reset(CANCEL));
        });
    var before = loop.finished(call());
    var within = loop.finished(call());

    assertThat(before.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(before.report.requestSent()).isTrue();
    assertThat(within.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(within.text()).isEqualTo(TEXT);
    assertThat(vendor.streams()).hasSize(2);
    assertThat(vendor.connections()).isEqualTo(1);
  }

  @Test
  void takes_a_reset_for_what_it_is_on_a_connection_that_had_served_before() {
    loop.finished(call());
    vendor.next(stream -> stream.reset(INTERNAL_ERROR));
    var reset = loop.finished(call());

    assertThat(reset.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(reset.report.requestSent()).isTrue();
    assertThat(vendor.streams()).hasSize(2);
    assertThat(loop.finished(call()).order()).isEqualTo("head content end");
    assertThat(vendor.connections()).isEqualTo(1);
  }

  @Test
  void takes_a_connection_out_of_use_on_which_a_request_got_no_answer_in_time() {
    loop.close();
    var limit = Duration.ofMillis(300);
    loop =
        new TestLoop(
            TransportOptions.STANDARD
                .with(new TransportTimeouts(Duration.ofSeconds(30), limit, Duration.ofSeconds(30)))
                .trusting(certificate.trust()),
            AnswerLimits.STANDARD);
    loop.finished(call());
    vendor.next(stream -> {});

    assertThat(loop.finished(call()).failure)
        .isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.FIRST_BYTE));
    assertThat(loop.finished(call()).order()).isEqualTo("head content end");
    assertThat(vendor.streams()).extracting(StubStream::connection).containsExactly(1, 1, 2);
  }

  @Test
  void replaces_a_connection_that_was_closed_just_as_it_was_used() {
    loop.finished(call());
    vendor.next(StubStream::close);

    assertThat(loop.finished(call()).order()).isEqualTo("head content end");
    assertThat(vendor.streams()).extracting(StubStream::connection).containsExactly(1, 1, 2);
  }

  @Test
  void holds_paused_streams_back_and_lets_the_others_of_their_connection_flow() {
    var big = TEXT.replace("\"a\"", "\"" + "x".repeat(32 << 10) + "\"");
    vendor.always(stream -> stream.flood(big, 640, DONE)); // 20 MiB
    var held = new ArrayList<RecordingAttemptSink>();
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < 20; i++) {
      var sink = new RecordingAttemptSink();
      held.add(sink);
      loop.run(
          () -> {
            var attempt = loop.calls().open(call(), sink);
            attempt.pause();
            attempts.add(attempt);
          });
    }
    untilAsked(20);
    var free = loop.finished(call());

    assertThat(free.bytes()).hasSize(640 * big.length() + DONE.length());
    assertThat(vendor.connections()).isEqualTo(1);
    assertThat(vendor.streams().subList(0, 20))
        .allSatisfy(
            stream ->
                assertThat(stream.accepted()).isLessThan(2 * HttpClients.STREAM_WINDOW_BYTES));
    loop.run(attempts.getFirst()::resume);
    held.getFirst().await();
    assertThat(held.getFirst().bytes()).hasSize(640 * big.length() + DONE.length());
    attempts.subList(1, 20).forEach(attempt -> loop.get(attempt::cancel));
  }

  @Test
  void hands_on_what_came_before_the_break_to_a_caller_who_was_slow() {
    vendor.next(
        stream -> {
          stream.begin();
          stream.piece(TEXT);
          stream.piece(TEXT);
          stream.later(Duration.ofMillis(50), () -> stream.reset(INTERNAL_ERROR));
        },
        stream -> {
          stream.events(TEXT, DONE);
          stream.goAway(NO_ERROR, stream.id());
          stream.close();
        });
    var broken = pausedFor(Duration.ofMillis(300));
    var whole = pausedFor(Duration.ofMillis(300));

    assertThat(broken.text()).isEqualTo(TEXT + TEXT);
    assertThat(broken.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(whole.text()).isEqualTo(TEXT + DONE);
    assertThat(whole.order()).endsWith("end");
  }

  private RecordingAttemptSink pausedFor(Duration pause) {
    var sink = new RecordingAttemptSink();
    loop.run(
        () -> {
          var attempt = loop.calls().open(call(), sink);
          attempt.pause();
          loop.vertx().setTimer(pause.toMillis(), fired -> attempt.resume());
        });
    sink.await();
    return sink;
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
    try (var quick = loop(brief)) {
      assertThat(quick.finished(call()).order()).isEqualTo("head content end");
      assertThat(quick.transport().openConnections()).isEqualTo(1);
      TestLoop.until("none is left", () -> quick.transport().openConnections() == 0);
      TestLoop.until("the vendor saw it", () -> vendor.openConnections() == 0);
      assertThat(quick.finished(call()).order()).isEqualTo("head content end");
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
      loop.open(Chats.call(provider, Chats.chat(STREAMED)), sink);
      sinks.add(sink);
    }
    sinks.forEach(RecordingAttemptSink::await);

    assertThat(sinks)
        .extracting(sink -> sink.failure)
        .containsOnly(new ProviderFailure.ConnectFailed("the connection was refused"));
  }
}
