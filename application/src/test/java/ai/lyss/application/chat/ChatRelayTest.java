package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.health.CircuitState;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One request from admission to settlement. */
class ChatRelayTest {

  private final RelayBench bench = new RelayBench();
  private final ai.lyss.domain.provider.Provider provider =
      Providers.simulator(bench.tenant, "main");
  private final ai.lyss.domain.channel.Channel channel = Channels.plain(provider, "east", "m");

  private RelayBench oneChannel() {
    return bench.with(provider).with(channel);
  }

  @Test
  void walks_from_admission_to_settlement() {
    oneChannel().relay();
    assertThat(bench.journal.opened()).hasSize(1);
    assertThat(bench.healthOf(channel).inFlight()).isEqualTo(1);

    bench.clock.advance(Duration.ofMillis(300));
    bench.calls.last().head().preamble("role;").content("Hel");
    bench.clock.advance(Duration.ofMillis(200));
    bench.calls.last().content("lo").end(Reports.COUNTED);

    assertThat(bench.sink.text()).isEqualTo("role;Hello");
    assertThat(bench.sink.hasEnded()).isTrue();
    var row = bench.journal.row();
    assertThat(row.status()).isEqualTo(RelayStatus.ANSWERED);
    assertThat(row.httpStatus()).isEqualTo(200);
    assertThat(row.attempts()).isEqualTo(1);
    assertThat(row.channel()).isEqualTo(channel.id());
    assertThat(row.servedModel()).isEqualTo(new ModelName("m"));
    assertThat(row.usage()).isEqualTo(TokenUsage.of(120, 30));
    assertThat(row.provenance()).isEqualTo(UsageProvenance.VENDOR);
    assertThat(row.finish()).isEqualTo(FinishReason.STOP);
    assertThat(row.timeToFirstToken()).isEqualTo(Duration.ofMillis(300));
    assertThat(row.duration()).isEqualTo(Duration.ofMillis(500));
    assertThat(bench.ledger.settled())
        .singleElement()
        .satisfies(each -> assertThat(each.used()).isEqualTo(new QuotaAmount(1, 120, 30, null)));
    assertThat(bench.events.relays()).singleElement();
    assertThat(bench.healthOf(channel).ttftNanos().orElse(0)).isEqualTo(300e6);
    bench.assertNothingLeaks();
  }

  @Test
  void notes_the_request_in_the_journal_before_the_vendor_is_called() {
    oneChannel();
    bench.calls.whenOpened(attempt -> assertThat(bench.journal.opened()).hasSize(1));
    bench.relay(Requests.limited("m", 50, 2));
    var opened = bench.journal.opened().getFirst();
    assertThat(opened.reservedInput()).isEqualTo(Requests.INPUT_TOKENS);
    assertThat(opened.reservedOutput()).isEqualTo(100);
    assertThat(opened.requestId()).isEqualTo("request-1");
    assertThat(opened.admittedAt()).isEqualTo(ManualClock.START);
    assertThat(opened.relay()).isEqualTo(bench.ledger.demands().getFirst().relay());
    assertThat(bench.calls.last().call().deadlineNanos()).isEqualTo(RelayBench.TOTAL.toNanos());
  }

  @Test
  void passes_head_and_notes_on() {
    oneChannel().relay();
    var head = new AnswerHead("application/json", Map.of("openai-processing-ms", "17"));
    bench.calls.last().head(head).content("{}").end(Reports.COUNTED);
    assertThat(bench.sink.head()).isEqualTo(head);
    assertThat(bench.sink.notes().attempts()).isEqualTo(1);
    assertThat(bench.sink.notes().channel()).isEqualTo("east");
    assertThat(bench.sink.notes().provider()).isEqualTo("main");
    assertThat(bench.sink.notes().clippedTo()).isNull();
  }

  @Test
  void holds_the_head_and_the_preamble_back_until_content_comes() {
    oneChannel().relay();
    bench.calls.last().head().preamble("a").preamble("b");
    assertThat(bench.sink.hasHead()).isFalse();
    bench.calls.last().content("c");
    assertThat(bench.sink.text()).isEqualTo("abc");
    bench.calls.last().preamble("d").content("e").end(Reports.COUNTED);
    assertThat(bench.sink.text()).isEqualTo("abcde");
  }

  @Test
  void lets_a_very_long_preamble_through() {
    oneChannel().relay();
    var much = "x".repeat(100 * 1024);
    bench.calls.last().head().preamble(much).preamble(much);
    assertThat(bench.sink.hasHead()).isFalse();
    bench.calls.last().preamble(much);
    assertThat(bench.sink.text()).hasSize(3 * much.length());
    bench.calls.last().end(Reports.COUNTED);
    bench.assertNothingLeaks();
  }

  @Test
  void ends_an_answer_without_content() {
    oneChannel().relay();
    bench.calls.last().head().preamble("only this").end(Reports.COUNTED);
    assertThat(bench.sink.text()).isEqualTo("only this");
    assertThat(bench.sink.hasEnded()).isTrue();
    assertThat(bench.journal.row().timeToFirstToken()).isNull();
    bench.assertNothingLeaks();
  }

  @Test
  void answers_within_the_opening_call() {
    oneChannel();
    bench.calls.whenOpened(attempt -> attempt.head().content("at once").end(Reports.COUNTED));
    bench.relay();
    assertThat(bench.sink.text()).isEqualTo("at once");
    assertThat(bench.healthOf(channel).circuit()).isEqualTo(CircuitState.CLOSED);
    bench.assertNothingLeaks();
  }

  @Test
  void knows_no_model_that_nobody_offers() {
    oneChannel().relay(Requests.chat("other"));
    assertRefused(new GatewayFailure.ModelNotFound("other"));
    assertThat(bench.ledger.demands()).isEmpty();
  }

