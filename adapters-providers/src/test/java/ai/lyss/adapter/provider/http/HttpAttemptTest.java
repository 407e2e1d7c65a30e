package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.End;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpAttemptTest {

  private static final String ASKED =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Grüße 2.50\"}]}";
  private static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";
  private static final String ANSWER =
      "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}";
  private static final String TEXT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private final TestLoop loop = new TestLoop();
  private final StubVendor vendor =
      StubVendor.start().always(request -> StubAnswer.json(200, ANSWER));

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  @Test
  void resets_the_vendors_connection_at_once_on_cancel() throws Exception {
    var hanging =
        new StubAnswer[] {
          StubAnswer.none(End.HANG),
          StubAnswer.stream(TEXT).end(End.HANG),
          StubAnswer.json(200, ANSWER).missing(9).end(End.HANG),
          StubAnswer.json(500, "{").missing(9).end(End.HANG)
        };
    var took = new ArrayList<Duration>();
    for (var answer : hanging) {
      int before = vendor.requests().size();
      vendor.next(answer);
      var sink = new RecordingAttemptSink();
      var attempt = loop.open(call(STREAMED), sink);
      TestLoop.until("the request is there", () -> vendor.requests().size() > before);
      var report = loop.get(attempt::cancel);
      long cancelled = System.nanoTime();

      long seen = vendor.awaitHangUp();
      took.add(Duration.ofNanos(seen - cancelled));
      assertThat(report.requestSent()).isTrue();
      assertThat(sink.order()).doesNotContain("fail").doesNotContain("end");
      loop.assertNothingLeft();
      TestLoop.until("the connection is gone", () -> loop.transport().openConnections() == 0);
    }
    // one late thread on a busy machine is no fault of the transport; four would be
    assertThat(took).anyMatch(time -> time.compareTo(Duration.ofMillis(100)) < 0);
    assertThat(took).allMatch(time -> time.compareTo(Duration.ofSeconds(2)) < 0);
  }

  @Test
  void holds_a_fast_vendor_back_while_the_caller_is_slow() {
    var event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    var big = event.formatted("x".repeat(256 << 10));
    var answer = StubAnswer.stream();
    for (int i = 0; i < 400; i++) { // 100 MiB
      answer.piece(big);
    }
    vendor.next(answer.piece(DONE));
    var attempt = new AtomicReference<Attempt>();
    var received = new long[1];
    var sink =
        new CountingSink(
            bytes -> {
              received[0] += bytes.length();
              attempt.get().pause();
            });
    attempt.set(loop.open(call(STREAMED), sink));

    TestLoop.until("the first bytes", () -> loop.get(() -> received[0]) > 0);
    long stalled = stalledAt(vendor);
    assertThat(stalled).as("bytes the vendor could write").isLessThan(24L << 20);
    assertThat(loop.get(() -> received[0])).isLessThan(8L << 20);
    while (!sink.over) {
      loop.get(
          () -> {
            attempt.get().resume();
            return received[0];
          });
    }
    assertThat(received[0]).isEqualTo(400L * big.length() + DONE.length());
  }

  /** Waits until the vendor wrote nothing for 300 ms; returns how much it had written. */
  private static long stalledAt(StubVendor vendor) {
    long[] last = {vendor.written(), System.nanoTime()};
    TestLoop.until(
        "the vendor is held back",
        () -> {
          if (vendor.written() != last[0]) {
            last[0] = vendor.written();
            last[1] = System.nanoTime();
          }
          return System.nanoTime() - last[1] > 300_000_000;
        });
    return last[0];
  }

  @Test
  void does_not_count_a_pause_as_silence() {
    try (var quick = new TestLoop(timeouts(100), AnswerLimits.STANDARD)) {
      vendor.next(StubAnswer.stream(TEXT, TEXT).piece(DONE));
      var sink = new RecordingAttemptSink();
      var attempt = new AtomicReference<Attempt>();
      quick.run(
          () -> {
            attempt.set(quick.calls().open(call(STREAMED), sink));
            attempt.get().pause();
          });
      long start = System.nanoTime();
      TestLoop.until("twice the limit of silence", () -> System.nanoTime() - start > 250_000_000);
      quick.run(() -> attempt.get().resume());
      sink.await();

      assertThat(sink.order()).endsWith("end");
    }
  }

  @Test
  void names_the_limit_of_time_that_ran_out() {
    try (var quick = new TestLoop(timeouts(150), AnswerLimits.STANDARD)) {
      vendor.next(StubAnswer.none(End.HANG), StubAnswer.stream(TEXT).end(End.HANG));

      assertThat(quick.finished(call(ASKED)).failure)
          .isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.FIRST_BYTE));
      assertThat(quick.finished(call(STREAMED)).failure)
          .isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.IDLE));

      vendor.next(StubAnswer.none(End.HANG));
      var dead = call(ASKED);
      var late =
          new Call(
              dead.provider(), dead.vendorModel(), dead.request(), null, System.nanoTime() + 1);
      assertThat(quick.finished(late).failure)
          .isEqualTo(new ProviderFailure.TimedOut(TimeoutPhase.TOTAL));
    }
  }

  private static TransportTimeouts timeouts(long millis) {
    var limit = Duration.ofMillis(millis);
    return new TransportTimeouts(Duration.ofSeconds(20), limit, limit);
  }

  private Call call(String body) {
    return Chats.call(Chats.provider(vendor.baseUrl()), Chats.chat(body));
  }

  /** Counts content. */
  private static final class CountingSink implements AttemptSink {
    private final Consumer<ByteSlice> content;
    volatile boolean over;

    CountingSink(Consumer<ByteSlice> content) {
      this.content = content;
    }

    @Override
    public void head(AnswerHead head) {}

    @Override
    public void preamble(ByteSlice bytes) {}

    @Override
    public void content(ByteSlice bytes) {
      content.accept(bytes);
    }

    @Override
    public void end(AttemptReport report) {
      over = true;
    }

    @Override
    public void fail(ProviderFailure failure, AttemptReport report) {
      throw new AssertionError(failure);
    }
  }
}
