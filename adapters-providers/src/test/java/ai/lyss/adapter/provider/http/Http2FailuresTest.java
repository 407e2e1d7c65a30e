package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubCertificate;
import ai.lyss.adapter.provider.stub.StubHttp2Vendor;
import ai.lyss.adapter.provider.stub.StubStream;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor that speaks HTTP/2 breaks off, refuses or leaves unanswered. */
@Timeout(60)
class Http2FailuresTest {

  private static final long NO_ERROR = 0;
  private static final long INTERNAL_ERROR = 2;
  private static final long REFUSED_STREAM = 7;
  private static final long CANCEL = 8;

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
  void resets_only_the_stream_that_is_cancelled() {
    vendor.always(StubStream::begin);
    var kept = new RecordingAttemptSink();
    loop.open(bench.call(), kept);
    bench.untilAsked(1);
    var took = new ArrayList<Duration>();
    for (int i = 1; i <= 4; i++) {
      var cancelled = new RecordingAttemptSink();
      var attempt = loop.open(bench.call(), cancelled);
      bench.untilAsked(i + 1);
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
          first.piece(Http2Bench.TEXT);
          first.piece(Http2Bench.DONE);
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
  void sends_again_what_a_vendor_that_goes_away_did_not_look_at() {
    vendor.next(StubStream::begin, silent -> {}, silent -> {});
    var sinks = bench.open(3);
    bench.untilAsked(3);
    var streams = vendor.streams();
    var first = streams.getFirst();
    first.run(() -> first.goAway(NO_ERROR, first.id()));
    sinks.get(1).await();
    sinks.get(2).await();
    first.run(
        () -> {
          first.piece(Http2Bench.TEXT);
          first.piece(Http2Bench.DONE);
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
    var sink = loop.finished(bench.call());

    assertThat(sink.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(sink.report.requestSent()).isTrue();
    assertThat(vendor.streams()).hasSize(1);
    assertThat(loop.finished(bench.call()).order()).isEqualTo("head content end");
  }

  @Test
  void sends_a_refused_stream_again_once() {
    vendor.next(stream -> stream.reset(REFUSED_STREAM));
    var again = loop.finished(bench.call());
    vendor.next(stream -> stream.reset(REFUSED_STREAM), stream -> stream.reset(REFUSED_STREAM));
    var never = loop.finished(bench.call());

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
          stream.piece(Http2Bench.TEXT);
          stream.later(Duration.ofMillis(100), () -> stream.reset(CANCEL));
        });
    var before = loop.finished(bench.call());
    var within = loop.finished(bench.call());

    assertThat(before.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(before.report.requestSent()).isTrue();
    assertThat(within.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(within.text()).isEqualTo(Http2Bench.TEXT);
    assertThat(vendor.streams()).hasSize(2);
    assertThat(vendor.connections()).isEqualTo(1);
  }

  @Test
  void takes_a_reset_for_what_it_is_on_a_connection_that_had_served_before() {
    loop.finished(bench.call());
    vendor.next(stream -> stream.reset(INTERNAL_ERROR));
    var reset = loop.finished(bench.call());

    assertThat(reset.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(reset.report.requestSent()).isTrue();
    assertThat(vendor.streams()).hasSize(2);
    assertThat(loop.finished(bench.call()).order()).isEqualTo("head content end");
    assertThat(vendor.connections()).isEqualTo(1);
  }

  @Test
  void takes_a_connection_out_of_use_on_which_a_request_got_no_answer_in_time() {
    var limit = Duration.ofMillis(300);
    try (var hasty =
        new TestLoop(
            TransportOptions.STANDARD
                .with(new TransportTimeouts(Duration.ofSeconds(30), limit, Duration.ofSeconds(30)))
                .trusting(certificate.trust()),
            AnswerLimits.STANDARD)) {
      hasty.finished(bench.call());
      vendor.next(stream -> {});

      assertThat(hasty.finished(bench.call()).failure)
          .isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.FIRST_BYTE));
      assertThat(hasty.finished(bench.call()).order()).isEqualTo("head content end");
      assertThat(vendor.streams()).extracting(StubStream::connection).containsExactly(1, 1, 2);
    }
  }

  @Test
  void replaces_a_connection_that_was_closed_just_as_it_was_used() {
    loop.finished(bench.call());
    vendor.next(StubStream::close);

    assertThat(loop.finished(bench.call()).order()).isEqualTo("head content end");
    assertThat(vendor.streams()).extracting(StubStream::connection).containsExactly(1, 1, 2);
  }

  @Test
  void hands_on_what_came_before_the_break_to_a_caller_who_was_slow() {
    vendor.next(
        stream -> {
          stream.begin();
          stream.piece(Http2Bench.TEXT);
          stream.piece(Http2Bench.TEXT);
          stream.later(Duration.ofMillis(50), () -> stream.reset(INTERNAL_ERROR));
        },
        stream -> {
          stream.events(Http2Bench.TEXT, Http2Bench.DONE);
          stream.goAway(NO_ERROR, stream.id());
          stream.close();
        });
    var broken = pausedFor(Duration.ofMillis(300));
    var whole = pausedFor(Duration.ofMillis(300));

    assertThat(broken.text()).isEqualTo(Http2Bench.TEXT + Http2Bench.TEXT);
    assertThat(broken.failure).isInstanceOf(ProviderFailure.BrokenOff.class);
    assertThat(whole.text()).isEqualTo(Http2Bench.TEXT + Http2Bench.DONE);
    assertThat(whole.order()).endsWith("end");
  }

  private RecordingAttemptSink pausedFor(Duration pause) {
    var sink = new RecordingAttemptSink();
    loop.run(
        () -> {
          var attempt = loop.calls().open(bench.call(), sink);
          attempt.pause();
          loop.vertx().setTimer(pause.toMillis(), fired -> attempt.resume());
        });
    sink.await();
    return sink;
  }
}
