package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every adapter that calls vendors guarantees, whatever is on the other side. */
@Timeout(30)
public abstract class ChannelCallsContract {

  /** A question that every adapter under test answers with text. */
  protected static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say it.\"}]}";

  private static final String STREAMED = QUESTION.replace("{\"model", "{\"stream\":true,\"model");
  private static final String STREAMED_WITH_USAGE =
      STREAMED.replace("{\"stream", "{\"stream_options\":{\"include_usage\":true},\"stream");

  /** Returns the adapter under test. */
  protected abstract ChannelCalls calls();

  /** Returns a call that gets a good answer with text, the finish reason stop, and usage. */
  protected abstract Call answered(String body);

  /** Returns a call that fails with this status before any content. */
  protected abstract Call refused(String body, int status);

  /** Returns a call whose answer takes longer than any test, before its first content. */
  protected abstract Call hanging(String body);

  /** Runs a task on an event loop, as adapters are called. */
  protected abstract void onLoop(Runnable task);

  /** Fails when anything is left behind by the attempts of a test. */
  protected abstract void assertNothingLeft();

  @Test
  void gives_a_whole_answer_once() {
    var sink = finished(answered(QUESTION));

    assertThat(sink.order()).isEqualTo("head content end");
    assertThat(sink.head.contentType()).startsWith("application/json");
    assertThat(sink.text()).contains("\"choices\"").contains("\"usage\"");
    assertThat(sink.report.finish()).isEqualTo(FinishReason.STOP);
    assertThat(sink.report.usage().input()).isPositive();
    assertThat(sink.report.usage().output()).isPositive();
    assertThat(sink.report.contentBytes()).isPositive();
    assertThat(sink.report.requestSent()).isTrue();
    assertNothingLeft();
  }

  @Test
  void streams_events_and_hides_the_usage_nobody_asked_for() {
    var sink = finished(answered(STREAMED));

    assertThat(sink.order()).matches("head( preamble)*( content)+ end");
    assertThat(sink.head.contentType()).startsWith("text/event-stream");
    assertThat(sink.text()).endsWith("data: [DONE]\n\n").doesNotContain("prompt_tokens");
    assertThat(sink.text().split("\\[DONE]", -1)).as("terminators").hasSize(2);
    assertThat(sink.report.usage().input()).as("known to the ledger all the same").isPositive();
    assertThat(sink.report.usage().output()).isPositive();
    assertThat(sink.report.finish()).isEqualTo(FinishReason.STOP);
    assertNothingLeft();
  }

  @Test
  void streams_the_usage_that_was_asked_for() {
    var sink = finished(answered(STREAMED_WITH_USAGE));

    assertThat(sink.text()).contains("prompt_tokens").endsWith("data: [DONE]\n\n");
    assertThat(sink.report.usage().output()).isPositive();
  }

  @Test
  void holds_no_content_in_the_preamble() {
    var sink = finished(answered(STREAMED));

    assertThat(sink.preambleText())
        .doesNotContainPattern("\"content\":\"[^\"]")
        .doesNotContain("\"finish_reason\":\"");
  }

  @Test
  void says_nothing_before_open_returned_and_stays_on_the_thread() {
    for (var call : List.of(answered(QUESTION), refused(QUESTION, 500))) {
      var sink = new RecordingAttemptSink();
      var early = new CompletableFuture<String>();
      onLoop(
          () -> {
            sink.stayOn(Thread.currentThread());
            calls().open(call, sink);
            early.complete(sink.order());
          });
      sink.await();

      assertThat(early.join()).isEmpty();
      assertThat(sink.strayed()).isFalse();
    }
    assertNothingLeft();
  }

  @Test
  void tells_a_refusal_once_and_nothing_before_it() {
    for (var body : List.of(QUESTION, STREAMED)) {
      var sink = finished(refused(body, 503));

      assertThat(sink.order()).isEqualTo("fail");
      assertThat(sink.failure).isInstanceOf(ProviderFailure.Unavailable.class);
      assertThat(sink.report.requestSent()).isTrue();
    }
    assertNothingLeft();
  }

  @Test
  void is_silent_after_a_cancel() {
    for (var body : List.of(QUESTION, STREAMED)) {
      var sink = new RecordingAttemptSink();
      var attempt = opened(hanging(body), sink);
      var report = fromLoop(attempt::cancel);
      var again = fromLoop(attempt::cancel);

      assertThat(report).isEqualTo(again);
      assertThat(report.contentBytes()).isZero();
      assertNothingLeft();
      assertThat(sink.order()).doesNotContain("end").doesNotContain("fail");
    }
  }

  @Test
  void is_unmoved_by_a_cancel_after_the_end() {
    var sink = new RecordingAttemptSink();
    var attempt = opened(answered(STREAMED), sink);
    sink.await();
    var before = sink.order();

    var report = fromLoop(attempt::cancel);

    assertThat(report.contentBytes()).isEqualTo(sink.report.contentBytes());
    assertThat(sink.order()).isEqualTo(before);
    assertNothingLeft();
  }

  @Test
  void goes_on_after_a_pause() {
    var sink = new RecordingAttemptSink();
    var attempt = new AtomicReference<Attempt>();
    onLoop(
        () -> {
          attempt.set(calls().open(answered(STREAMED), sink));
          attempt.get().pause();
        });
    onLoop(() -> attempt.get().resume());
    sink.await();

    assertThat(sink.order()).endsWith("end");
    assertThat(sink.text()).endsWith("data: [DONE]\n\n");
    assertNothingLeft();
  }

  /** Opens a call on a loop and waits for its end. */
  protected final RecordingAttemptSink finished(Call call) {
    var sink = new RecordingAttemptSink();
    opened(call, sink);
    sink.await();
    return sink;
  }

  /** Opens a call on a loop. */
  protected final Attempt opened(Call call, AttemptSink sink) {
    return fromLoop(() -> calls().open(call, sink));
  }

  /** Runs a task on a loop and returns what it returned. */
  protected final <T> T fromLoop(Supplier<T> task) {
    var result = new CompletableFuture<T>();
    onLoop(
        () -> {
          try {
            result.complete(task.get());
          } catch (RuntimeException thrown) {
            result.completeExceptionally(thrown);
          }
        });
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
