package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.usage.RelayStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bug in a port or in the caller's sink: nobody is left hanging, nothing is left taken. */
class BrokenPortTest {

  private final RelayBench bench = new RelayBench();
  private final Provider provider = Providers.simulator(bench.tenant, "main");
  private final Channel channel = Channels.plain(provider, "east", "m");

  private RelayBench buggyAt(String... methods) {
    return bench.buggyAt(methods).with(provider).with(channel);
  }

  private void assertInternal() {
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.Internal());
    assertThat(bench.events.bugs()).isNotEmpty();
    bench.assertNothingLeaks();
  }

  @Test
  void the_ledger_does_not_reserve() {
    buggyAt("reserve").relay();
    assertInternal();
    assertThat(bench.journal.opened()).isEmpty();
  }

  @Test
  void the_journal_does_not_open() {
    buggyAt("opened").relay();
    assertInternal();
    assertThat(bench.ledger.released()).hasSize(1);
  }

  @Test
  void the_vendor_cannot_be_called() {
    buggyAt("open").relay();
    assertInternal();
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.FAILED);
    assertThat(bench.journal.row().httpStatus()).isEqualTo(500);
  }

  @Test
  void a_failed_attempt_cannot_be_told() {
    buggyAt("attemptFailed").relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertInternal();
  }

  @Test
  void a_retry_cannot_wait() {
    buggyAt("after").relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertInternal();
  }

  @Test
  void a_drain_cannot_wait() {
    bench.buggyAt("after").with(provider).with(HangUpTest.drained(channel));
    var relay = bench.relay();
    bench.hangUp(relay);
    assertThat(bench.calls.last().isCancelled()).isTrue();
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @ValueSource(strings = {"settle", "closed", "relayed"})
  void the_end_of_a_good_answer_reaches_the_caller_all_the_same(String method) {
    buggyAt(method).relay();
    bench.calls.last().head().content("Hello").end(Reports.COUNTED);
    assertThat(bench.sink.hasEnded()).isTrue();
    assertThat(bench.events.bugs()).hasSize(1);
    assertThat(bench.ledger.settled()).hasSize(method.equals("settle") ? 0 : 1);
    assertThat(bench.journal.closed()).hasSize(method.equals("closed") ? 0 : 1);
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "closed", "relayed"})
  void a_failure_reaches_the_caller_all_the_same(String method) {
    buggyAt(method).relay();
    bench.calls.last().fail(ProviderFailures.NO_TIME);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.UpstreamTimedOut());
    bench.assertNothingLeaks();
  }

  @Test
  void a_refusal_reaches_the_caller_although_it_cannot_be_told() {
    buggyAt("refused").relay(Requests.chat("other"));
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.ModelNotFound("other"));
    assertThat(bench.events.bugs()).hasSize(1);
  }

  @Test
  void even_the_bug_cannot_be_told() {
    buggyAt("attemptFailed", "bug").relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.Internal());
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "chunk"})
  void the_sink_throws_at_the_first_content(String call) {
    throwAt(call);
    buggyAt().relay();
    bench.calls.last().knows(Reports.PARTIAL).head().content("Hello");
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertInternal();
    assertThat(bench.ledger.settled()).as("what the vendor bills").hasSize(1);
  }

  @Test
  void the_sink_throws_while_the_vendor_is_being_called() {
    throwAt("chunk");
    buggyAt();
    bench.calls.whenOpened(attempt -> attempt.head().content("Hello").content("again"));
    bench.relay();
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertInternal();
  }

  @Test
  void the_sink_throws_at_the_end() {
    throwAt("end");
    buggyAt().relay();
    bench.calls.last().head().content("Hello").end(Reports.COUNTED);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
    assertThat(bench.events.bugs()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_sink_throws_at_a_failure(boolean refused) {
    throwAt("fail");
    buggyAt();
    if (refused) {
      assertThatCode(() -> bench.relay(Requests.chat("other"))).doesNotThrowAnyException();
    } else {
      bench.relay();
      bench.calls.last().fail(ProviderFailures.NO_TIME);
    }
    assertThat(bench.events.bugs()).hasSize(1);
    bench.assertNothingLeaks();
  }

  private void throwAt(String call) {
    bench.sink.reacting(
        what -> {
          if (what.equals(call)) {
            throw new Breaking.Bug(what);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "cancel", "shut down"})
  void the_attempt_throws(String call) {
    buggyAt();
    var relay = bench.relay();
    bench.calls.last().head().breaksWith(new Breaking.Bug(call));
    switch (call) {
      case "pause" -> relay.pause();
      case "resume" -> relay.resume();
      case "cancel" -> bench.hangUp(relay);
      default -> relay.shutDown();
    }
    assertThat(bench.events.bugs()).isNotEmpty();
    assertThat(bench.journal.closed()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void the_attempt_brings_content_without_a_head() {
    buggyAt().relay();
    bench.calls.last().content("Hello");
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertInternal();
  }

  @Test
  void the_attempt_ends_without_a_head() {
    buggyAt().relay();
    bench.calls.last().end(Reports.COUNTED);
    assertInternal();
  }

  @Test
  void the_attempt_speaks_after_its_end() {
    buggyAt().relay();
    bench.calls.last().head().content("Hello").end(Reports.COUNTED);
    speakOutOfTurn(bench.calls.last().sink());
    bench.assertNothingLeaks();
    assertThat(bench.sink.text()).isEqualTo("Hello");
  }

  @Test
  void the_attempt_speaks_after_it_failed_and_another_one_runs() {
    buggyAt().with(Channels.plain(provider, "west", "m")).relay();
    var failed = bench.calls.last();
    failed.fail(ProviderFailures.DOWN);
    speakOutOfTurn(failed.sink());
    assertThat(bench.calls.attempts()).hasSize(2);
    bench.calls.last().head().content("Hello").end(Reports.COUNTED);
    assertThat(bench.sink.text()).isEqualTo("Hello");
    bench.assertNothingLeaks();
  }

  private static void speakOutOfTurn(ai.lyss.domain.chat.AttemptSink sink) {
    sink.head(new AnswerHead("text/plain", Map.of()));
    sink.preamble(ByteSlice.of(new byte[] {'p'}));
    sink.content(ByteSlice.of(new byte[] {'c'}));
    sink.fail(ProviderFailures.DOWN, Reports.SENT);
    sink.end(Reports.COUNTED);
  }
}
