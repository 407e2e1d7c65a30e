package ai.lyss.domain.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.ProviderFailure.Barred;
import ai.lyss.domain.failure.ProviderFailure.BrokenOff;
import ai.lyss.domain.failure.ProviderFailure.ConnectFailed;
import ai.lyss.domain.failure.ProviderFailure.Malformed;
import ai.lyss.domain.failure.ProviderFailure.ModelMissing;
import ai.lyss.domain.failure.ProviderFailure.NoRoom;
import ai.lyss.domain.failure.ProviderFailure.RateLimited;
import ai.lyss.domain.failure.ProviderFailure.RequestRefused;
import ai.lyss.domain.failure.ProviderFailure.TimedOut;
import ai.lyss.domain.failure.ProviderFailure.Unavailable;
import ai.lyss.domain.failure.ProviderFailure.Unfit;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.failure.VendorError;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RetryDecision NEXT = new RetryDecision.TryNext();
  private static final RetryDecision GIVE_UP = new RetryDecision.GiveUp();
  private static final VendorError NO = new VendorError(400, "no", null, null, null);
  private static final RequestRefused REFUSED = new RequestRefused(NO);
  private static final Unfit UNFIT = new Unfit(NO);

  private final RetryPolicy policy = new RetryPolicy(3, new Random(1));

  static Stream<ProviderFailure> triedAgainElsewhere() {
    return Stream.concat(
        triedAgainHere(),
        Stream.of(
            new Barred(FailureScope.KEY, 401),
            new Barred(FailureScope.FUNDING, 402),
            new Barred(FailureScope.REGION, 403),
            new Barred(FailureScope.MODEL, 403),
            new ModelMissing(404),
            UNFIT));
  }

  static Stream<ProviderFailure> triedAgainHere() {
    return Stream.of(
        new ConnectFailed("refused"),
        new TimedOut(TimeoutPhase.CONNECT),
        new TimedOut(TimeoutPhase.FIRST_BYTE),
        new TimedOut(TimeoutPhase.IDLE),
        new RateLimited(null),
        new Unavailable(503, null),
        new BrokenOff("eof"),
        new Malformed("no json"),
        new NoRoom("full"));
  }

  @Test
  void knows_every_kind_of_failure() {
    var named =
        Stream.concat(triedAgainElsewhere(), Stream.of(REFUSED)).map(Object::getClass).distinct();
    assertThat(named).containsExactlyInAnyOrder(ProviderFailure.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("triedAgainElsewhere")
  void tries_an_untried_candidate_while_attempts_and_time_are_left(ProviderFailure failure) {
    assertThat(policy.after(failure, 1, true, MINUTE)).isEqualTo(NEXT);
    assertThat(policy.after(failure, 2, true, MINUTE)).isEqualTo(NEXT);
    assertThat(policy.after(failure, 2, true, Duration.ofNanos(1))).isEqualTo(NEXT);
    assertThat(policy.after(failure, 3, true, MINUTE)).isEqualTo(GIVE_UP);
    assertThat(policy.after(failure, 4, true, MINUTE)).isEqualTo(GIVE_UP);
    assertThat(policy.after(failure, 1, true, Duration.ZERO)).isEqualTo(GIVE_UP);
    assertThat(policy.after(failure, 1, true, Duration.ofMillis(-1))).isEqualTo(GIVE_UP);
  }

  @ParameterizedTest
  @MethodSource("triedAgainHere")
  void waits_for_a_tried_candidate_within_the_back_off(ProviderFailure failure) {
    for (int i = 0; i < 200; i++) {
      var decision = policy.after(failure, 1, false, MINUTE);
      assertThat(((RetryDecision.WaitHere) decision).delay())
          .isBetween(Duration.ZERO, Duration.ofMillis(50));
    }
    assertThat(policy.after(failure, 3, false, MINUTE)).isEqualTo(GIVE_UP);
    assertThat(policy.after(failure, 1, false, Duration.ZERO)).isEqualTo(GIVE_UP);
  }

  @ParameterizedTest
  @MethodSource("triedAgainElsewhere")
  void never_waits_past_the_deadline(ProviderFailure failure) {
    for (int i = 0; i < 200; i++) {
      var left = Duration.ofMillis(20);
      if (policy.after(failure, 2, false, left) instanceof RetryDecision.WaitHere wait) {
        assertThat(wait.delay()).isLessThan(left);
      }
    }
  }

  @Test
  void gives_up_on_the_callers_mistake_at_once() {
    assertThat(policy.after(REFUSED, 1, true, MINUTE)).isEqualTo(GIVE_UP);
  }

  @Test
  void gives_up_when_the_deadline_of_the_relay_ran_out() {
    var failure = new TimedOut(TimeoutPhase.TOTAL);
    assertThat(policy.after(failure, 1, true, MINUTE)).isEqualTo(GIVE_UP);
  }

  @Test
  void does_not_ask_the_same_account_again_that_barred_it() {
    for (var scope : FailureScope.values()) {
      assertThat(policy.after(new Barred(scope, 403), 1, false, MINUTE)).isEqualTo(GIVE_UP);
    }
    assertThat(policy.after(new ModelMissing(404), 1, false, MINUTE)).isEqualTo(GIVE_UP);
  }

  @Test
  void does_not_ask_a_vendor_again_that_cannot_take_the_request() {
    assertThat(policy.after(UNFIT, 1, false, MINUTE)).isEqualTo(GIVE_UP);
  }

  @Test
  void waits_as_long_as_the_vendor_says_when_that_fits() {
    var second = Duration.ofSeconds(1);
    var waits = new RetryDecision.WaitHere(second);
    assertThat(policy.after(new RateLimited(second), 1, false, MINUTE)).isEqualTo(waits);
    assertThat(policy.after(new Unavailable(503, second), 2, false, MINUTE)).isEqualTo(waits);
    assertThat(policy.after(new RateLimited(second), 1, false, second)).isEqualTo(GIVE_UP);
    assertThat(policy.after(new RateLimited(second), 1, true, second)).isEqualTo(NEXT);
    assertThat(policy.after(new RateLimited(Duration.ofHours(1)), 1, false, MINUTE))
        .isEqualTo(GIVE_UP);
  }

  @Test
  void backs_off_when_the_vendor_says_to_come_back_at_once() {
    for (int i = 0; i < 100; i++) {
      var decision = policy.after(new RateLimited(Duration.ZERO), 1, false, MINUTE);
      assertThat(((RetryDecision.WaitHere) decision).delay())
          .isBetween(Duration.ZERO, Duration.ofMillis(50));
    }
  }

  @Test
  void refuses_a_policy_without_attempts() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryPolicy(0, new Random(1)));
  }

  /** Full jitter: the mean is half the bound; the bounds are 50, 100, … 800, 1000, 1000 ms. */
  @Test
  void spreads_the_back_off_over_its_whole_range() {
    var backoff = new Backoff(new Random(7));
    long[] bounds = {50, 100, 200, 400, 800, 1_000, 1_000, 1_000};
    for (int attempts = 1; attempts <= bounds.length; attempts++) {
      double bound = bounds[attempts - 1];
      double sum = 0;
      double least = bound;
      double most = 0;
      for (int i = 0; i < 4_000; i++) {
        double millis = backoff.after(attempts).toNanos() / 1e6;
        least = Math.min(least, millis);
        most = Math.max(most, millis);
        sum += millis;
      }
      assertThat(most).isBetween(bound * 0.99, bound);
      assertThat(least).isBetween(0.0, bound * 0.01);
      // 5 standard deviations of the mean: 5 × bound ⁄ √12 ⁄ √4,000
      assertThat(sum / 4_000).isBetween(bound * (0.5 - 0.023), bound * (0.5 + 0.023));
    }
    assertThat(backoff.after(Integer.MAX_VALUE)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
  }
}
