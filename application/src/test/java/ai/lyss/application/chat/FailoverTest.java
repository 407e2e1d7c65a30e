package ai.lyss.application.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.PolicyName;
import ai.lyss.domain.channel.Route;
import ai.lyss.domain.content.MediaSource;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.health.Exclusion;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.usage.RelayStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another channel is tried before the first content, and never after it. */
class FailoverTest {

  private final RelayBench bench = new RelayBench();
  private final Provider one = Providers.simulator(bench.tenant, "one");
  private final Provider two = Providers.simulator(bench.tenant, "two");
  private final Channel first = Channels.plain(one, "first", "m");
  private final Channel second = Channels.plain(two, "second", "m");

  static List<ProviderFailure> retried() {
    return ProviderFailures.retried();
  }

  static List<ProviderFailure> notRetried() {
    return ProviderFailures.notRetried();
  }

  static List<ProviderFailure> all() {
    return ProviderFailures.all();
  }

  private RelayBench twoChannels() {
    return bench.with(one, two).with(first, second);
  }

  private Channel triedFirst() {
    return bench.calls.attempts().getFirst().call().provider().equals(one) ? first : second;
  }

  @ParameterizedTest
  @MethodSource("retried")
  void goes_on_with_another_channel_before_the_first_content(ProviderFailure failure) {
    twoChannels().relay();
    bench.calls.last().head().preamble("never seen").fail(failure);
    assertThat(bench.calls.attempts()).hasSize(2);
    assertThat(bench.sink.hasHead()).isFalse();
    assertThat(bench.calls.attempts().get(1).call().provider())
        .isNotEqualTo(bench.calls.attempts().getFirst().call().provider());
    bench.calls.last().head().preamble("role;").content("hi").end(Reports.COUNTED);
    assertThat(bench.sink.text()).isEqualTo("role;hi");
    assertThat(bench.sink.notes().attempts()).isEqualTo(2);
    assertThat(bench.journal.row().attempts()).isEqualTo(2);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
    assertThat(bench.events.failures())
        .singleElement()
        .satisfies(failed -> assertThat(failed.failure()).isEqualTo(failure));
    bench.assertNothingLeaks();
  }

  @Test
  void hands_what_was_fetched_from_attempt_to_attempt() {
    twoChannels().relay();
    var image = new MediaSource.Inline("image/png", "AQID");
    bench.calls.last().call().fetched().keep(Map.of("https://a.example/b.png", image), () -> {});
    bench.calls.last().fail(ProviderFailures.DOWN);

    var fetched = bench.calls.last().call().fetched();
    assertThat(fetched.at("https://a.example/b.png")).isEqualTo(image);
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    assertThat(fetched.at("https://a.example/b.png")).isNull();
  }

  @ParameterizedTest
  @MethodSource("retried")
  void goes_on_when_the_failure_comes_within_the_opening_call(ProviderFailure failure) {
    twoChannels();
    bench.calls.whenOpened(attempt -> attempt.fail(failure));
    bench.calls.whenOpened(attempt -> attempt.head().content("hi").end(Reports.COUNTED));
    bench.relay();
    assertThat(bench.sink.text()).isEqualTo("hi");
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @MethodSource("notRetried")
  void tries_no_other_channel_where_it_would_not_help(ProviderFailure failure) {
    twoChannels().relay();
    bench.calls.last().fail(failure);
    assertThat(bench.calls.attempts()).hasSize(1);
    assertThat(bench.sink.failure()).isEqualTo(AttemptVerdict.forCaller(failure));
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @MethodSource("all")
  void never_goes_on_after_the_first_content(ProviderFailure failure) {
    twoChannels().relay();
    bench.calls.last().head().content("half").fail(failure, Reports.PARTIAL);
    assertThat(bench.calls.attempts()).hasSize(1);
    assertThat(bench.sink.text()).isEqualTo("half");
    assertThat(bench.sink.hasEnded()).isFalse();
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.Interrupted(failure.kind()));
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.INTERRUPTED);
    bench.assertNothingLeaks();
  }