  @Test
  void knows_no_model_outside_the_keys_list() {
    oneChannel();
    var narrow =
        new Caller(bench.tenant, null, "u", Set.of(Role.MEMBER), Set.of(new ModelName("x")));
    bench.chat().relay(narrow, Requests.chat("m"), "request-1", bench.sink);
    assertRefused(new GatewayFailure.ModelNotFound("m"));
    assertThat(bench.ledger.demands()).isEmpty();
  }

  @Test
  void refuses_when_a_quota_is_exhausted_and_takes_nothing() {
    oneChannel();
    var resetAt = ManualClock.START.plusSeconds(90);
    bench.ledger.deciding((demand, quotas) -> new QuotaDecision.Exhausted(quota(), resetAt));
    bench.relay();
    assertRefused(
        new GatewayFailure.QuotaExhausted("tokens per day", resetAt, Duration.ofSeconds(90)));
  }

  @Test
  void refuses_when_the_ledger_is_out_of_reach() {
    oneChannel();
    bench.ledger.deciding((demand, quotas) -> new QuotaDecision.Unreachable());
    bench.relay();
    assertThat(bench.sink.failure())
        .isInstanceOfSatisfying(
            GatewayFailure.Unavailable.class,
            told -> assertThat(told.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    assertRefused(bench.sink.failure());
  }

  @Test
  void gives_the_reservation_back_when_the_journal_is_full() {
    oneChannel();
    bench.journal.fill();
    bench.relay();
    assertThat(bench.sink.failure()).isInstanceOf(GatewayFailure.Unavailable.class);
    assertThat(bench.ledger.released()).hasSize(1);
    assertRefused(bench.sink.failure());
  }

  private void assertRefused(GatewayFailure expected) {
    assertThat(bench.sink.failure()).isEqualTo(expected);
    assertThat(bench.sink.notes().attempts()).isZero();
    assertThat(bench.calls.attempts()).isEmpty();
    assertThat(bench.journal.opened()).isEmpty();
    assertThat(bench.events.refusals())
        .singleElement()
        .satisfies(refused -> assertThat(refused.failure()).isEqualTo(expected));
    bench.assertNothingLeaks();
  }

  @Test
  void has_no_channel_when_none_can_do_what_is_needed() {
    var plain =
        new ai.lyss.domain.model.ModelOffer(
            new ModelName("m"), new ModelName("m"), Set.of(Capability.TOOLS), null, null);
    var blind =
        new ai.lyss.domain.channel.Channel(
            channel.id(),
            channel.tenant(),
            channel.name(),
            channel.provider(),
            List.of(plain),
            1,
            0,
            channel.limits(),
            channel.onDisconnect(),
            true,
            Set.of(),
            channel.revision());
    bench.with(provider).with(blind).relay(Requests.needing("m", Capability.IMAGES));
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.NoChannelAvailable(null));
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.FAILED);
    assertThat(bench.journal.row().httpStatus()).isEqualTo(503);
    assertThat(bench.journal.row().servedModel()).isNull();
    assertThat(bench.ledger.released()).hasSize(1);
    bench.assertNothingLeaks();
  }

  @Test
  void sends_the_lowered_limit_per_choice_and_says_so() {
    oneChannel();
    var warned = new QuotaId(Seeds.id());
    bench.ledger.deciding(
        (demand, quotas) ->
            new QuotaDecision.Granted(
                new QuotaReservation(
                    demand.relay(),
                    quotas,
                    new QuotaAmount(1, demand.amount().inputTokens(), 301, null),
                    301L,
                    warned,
                    demand.admittedAt())));
    bench.relay(Requests.limited("m", 1000, 3));
    assertThat(bench.ledger.demands().getFirst().amount().outputTokens()).isEqualTo(3000);
    assertThat(bench.ledger.demands().getFirst().leastOutput()).isEqualTo(3);
    assertThat(bench.calls.last().call().clippedOutput()).isEqualTo(100);
    bench.calls.last().head().content("x").end(Reports.COUNTED);
    assertThat(bench.sink.notes().clippedTo()).isEqualTo(100);
    assertThat(bench.sink.notes().quotaWarning()).isEqualTo(warned.toString());
    assertThat(bench.journal.opened().getFirst().reservedOutput()).isEqualTo(301);
  }

  @Test
  void asks_for_all_or_nothing_where_limits_are_not_lowered() {
    oneChannel().with(RelaySettings.Clipping.NEVER).relay(Requests.limited("m", 1000, 3));
    assertThat(bench.ledger.demands().getFirst().leastOutput()).isEqualTo(3000);
    bench.calls.last().end(Reports.COUNTED);
  }

  @Test
  void reserves_the_usual_output_where_the_caller_sets_no_limit() {
    oneChannel().relay();
    assertThat(bench.ledger.demands().getFirst().amount())
        .isEqualTo(new QuotaAmount(1, Requests.INPUT_TOKENS, RelayBench.USUAL_OUTPUT, null));
  }

  @Test
  void tells_of_requests_that_were_refused_before() {
    var failure = new GatewayFailure.TooLarge(1);
    bench.chat().refused("request-9", bench.caller, failure);
    assertThat(bench.events.refusals())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.requestId()).isEqualTo("request-9");
              assertThat(refused.model()).isNull();
              assertThat(refused.failure()).isEqualTo(failure);
            });
  }

  private Quota quota() {
    return new Quota(
        new QuotaId(Seeds.id()),
        bench.tenant,
        new QuotaScope.WholeTenant(),
        null,
        QuotaMetric.TOKENS,
        QuotaWindow.DAY,
        ZoneOffset.UTC,
        1,
        List.of(),
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }
}
