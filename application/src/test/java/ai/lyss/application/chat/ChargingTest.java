package ai.lyss.application.chat;

import static ai.lyss.domain.usage.UsageProvenance.ESTIMATE;
import static ai.lyss.domain.usage.UsageProvenance.VENDOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.lyss.application.chat.RelayOutcome.Answered;
import ai.lyss.application.chat.RelayOutcome.Cancelled;
import ai.lyss.application.chat.RelayOutcome.Charge;
import ai.lyss.application.chat.RelayOutcome.Drained;
import ai.lyss.application.chat.RelayOutcome.Failed;
import ai.lyss.application.chat.RelayOutcome.Interrupted;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.TokenCounter.Tokens;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.quota.QuotaAmount;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each way to end is charged, in tokens and in money. */
class ChargingTest {

  private static final long ESTIMATED = 1000;
  private static final GatewayFailure TOLD = new GatewayFailure.Interrupted("broken_off");
  private static final Charging REPORTED = new Charging(TokenUsage.of(120, 30), VENDOR);
  private static final Charging PARTIAL = new Charging(TokenUsage.of(ESTIMATED, 20), ESTIMATE);
  private static final Charging INPUT = new Charging(TokenUsage.of(ESTIMATED, 0), ESTIMATE);
  private static final Charging REQUEST = new Charging(TokenUsage.of(0, 0), ESTIMATE);

  static Stream<Arguments> outcomes() {
    var unsent = AttemptReport.UNSENT;
    return Stream.of(
        arguments(new Answered(Reports.COUNTED), REPORTED),
        arguments(new Answered(Reports.PARTIAL), PARTIAL),
        arguments(new Answered(withUsage(new TokenUsage(7L, null, 3L, null, null))), halfKnown()),
        arguments(new Interrupted(TOLD, Reports.PARTIAL), PARTIAL),
        arguments(new Interrupted(TOLD, Reports.COUNTED), REPORTED),
        arguments(new Interrupted(TOLD, unsent), Charging.RELEASED),
        arguments(new Cancelled(null, Drained.NOT), Charging.RELEASED),
        arguments(new Cancelled(unsent, Drained.NOT), Charging.RELEASED),
        arguments(new Cancelled(Reports.SENT, Drained.NOT), INPUT),
        arguments(new Cancelled(Reports.PARTIAL, Drained.NOT), PARTIAL),
        arguments(new Cancelled(Reports.COUNTED, Drained.WHOLE), REPORTED),
        arguments(new Failed(TOLD, null, Charge.NOTHING), Charging.RELEASED),
        arguments(new Failed(TOLD, Reports.SENT, Charge.NOTHING), Charging.RELEASED),
        arguments(new Failed(TOLD, Reports.SENT, Charge.REQUEST), REQUEST),
        arguments(new Failed(TOLD, Reports.SENT, Charge.INPUT), INPUT));
  }

  private static Charging halfKnown() {
    return new Charging(new TokenUsage(7L, 20L, 3L, null, null), ESTIMATE);
  }

  private static AttemptReport withUsage(TokenUsage usage) {
    return new AttemptReport(true, usage, 60, FinishReason.STOP);
  }

  private static Charging charged(RelayOutcome outcome) {
    return charged(outcome, Tokens.NONE);
  }

  private static Charging charged(RelayOutcome outcome, Tokens counted) {
    var claim = Claim.of(outcome);
    return claim == null ? Charging.RELEASED : claim.filled(counted, ESTIMATED);
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void charges_an_outcome(RelayOutcome outcome, Charging expected) {
    assertThat(charged(outcome)).isEqualTo(expected);
  }

  @Test
  void charges_content_that_came_before_the_request_was_whole() {
    var early = new AttemptReport(false, TokenUsage.UNKNOWN, 60, null);
    assertThat(charged(new Interrupted(TOLD, early))).isEqualTo(PARTIAL);
  }

  @ParameterizedTest
  @MethodSource("absurd")
  void takes_an_absurd_count_for_none(long count) {
    var usage = new TokenUsage(count, count, count, count, count);
    assertThat(charged(new Answered(withUsage(usage)))).isEqualTo(PARTIAL);
  }

  static Stream<Long> absurd() {
    return Stream.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_001L);
  }