  @Test
  void makes_no_more_attempts_than_allowed() {
    twoChannels().with(Channels.plain(one, "third", "m"), Channels.plain(one, "fourth", "m"));
    bench.relay();
    for (int i = 0; i < RelayBench.MOST_ATTEMPTS; i++) {
      bench.calls.last().fail(ProviderFailures.DOWN);
    }
    assertThat(bench.calls.attempts()).hasSize(RelayBench.MOST_ATTEMPTS);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.UpstreamFailed(null));
    assertThat(bench.sink.notes().attempts()).isEqualTo(RelayBench.MOST_ATTEMPTS);
    bench.assertNothingLeaks();
  }

  @Test
  void waits_before_it_tries_the_same_channel_again() {
    bench.with(one).with(first).relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.calls.attempts()).hasSize(1);
    assertThat(bench.healthOf(first).inFlight()).isZero();
    assertThat(bench.timers.next()).isBetween(Duration.ZERO, Duration.ofMillis(50));
    bench.timers.advance(Duration.ofMillis(50));
    assertThat(bench.calls.attempts()).hasSize(2);
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    bench.assertNothingLeaks();
  }

  @Test
  void waits_as_long_as_the_vendor_says() {
    bench.with(one).with(first).relay();
    bench.calls.last().fail(new ProviderFailure.RateLimited(Duration.ofSeconds(20)));
    bench.timers.advance(Duration.ofSeconds(19));
    assertThat(bench.calls.attempts()).hasSize(1);
    bench.timers.advance(Duration.ofSeconds(1));
    assertThat(bench.calls.attempts()).hasSize(2);
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    bench.assertNothingLeaks();
  }

  @Test
  void does_not_wait_past_the_deadline() {
    bench.with(one).with(first).relay();
    bench.clock.advance(Duration.ofSeconds(50));
    bench.calls.last().fail(new ProviderFailure.RateLimited(Duration.ofSeconds(10)));
    assertThat(bench.sink.failure())
        .isEqualTo(new GatewayFailure.UpstreamRateLimited(Duration.ofSeconds(10)));
    bench.assertNothingLeaks();
  }

  @Test
  void tries_nothing_more_once_the_deadline_has_passed() {
    twoChannels().relay();
    bench.clock.advance(RelayBench.TOTAL);
    bench.calls.last().fail(ProviderFailures.LATE, Reports.SENT);
    assertThat(bench.calls.attempts()).hasSize(1);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.UpstreamTimedOut());
    bench.assertNothingLeaks();
  }

  @Test
  void gives_all_attempts_the_one_deadline() {
    twoChannels().relay();
    bench.clock.advance(Duration.ofSeconds(10));
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.calls.attempts())
        .allSatisfy(
            each -> assertThat(each.call().deadlineNanos()).isEqualTo(RelayBench.TOTAL.toNanos()));
  }

  @Test
  void takes_the_first_error_as_final_when_the_retry_budget_is_empty() {
    var budgets = new RetryBudgets(bench.clock::nanos);
    var tenants = budgets.of(bench.tenant);
    var busy = new ProviderFailure.Unavailable(409, null); // says nothing about the channel
    int retries = 0;
    while (tenants.tryRetry()) {
      retries++;
    }
    twoChannels();
    for (int i = 0; i < retries; i++) {
      bench.calls.whenOpened(attempt -> attempt.fail(busy));
      bench.calls.whenOpened(attempt -> attempt.head().content("x").end(Reports.COUNTED));
      bench.chat().relay(bench.caller, Requests.chat("m"), "r", new RecordingSink());
    }
    int before = bench.calls.attempts().size();
    bench.relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.calls.attempts()).hasSize(before + 1);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.UpstreamFailed(null));
  }

  @Test
  void lets_a_rate_limited_channel_cool_down_without_blaming_it() {
    twoChannels().relay();
    var limited = triedFirst();
    bench.calls.last().fail(new ProviderFailure.RateLimited(Duration.ofSeconds(30)));
    var exclusion = Objects.requireNonNull(bench.healthOf(limited).exclusion());
    assertThat(exclusion.reason()).isEqualTo(Exclusion.Reason.COOLING_DOWN);
    assertThat(exclusion.retryIn()).isEqualTo(Duration.ofSeconds(30));
    assertThat(bench.healthOf(limited).successRate()).isEqualTo(1);
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
  }

  @Test
  void lets_a_rate_limited_channel_cool_down_five_seconds_when_the_vendor_says_nothing() {
    twoChannels().relay();
    var limited = triedFirst();
    bench.calls.last().fail(ProviderFailures.LIMITED);
    bench.clock.advance(Duration.ofMillis(4999));
    assertThat(bench.healthOf(limited).exclusion()).isNotNull();
    bench.clock.advance(Duration.ofMillis(1));
    assertThat(bench.healthOf(limited).exclusion()).isNull();
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
  }

  @Test
  void says_when_to_come_again_after_a_last_429_even_if_the_vendor_does_not() {
    bench.with(one).with(first).relay();
    bench.calls.last().fail(ProviderFailures.LIMITED);
    bench.timers.advance(Duration.ofSeconds(1));
    assertThat(bench.sink.failure())
        .isEqualTo(new GatewayFailure.UpstreamRateLimited(Duration.ofSeconds(5)));
    bench.assertNothingLeaks();
  }

  @Test
  void benches_all_channels_of_a_provider_whose_key_is_bad() {
    var sibling = Channels.plain(one, "sibling", "m");
    bench.with(one, two).with(first, sibling).with(second).relay();
    while (!bench.calls.last().call().provider().equals(one)) {
      bench.calls.last().head().content("hi").end(Reports.COUNTED);
      bench.chat().relay(bench.caller, Requests.chat("m"), "r", new RecordingSink());
    }
    bench.calls.last().fail(ProviderFailures.BAD_KEY);
    assertThat(bench.healthOf(first).exclusion()).isNotNull();
    assertThat(bench.healthOf(sibling).exclusion()).isNotNull();
    assertThat(bench.healthOf(second).exclusion()).isNull();
    assertThat(bench.calls.last().call().provider()).isEqualTo(two);
  }

  @Test
  void says_when_the_first_of_the_resting_channels_may_serve_again() {
    twoChannels();
    bench.chat();
    bench.healthOf(first).coolDown(Duration.ofSeconds(9));
    bench.healthOf(second).coolDown(Duration.ofSeconds(4));
    bench.relay();
    assertThat(bench.sink.failure())
        .isEqualTo(new GatewayFailure.NoChannelAvailable(Duration.ofSeconds(4)));
    assertThat(bench.journal.row().channel()).isNull();
    bench.assertNothingLeaks();
  }

  @Test
  void falls_back_to_another_model_when_no_channel_is_left() {
    var spare = Channels.plain(two, "spare", "n");
    bench.with(one, two).with(first, spare).with(route("m", "n")).relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.calls.last().call().vendorModel()).isEqualTo(new ModelName("n"));
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    assertThat(bench.journal.row().servedModel()).isEqualTo(new ModelName("n"));
    assertThat(bench.sink.notes().channel()).isEqualTo("spare");
    bench.assertNothingLeaks();
  }

  @Test
  void tries_the_same_channel_again_when_the_fallback_has_none() {
    bench.with(one).with(first).with(route("m", "n")).relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    bench.timers.advance(Duration.ofMillis(50));
    assertThat(bench.calls.attempts()).hasSize(2);
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    assertThat(bench.sink.text()).isEqualTo("hi");
    bench.assertNothingLeaks();
  }

  @Test
  void counts_no_channel_as_untried_because_its_model_falls_back_to_itself() {
    bench.with(one).with(first).with(route("m", "m")).relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    assertThat(bench.calls.attempts()).hasSize(1);
    assertThat(bench.timers.waiting()).isEqualTo(1);
  }

  @Test
  void names_the_soonest_time_over_the_model_and_its_fallbacks() {
    var spare = Channels.plain(two, "spare", "n");
    bench.with(one, two).with(first, spare).with(route("m", "n")).chat();
    bench.healthOf(first).coolDown(Duration.ofSeconds(3));
    bench.health.of(spare, new ModelName("n")).coolDown(Duration.ofSeconds(8));
    bench.relay();
    assertThat(bench.sink.failure())
        .isEqualTo(new GatewayFailure.NoChannelAvailable(Duration.ofSeconds(3)));
  }

  private Route route(String model, String fallback) {
    return new Route(
        Seeds.id(),
        bench.tenant,
        new ModelName(model),
        PolicyName.WEIGHTED_RANDOM,
        Set.of(),
        null,
        List.of(new ModelName(fallback)));
  }

  @Test
  void books_the_status_that_a_kept_alive_caller_got() {
    twoChannels();
    bench.sink.keepAlive();
    bench.relay();
    bench.calls.last().fail(ProviderFailures.BAD_KEY);
    bench.calls.last().fail(ProviderFailures.BAD_KEY);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.UpstreamFailed(null));
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.FAILED);
    assertThat(bench.journal.row().httpStatus()).isEqualTo(200);
    bench.assertNothingLeaks();
  }

  @ParameterizedTest
  @MethodSource("staying")
  void tries_the_first_again_when_the_second_will_not_serve(ProviderFailure staying) {
    twoChannels().relay();
    bench.calls.last().fail(ProviderFailures.DOWN);
    bench.calls.last().fail(staying);
    bench.timers.advance(Duration.ofMillis(100));
    assertThat(bench.calls.attempts()).hasSize(3);
    assertThat(bench.calls.last().call().provider())
        .isEqualTo(bench.calls.attempts().getFirst().call().provider());
    bench.calls.last().head().content("hi").end(Reports.COUNTED);
    assertThat(bench.journal.row().status()).isEqualTo(RelayStatus.ANSWERED);
    bench.assertNothingLeaks();
  }

  static List<ProviderFailure> staying() {
    return List.of(ProviderFailures.BAD_KEY, new ProviderFailure.ModelMissing(404));
  }

  @Test
  void tries_nothing_again_where_nobody_will_serve() {
    twoChannels().relay();
    bench.calls.last().fail(ProviderFailures.BAD_KEY);
    bench.calls.last().fail(new ProviderFailure.ModelMissing(404));
    assertThat(bench.calls.attempts()).hasSize(2);
    assertThat(bench.sink.failure()).isEqualTo(new GatewayFailure.UpstreamFailed(null));
    bench.assertNothingLeaks();
  }
}
