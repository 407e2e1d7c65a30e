package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.GeneratedText;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A tokenizer counts where the vendor did not, and nobody waits for it. */
class CountingTest {

  private final RelayBench bench = new RelayBench();

  CountingTest() {
    var provider = Providers.simulator(bench.tenant, "p");
    bench.with(provider).with(Channels.plain(provider, "c", "m"));
    bench.tokens.knowing("m");
  }

  @Test
  void counts_both_sides_of_an_answer_without_usage() {
    start().head().content("x").end(report(TokenUsage.UNKNOWN, "four words of text"));

    assertSettled(3, 4, UsageProvenance.TOKENIZER);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
  }

  @Test
  void lets_the_caller_have_its_answer_before_the_count_is_done() {
    bench.tokens.hold();
    start().head().content("x").end(report(TokenUsage.UNKNOWN, "two words"));

    assertThat(bench.sink.hasEnded()).isTrue();
    assertThat(bench.ledger.settled()).isEmpty();
    assertThat(bench.journal.closed()).isEmpty();
    bench.clock.advance(Duration.ofSeconds(3));
    bench.tokens.release();
    assertSettled(3, 2, UsageProvenance.TOKENIZER);
    assertThat(bench.journal.row().duration()).isEqualTo(Duration.ZERO);
  }

  @Test
  void estimates_when_the_count_takes_too_long_and_settles_once() {
    bench.tokens.hold();
    start().head().content("x").end(report(TokenUsage.UNKNOWN, "123456789"));
    bench.timers.advance(Counting.LONGEST.minusNanos(1));
    assertThat(bench.journal.closed()).isEmpty();
    bench.timers.advance(Duration.ofNanos(1));
    assertSettled(Requests.INPUT_TOKENS, 3, UsageProvenance.ESTIMATE);
    bench.tokens.release();
    assertSettled(Requests.INPUT_TOKENS, 3, UsageProvenance.ESTIMATE);
  }

  @Test
  void estimates_when_the_counter_throws() {
    for (var method : new String[] {"count", "after"}) {
      var broken = new CountingTest();
      broken.bench.buggyAt(method);
      broken.start().head().content("x").end(report(TokenUsage.UNKNOWN, "123456789"));
      broken.assertSettled(Requests.INPUT_TOKENS, 3, UsageProvenance.ESTIMATE);
      assertThat(broken.bench.events.bugs()).hasSize(1);
    }
  }

  @Test
  void relays_all_the_same_when_the_counter_does_not_even_know_its_models() {
    bench.buggyAt("knows");
    start().head().content("x").end(report(TokenUsage.UNKNOWN, "123456789"));

    assertSettled(Requests.INPUT_TOKENS, 3, UsageProvenance.ESTIMATE);
    assertThat(bench.calls.last().call().text()).isEqualTo(AnswerText.DROPPED);
  }

  @Test
  void counts_what_came_when_the_caller_hangs_up() {
    var relay = bench.relay(request());
    bench.calls.last().head().content("x").knows(report(TokenUsage.UNKNOWN, "some words"));
    bench.hangUp(relay);

    assertThat(bench.over).isEqualTo(1);
    assertSettled(3, 2, UsageProvenance.TOKENIZER);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.CANCELLED);
  }

  @Test
  void counts_what_came_when_the_vendor_breaks_off() {
    start()
        .head()
        .content("x")
        .fail(new ProviderFailure.BrokenOff("cut"), report(TokenUsage.UNKNOWN, "some words"));

    assertSettled(3, 2, UsageProvenance.TOKENIZER);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.INTERRUPTED);
  }

  @Test
  void counts_the_input_alone_when_nothing_came() {
    var relay = bench.relay(request());
    bench.calls.last().knows(Reports.SENT);
    bench.hangUp(relay);

    assertSettled(3, 0, UsageProvenance.TOKENIZER);
  }

  @Test
  void fills_only_the_side_that_the_vendor_left_out() {
    start().head().content("x").end(report(usage(7L, null), "some words"));

    assertSettled(7, 2, UsageProvenance.TOKENIZER);
  }

  @Test
  void is_only_as_sure_as_its_less_sure_side() {
    start()
        .head()
        .content("x")
        .end(new AttemptReport(true, TokenUsage.UNKNOWN, 9, FinishReason.STOP));

    assertSettled(3, 3, UsageProvenance.ESTIMATE);
  }

  @Test
  void does_not_believe_zero_tokens_of_a_text_that_came() {
    start().head().content("x").end(report(usage(0L, 0L), "some words"));

    assertSettled(3, 2, UsageProvenance.TOKENIZER);
  }

  @Test
  void counts_nothing_when_the_vendor_told_or_nothing_is_charged() {
    start().head().content("x").end(report(TokenUsage.of(7, 9), "some words"));
    assertSettled(7, 9, UsageProvenance.VENDOR);

    var unsent = new CountingTest();
    unsent.bench.hangUp(unsent.bench.relay(request()));
    assertThat(unsent.bench.journal.row().provenance()).isNull();
    unsent.bench.assertNothingLeaks();

    assertThat(bench.tokens.jobs() + unsent.bench.tokens.jobs()).isZero();
  }

  @Test
  void asks_for_the_text_only_where_it_can_be_counted() {
    assertThat(start().call().text()).isEqualTo(AnswerText.KEPT);
    bench.calls.last().head().content("x").end(Reports.COUNTED);

    var other = new RelayBench();
    var provider = Providers.simulator(other.tenant, "p");
    other.with(provider).with(Channels.plain(provider, "c", "m")).relay();
    assertThat(other.calls.last().call().text()).isEqualTo(AnswerText.DROPPED);
    other.calls.last().head().content("x").end(Reports.COUNTED);
  }

  private ai.lyss.domain.fake.ScriptedCalls.Scripted start() {
    bench.relay(request());
    return bench.calls.last();
  }

  /** A request of three words whose input is estimated at a hundred tokens. */
  private static ChatRequest request() {
    var plain = Requests.chat("m");
    return new ChatRequest(
        plain.dialect(),
        "three words here".getBytes(StandardCharsets.UTF_8),
        plain.outline(),
        plain.translation());
  }

  private static TokenUsage usage(Long input, Long output) {
    return new TokenUsage(input, output, null, null, null);
  }

  private static AttemptReport report(TokenUsage usage, String text) {
    var collector = new GeneratedText.Collector();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    collector.add(0, bytes, 0, bytes.length);
    return new AttemptReport(true, usage, bytes.length, FinishReason.STOP, collector.soFar());
  }

  private void assertSettled(long input, long output, UsageProvenance provenance) {
    var row = bench.journal.row();
    assertThat(row.usage().input()).isEqualTo(input);
    assertThat(row.usage().output()).isEqualTo(output);
    assertThat(row.provenance()).isEqualTo(provenance);
    assertThat(bench.ledger.settled()).hasSize(1);
    assertThat(bench.ledger.settled().getFirst().used().inputTokens()).isEqualTo(input);
    assertThat(bench.ledger.settled().getFirst().used().outputTokens()).isEqualTo(output);
    bench.assertNothingLeaks();
  }
}
