package ai.lyss.domain.health;

import static ai.lyss.domain.health.AttemptOutcome.FAILURE;
import static ai.lyss.domain.health.AttemptOutcome.IGNORED;
import static ai.lyss.domain.health.AttemptOutcome.SUCCESS;
import static ai.lyss.domain.health.Channels.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.lyss.domain.health.Exclusion.Reason;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChannelHealthTest {

  private static final ModelName OTHER_MODEL = new ModelName("other");

  private static final Revision FIRST = Channels.provider(1).revision();

  private final ManualNanos clock = new ManualNanos();
  private final HealthBook book = new HealthBook(HealthSettings.USUAL, clock, new Random(1));
  private final ChannelHealth health = book.of(Channels.channel(1), MODEL);

  private static Permit admitted(ChannelHealth health) {
    assertThat(health.exclusion()).isNull();
    return ((Admission.Admitted) health.admit()).permit();
  }

  private static Exclusion refused(ChannelHealth health) {
    return ((Admission.Refused) health.admit()).exclusion();
  }

  private static void attempt(ChannelHealth health, AttemptOutcome outcome) {
    admitted(health).close(outcome, -1);
  }

  @Test
  void is_the_same_object_across_configurations() {
    assertThat(book.of(Channels.channel(1, 7, 3), MODEL)).isSameAs(health);
    assertThat(book.of(Channels.channel(1), OTHER_MODEL)).isNotSameAs(health);
    assertThat(book.of(Channels.channel(2), MODEL)).isNotSameAs(health);
  }

  @Test
  void forgets_channels_that_are_gone() {
    var kept = book.of(Channels.channel(2), MODEL);
    book.retain(Set.of(Channels.channel(2).id()));
    assertThat(book.of(Channels.channel(1), MODEL)).isNotSameAs(health);
    assertThat(book.of(Channels.channel(2), MODEL)).isSameAs(kept);
  }

  @Test
  void counts_running_attempts_over_all_models_of_a_channel() {
    var other = book.of(Channels.channel(1), OTHER_MODEL);
    var one = admitted(health);
    var two = admitted(other);
    assertThat(health.inFlight()).isEqualTo(2);
    assertThat(other.inFlight()).isEqualTo(2);
    one.close(SUCCESS, 5);
    two.close(IGNORED, -1);
    assertThat(health.inFlight()).isZero();
  }

  @Test
  void closes_a_permit_once() {
    var permit = admitted(health);
    admitted(health);
    permit.close(SUCCESS, 5);
    permit.close(FAILURE, 5);
    assertThat(health.inFlight()).isEqualTo(1);
    assertThat(health.successRate()).isEqualTo(1);
  }

  @Test
  void refuses_beyond_the_limit_on_concurrency_and_follows_its_changes() {
    book.of(Channels.limited(1, 2), MODEL);
    var permit = admitted(health);
    admitted(book.of(Channels.limited(1, 2), OTHER_MODEL));
    assertThat(refused(health)).isEqualTo(new Exclusion(Reason.AT_CONCURRENCY_LIMIT, null));
    book.of(Channels.limited(1, 3), MODEL);
    admitted(health);
    book.of(Channels.limited(1, 1), MODEL);
    permit.close(IGNORED, -1);
    assertThat(refused(health).reason()).isEqualTo(Reason.AT_CONCURRENCY_LIMIT);
    book.of(Channels.limited(1, null), MODEL);
    admitted(health);
    assertThat(health.inFlight()).isEqualTo(3);
  }

  @Test
  @Timeout(30)
  void never_runs_more_attempts_than_the_limit_under_contention() throws Exception {
    var limited = book.of(Channels.limited(9, 3), MODEL);
    var most = new AtomicInteger();
    var admitted = new AtomicInteger();
    var calls = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 8; i++) {
      calls.add(
          () -> {
            for (int round = 0; round < 5_000; round++) {
              if (limited.admit() instanceof Admission.Admitted ok) {
                admitted.incrementAndGet();
                most.accumulateAndGet(limited.inFlight(), Math::max);
                ok.permit().close(SUCCESS, 1);
              }
            }
            return most;
          });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var call : threads.invokeAll(calls)) {
        call.get();
      }
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(admitted.get()).isBetween(5_000, 40_000);
    assertThat(limited.inFlight()).isZero();
  }

  /** Eight threads meet one free place of each kind: who comes late leaves no trace. */
  @Test
  @Timeout(60)
  void gives_one_free_place_to_one_of_many_threads() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 1_500; round++) {
        var contested = book.of(Channels.limited(round, round % 3 == 0 ? 1 : null), MODEL);
        int free = prepared(contested, round % 3);
        var start = new CyclicBarrier(8);
        var calls = new ArrayList<Callable<Admission>>();
        for (int i = 0; i < 8; i++) {
          calls.add(
              () -> {
                start.await();
                return contested.admit();
              });
        }
        int admitted = 0;
        for (var call : threads.invokeAll(calls)) {
          switch (call.get()) {
            case Admission.Admitted ok -> admitted++;
            case Admission.Refused no -> assertThat(no.exclusion().reason()).isNotNull();
          }
        }
        assertThat(admitted).as("round %d", round).isEqualTo(free);
        assertThat(contested.inFlight()).as("round %d", round).isEqualTo(free);
      }
    }
  }

  /** Leaves places for one attempt, the trial of a benched credential, or two trials. */
  private int prepared(ChannelHealth contested, int kind) {
    if (kind == 1) {
      contested.misconfigured(FIRST);
      clock.advance(Duration.ofMinutes(5));
    } else if (kind == 2) {
      for (int i = 0; i < 5; i++) {
        attempt(contested, FAILURE);
      }
      clock.advance(Duration.ofSeconds(15));
      return 2;
    }
    return 1;
  }

  @Test
  void cools_down_for_as_long_as_asked_and_says_how_long_is_left() {
    health.coolDown(Duration.ofSeconds(7));
    health.coolDown(Duration.ofSeconds(2));
    clock.advance(Duration.ofSeconds(3));
    assertThat(refused(health))
        .isEqualTo(new Exclusion(Reason.COOLING_DOWN, Duration.ofSeconds(4)));
    assertThat(book.of(Channels.channel(1), OTHER_MODEL).exclusion()).isNull();
    clock.advance(Duration.ofSeconds(4));
    admitted(health);
  }

  @Test
  void bears_a_cool_down_of_absurd_length() {
    clock.advance(Duration.ofDays(1000));
    health.coolDown(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(refused(health).reason()).isEqualTo(Reason.COOLING_DOWN);
    var other = book.of(Channels.channel(1), OTHER_MODEL);
    other.coolDown(Duration.ofSeconds(-5));
    admitted(other);
  }

  @Test
  void leaves_the_breaker_alone_when_it_cools_down() {
    for (int i = 0; i < 20; i++) {
      var permit = admitted(health);
      health.coolDown(Duration.ofSeconds(1));
      permit.close(IGNORED, -1);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(health.circuit()).isEqualTo(CircuitState.CLOSED);
    assertThat(health.successRate()).isEqualTo(1);
  }

  @Test
  void opens_the_breaker_of_the_failing_model_only() {
    for (int i = 0; i < 5; i++) {
      attempt(health, FAILURE);
    }
    var exclusion = refused(health);
    assertThat(exclusion.reason()).isEqualTo(Reason.BREAKER_OPEN);
    assertThat(exclusion.retryIn()).isBetween(Duration.ofSeconds(12), Duration.ofSeconds(15));
    assertThat(health.inFlight()).isZero();
    assertThat(book.of(Channels.channel(1), OTHER_MODEL).circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void lets_two_trials_through_and_no_third() {
    for (int i = 0; i < 5; i++) {
      attempt(health, FAILURE);
    }
    clock.advance(Duration.ofSeconds(15));
    admitted(health);
    admitted(health);
    assertThat(refused(health)).isEqualTo(new Exclusion(Reason.BREAKER_OPEN, null));
    assertThat(health.inFlight()).isEqualTo(2);
  }

  @Test
  void tells_the_success_rate_of_the_last_minute() {
    assertThat(health.successRate()).isEqualTo(1);
    for (var outcome : List.of(SUCCESS, FAILURE, SUCCESS, IGNORED, SUCCESS)) {
      attempt(health, outcome);
    }
    assertThat(health.successRate()).isEqualTo(0.75);
    clock.advance(Duration.ofSeconds(55));
    attempt(health, FAILURE);
    assertThat(health.successRate()).isIn(0.0, 0.6);
    clock.advance(Duration.ofSeconds(60));
    assertThat(health.successRate()).isEqualTo(1);
  }

  @Test
  void follows_a_slower_first_token_at_once_and_a_faster_one_slowly() {
    assertThat(health.ttftNanos()).isEmpty();
    admitted(health).close(SUCCESS, 0);
    assertThat(health.ttftNanos()).hasValue(0);
    admitted(health).close(SUCCESS, 200);
    admitted(health).close(SUCCESS, 800);
    assertThat(health.ttftNanos()).hasValue(800);
    clock.advance(Duration.ofSeconds(10));
    admitted(health).close(SUCCESS, 200);
    assertThat(health.ttftNanos().orElseThrow()).isCloseTo(200 + 600 / Math.E, within(1e-6));
    admitted(health).close(FAILURE, -1);
    assertThat(health.ttftNanos().orElseThrow()).isCloseTo(200 + 600 / Math.E, within(1e-6));
  }

  @Test
  void benches_a_bad_credential_on_every_channel_and_model_of_its_provider() {
    health.misconfigured(FIRST);
    assertThat(refused(health).reason()).isEqualTo(Reason.MISCONFIGURED);
    assertThat(refused(book.of(Channels.channel(1), OTHER_MODEL)).reason())
        .isEqualTo(Reason.MISCONFIGURED);
    admitted(book.of(Channels.channel(2), MODEL));
  }

  @Test
  void tries_a_changed_provider_again() {
    var first = Channels.provider(1);
    book.configured(first);
    health.misconfigured(first.revision());
    book.configured(first);
    assertThat(refused(health).reason()).isEqualTo(Reason.MISCONFIGURED);
    var second = new Revision(Instant.EPOCH, Instant.EPOCH, 1);
    book.configured(Channels.provider(1, second));
    admitted(health);
    health.misconfigured(first.revision());
    assertThat(health.exclusion()).as("news of a credential that was replaced").isNull();
    health.misconfigured(second);
    assertThat(refused(health).reason()).isEqualTo(Reason.MISCONFIGURED);
  }

  @Test
  void lets_one_attempt_try_a_benched_credential_after_five_minutes() {
    health.misconfigured(FIRST);
    assertThat(refused(health).retryIn()).isEqualTo(Duration.ofMinutes(5));
    clock.advance(Duration.ofMinutes(5));
    var trial = admitted(health);
    assertThat(refused(health))
        .isEqualTo(new Exclusion(Reason.MISCONFIGURED, Duration.ofSeconds(30)));
    trial.close(IGNORED, -1);
    assertThat(refused(health).reason()).isEqualTo(Reason.MISCONFIGURED);
    clock.advance(Duration.ofSeconds(30));
    var second = admitted(health);
    second.close(SUCCESS, 3);
    admitted(health);
    admitted(health);
  }

  @Test
  void keeps_a_credential_benched_when_an_older_attempt_ends_well() {
    var older = admitted(health);
    health.misconfigured(FIRST);
    older.close(SUCCESS, 3);
    assertThat(refused(health).reason()).isEqualTo(Reason.MISCONFIGURED);
  }

  @Test
  void rests_again_when_the_trial_of_a_benched_credential_is_refused() {
    health.misconfigured(FIRST);
    clock.advance(Duration.ofMinutes(5));
    var trial = admitted(health);
    health.misconfigured(FIRST);
    trial.close(SUCCESS, 3);
    assertThat(refused(health).retryIn()).isEqualTo(Duration.ofMinutes(5));
  }
}
