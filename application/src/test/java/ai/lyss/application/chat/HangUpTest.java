package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.OnDisconnect;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a caller that hangs up, and a service that stops, do to a relay at each moment of it. */
class HangUpTest {

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);
  private static final int MOST_DRAINED = 4 * 1024 * 1024;

  private final RelayBench bench = new RelayBench();
  private final Provider provider = Providers.simulator(bench.tenant, "main");

  private RelayBench cancelling() {
    return bench.with(provider).with(Channels.plain(provider, "cancelling", "m"));
  }

  private RelayBench draining() {
    return bench.with(provider).with(drained(Channels.plain(provider, "draining", "m")));
  }

  static Channel drained(Channel plain) {
    return new Channel(
        plain.id(),
        plain.tenant(),
        plain.name(),
        plain.provider(),
        plain.models(),
        plain.weight(),
        plain.priority(),
        plain.limits(),
        OnDisconnect.DRAIN,
        true,
        plain.tags(),
        plain.revision());
  }

  @Test
  void before_admission_is_decided_calls_no_vendor() {
    cancelling().ledger.holding();
    var relay = bench.relay();
    bench.hangUp(relay);
    bench.ledger.answerHeld();
    assertThat(bench.calls.attempts()).isEmpty();
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
    assertThat(bench.ledger.released()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void before_a_refusal_hears_nothing_of_it() {
    cancelling().ledger.holding().deciding((demand, quotas) -> new QuotaDecision.Unreachable());
    var relay = bench.relay();
    bench.hangUp(relay);
    bench.ledger.answerHeld();
    assertThat(bench.events.refusals()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void before_the_head_cancels_and_charges_the_input_that_was_sent() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().knows(Reports.SENT);
    bench.hangUp(relay);
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertCharged(Requests.INPUT_TOKENS, 0);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
    assertThat(bench.journal.row().httpStatus()).isNull();
    bench.assertNothingLeaks();
  }

  @Test
  void before_the_request_is_sent_charges_nothing() {
    cancelling();
    bench.hangUp(bench.relay());
    assertThat(bench.ledger.released()).hasSize(1);
    assertThat(bench.journal.row().provenance()).isNull();
    bench.assertNothingLeaks();
  }

  @Test
  void in_mid_stream_cancels_and_charges_what_came() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello").knows(Reports.PARTIAL);
    bench.hangUp(relay);
    assertThat(bench.calls.last().isCancelled()).isTrue();
    bench.calls.last().content("nobody hears this").end(Reports.COUNTED);
    assertCharged(Requests.INPUT_TOKENS, 20);
    assertThat(bench.journal.row().provenance()).isEqualTo(UsageProvenance.ESTIMATE);
    assertThat(bench.journal.row().httpStatus()).isEqualTo(200);
    bench.assertNothingLeaks();
  }

  @Test
  void after_the_end_does_nothing() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello").end(Reports.COUNTED);
    bench.hangUp(relay);
    relay.shutDown();
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
    bench.assertNothingLeaks();
  }

  @Test
  void twice_is_as_good_as_once() {
    draining();
    var relay = bench.relay();
    bench.hangUp(relay);
    bench.hangUp(relay);
    bench.calls.last().head().content("Hello").end(Reports.COUNTED);
    bench.assertNothingLeaks();
  }

  @Test
  void while_a_retry_waits_calls_it_off() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    bench.hangUp(relay);
    bench.timers.advance(Duration.ofSeconds(1));
    assertThat(bench.calls.attempts()).hasSize(1);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
    bench.assertNothingLeaks();
  }

  @Test
  void while_the_vendor_is_being_called_resets_its_request() {
    cancelling().ledger.holding();
    var relay = bench.relay();
    bench.calls.whenOpened(
        attempt -> {
          attempt.head().content("x");
          bench.hangUp(relay);
        });
    bench.ledger.answerHeld();
    assertThat(bench.calls.last().isCancelled()).isTrue();
    bench.assertNothingLeaks();
  }

  @Test
  void says_nothing_about_the_channel() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello");
    bench.hangUp(relay);
    assertThat(bench.events.failures()).isEmpty();
    assertThat(bench.events.relays().getFirst().failure()).isNull();
  }

  @Test
  void with_drain_a_refusal_is_charged_as_little_as_without_a_hang_up() {
    draining();
    var relay = bench.relay();
    bench.hangUp(relay);
    bench.calls.last().fail(ProviderFailures.LIMITED, Reports.SENT);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
    assertThat(bench.ledger.released()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void with_drain_reads_to_the_end_for_the_usage() {
    draining();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello");
    bench.hangUp(relay);
    assertThat(bench.calls.last().isCancelled()).isFalse();
    assertThat(bench.journal.closed()).isEmpty();
    bench.calls.last().content("and more").end(Reports.COUNTED);
    assertCharged(120, 30);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
    assertThat(bench.journal.row().provenance()).isEqualTo(UsageProvenance.VENDOR);
    bench.assertNothingLeaks();
  }

  @Test
  void with_drain_reads_on_where_the_caller_had_paused() {
    draining();
    var relay = bench.relay();
    relay.pause();
    assertThat(bench.calls.last().isPaused()).isTrue();
    bench.hangUp(relay);
    assertThat(bench.calls.last().isPaused()).isFalse();
    bench.calls.last().end(Reports.COUNTED);
    bench.assertNothingLeaks();
  }

  @Test
  void with_drain_stops_after_a_time() {
    draining();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello").knows(Reports.PARTIAL);
    bench.hangUp(relay);
    bench.timers.advance(LONGEST_DRAIN.minusNanos(1));
    assertThat(bench.calls.last().isCancelled()).isFalse();
    bench.timers.advance(Duration.ofNanos(1));
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertCharged(Requests.INPUT_TOKENS, 20);
    bench.assertNothingLeaks();
  }

  @Test
  void with_drain_stops_after_too_many_bytes_with_content_or_without() {
    draining();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello").knows(Reports.PARTIAL);
    bench.hangUp(relay);
    var half = "x".repeat(MOST_DRAINED / 2);
    bench.calls.last().content(half).preamble(half);
    assertThat(bench.calls.last().isCancelled()).isFalse();
    bench.calls.last().preamble("x");
    assertThat(bench.calls.last().isCancelled()).isTrue();
    bench.assertNothingLeaks();
  }

  @Test
  void with_drain_tries_no_other_channel() {
    draining().with(drained(Channels.plain(provider, "other", "m")));
    var relay = bench.relay();
    bench.hangUp(relay);
    bench.calls.last().fail(ProviderFailures.BROKEN, Reports.PARTIAL);
    bench.timers.advance(Duration.ofSeconds(2));
    assertThat(bench.calls.attempts()).hasSize(1);
    assertCharged(Requests.INPUT_TOKENS, 20);
    bench.assertNothingLeaks();
  }

  @Test
  void tells_when_the_rest_of_a_drained_answer_is_over() {
    draining();
    var relay = bench.relay();
    bench.hangUp(relay);
    assertThat(bench.over).isZero();
    bench.calls.last().end(Reports.COUNTED);
    assertThat(bench.over).isEqualTo(1);
  }

  @Test
  void tells_at_once_that_nothing_is_left() {
    cancelling();
    var relay = bench.relay();
    bench.hangUp(relay);
    assertThat(bench.over).isEqualTo(1);
    bench.hangUp(relay);
    assertThat(bench.over).isEqualTo(2);
  }

  @Test
  void tells_that_nothing_is_left_once_admission_is_decided() {
    cancelling().ledger.holding();
    var relay = bench.relay();
    bench.hangUp(relay);
    assertThat(bench.over).isZero();
    bench.ledger.answerHeld();
    assertThat(bench.over).isEqualTo(1);
  }

  private void assertCharged(long input, long output) {
    assertThat(bench.journal.row().usage()).isEqualTo(TokenUsage.of(input, output));
    assertThat(bench.ledger.settled())
        .singleElement()
        .satisfies(
            each -> assertThat(each.used()).isEqualTo(new QuotaAmount(1, input, output, null)));
  }

  @Test
  void a_stop_before_the_first_content_is_told_as_an_error() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().head().knows(Reports.SENT);
    relay.shutDown();
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertThat(bench.sink.hasHead()).isFalse();
    assertThat(bench.sink.failure()).isInstanceOf(GatewayFailure.Unavailable.class);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.FAILED);
    assertThat(bench.journal.row().httpStatus()).isEqualTo(503);
    assertCharged(Requests.INPUT_TOKENS, 0);
    bench.assertNothingLeaks();
  }

  @Test
  void a_stop_after_the_first_content_breaks_the_answer_off() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello").knows(Reports.PARTIAL);
    relay.shutDown();
    assertThat(bench.sink.failure()).isInstanceOf(GatewayFailure.Unavailable.class);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.INTERRUPTED);
    assertCharged(Requests.INPUT_TOKENS, 20);
    bench.assertNothingLeaks();
  }

  @Test
  void a_stop_before_admission_is_decided_calls_no_vendor() {
    cancelling().ledger.holding();
    var relay = bench.relay();
    relay.shutDown();
    bench.ledger.answerHeld();
    assertThat(bench.calls.attempts()).isEmpty();
    assertThat(bench.sink.failure()).isInstanceOf(GatewayFailure.Unavailable.class);
    assertThat(bench.ledger.released()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void a_stop_ends_a_drain_as_the_hang_up_it_is() {
    draining();
    var relay = bench.relay();
    bench.calls.last().head().content("Hello").knows(Reports.PARTIAL);
    bench.hangUp(relay);
    relay.shutDown();
    assertThat(bench.calls.last().isCancelled()).isTrue();
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
    assertCharged(Requests.INPUT_TOKENS, 20);
    bench.assertNothingLeaks();
  }

  @Test
  void a_stop_while_a_retry_waits_calls_it_off() {
    cancelling();
    var relay = bench.relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    relay.shutDown();
    bench.timers.advance(Duration.ofSeconds(1));
    assertThat(bench.calls.attempts()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void pausing_reaches_the_running_attempt_and_the_next_one() {
    cancelling().with(Channels.plain(provider, "second", "m"));
    var relay = bench.relay();
    relay.pause();
    assertThat(bench.calls.last().isPaused()).isTrue();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.calls.attempts()).hasSize(2);
    assertThat(bench.calls.last().isPaused()).isTrue();
    relay.resume();
    assertThat(bench.calls.last().isPaused()).isFalse();
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    relay.pause();
    relay.resume();
    bench.assertNothingLeaks();
  }

  @Test
  void pausing_before_admission_is_decided_reaches_the_first_attempt() {
    cancelling().ledger.holding();
    var relay = bench.relay();
    relay.pause();
    bench.ledger.answerHeld();
    assertThat(bench.calls.last().isPaused()).isTrue();
    relay.resume();
    assertThat(bench.calls.last().isPaused()).isFalse();
    bench.calls.last().end(Reports.COUNTED);
  }
}