  static Stream<Arguments> failures() {
    return ProviderFailures.all().stream()
        .map(
            failure ->
                arguments(
                    failure,
                    switch (failure) {
                      case ProviderFailure.RequestRefused refused -> Charge.REQUEST;
                      case ProviderFailure.Unfit unfit -> Charge.NOTHING;
                      case ProviderFailure.NoRoom full -> Charge.NOTHING;
                      case ProviderFailure.TimedOut late -> Charge.INPUT;
                      case ProviderFailure.BrokenOff broken -> Charge.INPUT;
                      case ProviderFailure.Malformed malformed -> Charge.INPUT;
                      default -> Charge.NOTHING;
                    }));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void charges_a_final_failure_only_when_the_request_was_sent(
      ProviderFailure failure, Charge expected) {
    for (var report : List.of(AttemptReport.UNSENT, Reports.SENT)) {
      var bench = new RelayBench();
      var provider = Providers.simulator(bench.tenant, "p");
      bench.with(provider).with(Channels.plain(provider, "c", "m")).relay();
      bench.clock.advance(RelayBench.TOTAL);
      bench.calls.last().fail(failure, report);
      var charge = report.requestSent() ? expected : Charge.NOTHING;
      assertThat(bench.ledger.settled()).hasSize(charge == Charge.NOTHING ? 0 : 1);
      assertThat(bench.ledger.released()).hasSize(charge == Charge.NOTHING ? 1 : 0);
      bench
          .ledger
          .settled()
          .forEach(
              settled ->
                  assertThat(settled.used())
                      .isEqualTo(
                          new QuotaAmount(
                              1, charge == Charge.INPUT ? Requests.INPUT_TOKENS : 0, 0, null)));
      bench.assertNothingLeaks();
    }
  }

  @Test
  void reserves_at_the_dearest_price_and_charges_the_one_that_served() {
    var bench = new RelayBench();
    var cheap = Providers.simulator(bench.tenant, "cheap");
    var dear = Providers.compatible(bench.tenant, "dear", java.net.URI.create("http://x"), "k");
    bench
        .with(cheap, dear)
        .with(Channels.weighted(cheap, "a", 1, "m"), Channels.weighted(dear, "b", 0, "m"))
        .with(new PriceList(List.of(price(cheap, 1, 2), price(dear, 10, 20))))
        .relay(Requests.limited("m", 50, 1));
    // 100 × 10 + 50 × 20 nano-units, since the prices are per million tokens times a million
    assertThat(bench.ledger.demands().getFirst().amount().costNanos()).isEqualTo(2000);
    bench.calls.last().head().content("x").end(Reports.COUNTED);
    assertThat(bench.ledger.settled().getFirst().used().costNanos()).isEqualTo(120 + 60);
    var cost = Objects.requireNonNull(bench.journal.row().cost());
    assertThat(cost.nanos()).isEqualTo(180);
  }

  @Test
  void reserves_enough_when_one_candidate_is_dear_in_input_and_another_in_output() {
    var bench = new RelayBench();
    var in = Providers.simulator(bench.tenant, "in");
    var out = Providers.compatible(bench.tenant, "out", java.net.URI.create("http://x"), "k");
    bench
        .with(in, out)
        .with(Channels.plain(in, "a", "m"), Channels.plain(out, "b", "m"))
        .with(new PriceList(List.of(price(in, 100, 1), price(out, 1, 2))))
        .relay(Requests.limited("m", 50, 1));
    assertThat(bench.ledger.demands().getFirst().amount().costNanos())
        .isBetween(100L * 100 + 50, 100L * 100 + 50 * 2);
    bench.calls.last().end(Reports.COUNTED);
  }

  private static Price price(Provider provider, long input, long output) {
    return new Price(
        Seeds.id(),
        null,
        provider.vendor(),
        new ModelName("m"),
        "USD",
        input * 1_000_000,
        output * 1_000_000,
        null,
        null,
        null,
        null,
        ManualClock.START);
  }
}
