package ai.lyss.adapter.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.TestLoop;
import ai.lyss.adapter.provider.http.HeldEmbeddings.Result;
import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where answers of embeddings are read. */
@Timeout(60)
class HeldEmbeddingsTest {

  private static final TokenUsage USAGE = new TokenUsage(8L, null, null, null, null);

  private final TestLoop loop = new TestLoop();
  private final StubVendor vendor = StubVendor.start();
  private final AtomicReference<String> readOn = new AtomicReference<>("");

  @AfterEach
  void close() {
    loop.close();
    vendor.close();
  }

  /** A vendor whose answers are read as a test says. */
  private record Reading(HeldEmbeddings.Reading reading) implements VendorProtocol {

    @Override
    public URI baseUrl(Provider provider) {
      return provider.baseUrl();
    }

    @Override
    public HttpQuery models(Provider provider) {
      throw new AssertionError("a question for models");
    }

    @Override
    public VendorRequest call(Call call) {
      return new HttpCall("/embeddings", List.of(), new byte[0]);
    }

    @Override
    public AnswerReader reader(Call call, AnswerReader.Out out) {
      return new HeldEmbeddings(out, reading);
    }

    @Override
    public ProviderFailure refusal(Provider provider, HttpHead head, byte[] body) {
      throw new AssertionError("a refusal");
    }
  }

  private Attempt open(int bytes, RecordingAttemptSink sink, HeldEmbeddings.Reading reading) {
    vendor.next(StubAnswer.json(200, "x".repeat(bytes)));
    var calls = new HttpChannelCalls(loop.transport(), new Reading(reading));
    var call = Chats.call(Chats.provider(vendor.baseUrl()), Chats.chat("{\"model\":\"m\"}"));
    return loop.get(() -> calls.open(call, sink));
  }

  private HeldEmbeddings.Reading passing() {
    return (head, body) -> {
      readOn.set(Thread.currentThread().getName());
      return new Result.Good(
          new AnswerHead("application/json", Map.of()), List.of(body, body), USAGE);
    };
  }

  @Test
  void a_large_answer_is_read_beside_the_event_loop() {
    var sink = new RecordingAttemptSink();
    open((64 << 10) + 1, sink, passing());
    sink.await();

    assertThat(readOn.get()).startsWith("lyss-answers");
    assertThat(sink.order()).isEqualTo("head content content end");
    assertThat(sink.bytes()).hasSize(2 * ((64 << 10) + 1));
    assertThat(sink.report.usage()).isEqualTo(USAGE);
    assertThat(sink.strayed()).isFalse();
  }

  @Test
  void a_small_answer_is_read_on_the_event_loop() {
    var sink = new RecordingAttemptSink();
    open(64 << 10, sink, passing());
    sink.await();

    assertThat(readOn.get()).contains("eventloop");
    assertThat(sink.order()).isEqualTo("head content content end");
  }

  @Test
  void a_bug_in_the_reading_ends_the_attempt() {
    var sink = new RecordingAttemptSink();
    open(
        1 << 20,
        sink,
        (head, body) -> {
          throw new IllegalStateException("a bug");
        });
    sink.await();

    assertThat(sink.failure).isInstanceOf(ProviderFailure.Malformed.class);
    assertThat(sink.order()).isEqualTo("fail");
  }

  @Test
  void nobody_hears_of_an_answer_that_was_given_up_meanwhile() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    var sink = new RecordingAttemptSink();
    var attempt =
        open(
            1 << 20,
            sink,
            (head, body) -> {
              begun.countDown();
              try {
                assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
              }
              done.countDown();
              return passing().read(head, body);
            });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(loop.get(attempt::cancel).requestSent()).isTrue();
    cancelled.countDown();

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    var after = new RecordingAttemptSink();
    open(1 << 20, after, passing());
    after.await();
    assertThat(sink.order()).isEmpty();
    loop.assertNothingLeft();
  }
}
