package ai.lyss.domain.health;

import static ai.lyss.domain.health.AttemptOutcome.FAILURE;
import static ai.lyss.domain.health.AttemptOutcome.IGNORED;
import static ai.lyss.domain.health.AttemptOutcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerTest {

  private static final Duration OPEN_FOR = Duration.ofSeconds(15);

  private final ManualNanos clock = new ManualNanos();
  private final CircuitBreaker breaker = new CircuitBreaker(HealthSettings.USUAL, new Random(1));

  private long pass() {
    return breaker.pass(clock.getAsLong());
  }

  private boolean attempt(AttemptOutcome outcome) {
    long phase = pass();
    if (phase == CircuitBreaker.REFUSED) {
      return false;
    }
    breaker.report(phase, outcome, clock.getAsLong());
    return true;
  }

  private void open() {
    for (int i = 0; i < HealthSettings.USUAL.failureThreshold(); i++) {
      assertThat(attempt(FAILURE)).isTrue();
    }
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.OPEN);
  }

  private void waitUntilHalfOpen() {
    clock.advance(OPEN_FOR);
  }

  /** Outcomes: s, f, i; a dot is a pause longer than any first opening. */
  @ParameterizedTest
  @CsvSource({
    "'', CLOSED",
    "ffff, CLOSED",
    "fffff, OPEN",
    "ffffsffff, CLOSED",
    "ffffsfffff, OPEN",
    "ffffif, OPEN",
    "iiiiiiii, CLOSED",
    "fffff., HALF_OPEN",
    "fffff.s, HALF_OPEN",
    "fffff.ss, CLOSED",
    "fffff.i, HALF_OPEN",
    "fffff.iiiis, HALF_OPEN",
    "fffff.iissiiii, CLOSED",
    "fffff.f, OPEN",
    "fffff.sf, OPEN",
    "fffff.ssffff, CLOSED",
    "fffff.ssfffff, OPEN",
    "fffff.f.., HALF_OPEN",
    "fffff.f..ss, CLOSED",
  })
  void goes_from_state_to_state(String outcomes, CircuitState expected) {
    for (char outcome : outcomes.toCharArray()) {
      switch (outcome) {
        case 's' -> assertThat(attempt(SUCCESS)).isTrue();
        case 'f' -> assertThat(attempt(FAILURE)).isTrue();
        case 'i' -> assertThat(attempt(IGNORED)).isTrue();
        default -> waitUntilHalfOpen();
      }
    }
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(expected);
  }

  @Test
  void opens_when_half_of_twenty_outcomes_failed_without_five_in_a_row() {
    for (int i = 0; i < 9; i++) {
      attempt(SUCCESS);
      attempt(FAILURE);
    }
    attempt(SUCCESS);
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.CLOSED);
    attempt(FAILURE);
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void stays_closed_when_slightly_less_than_half_failed() {
    for (int i = 0; i < 200; i++) {
      attempt(SUCCESS);
      attempt(i % 10 == 9 ? SUCCESS : FAILURE);
    }
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void forgets_outcomes_older_than_thirty_seconds() {
    for (int i = 0; i < 9; i++) {
      attempt(SUCCESS);
      attempt(FAILURE);
    }
    clock.advance(Duration.ofSeconds(30));
    attempt(SUCCESS);
    attempt(FAILURE);
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void begins_anew_after_a_recovery() {
    for (int i = 0; i < 10; i++) {
      attempt(SUCCESS);
      attempt(FAILURE);
    }
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.OPEN);
    waitUntilHalfOpen();
    attempt(SUCCESS);
    attempt(SUCCESS);
    attempt(FAILURE);
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void stays_open_for_longer_each_time_up_to_five_minutes() {
    open();
    double expected = 15;
    for (int opening = 1; opening <= 12; opening++) {
      var left = breaker.exclusion(clock.getAsLong()).retryIn();
      assertThat(left.toMillis() / 1000.0)
          .as("opening %d", opening)
          .isBetween(expected * 0.8, expected);
      clock.advance(left.minusNanos(1));
      assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.OPEN);
      assertThat(pass()).isEqualTo(CircuitBreaker.REFUSED);
      clock.advance(Duration.ofNanos(1));
      assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.HALF_OPEN);
      assertThat(attempt(FAILURE)).isTrue();
      expected = Math.min(300, expected * 2);
    }
  }

  @Test
  void hears_no_outcome_of_an_attempt_from_before_the_opening() {
    long before = pass();
    long another = pass();
    open();
    breaker.report(before, SUCCESS, clock.getAsLong());
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.OPEN);
    waitUntilHalfOpen();
    long trial = pass();
    breaker.report(another, FAILURE, clock.getAsLong());
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.HALF_OPEN);
    breaker.report(trial, SUCCESS, clock.getAsLong());
    attempt(SUCCESS);
    assertThat(breaker.circuit(clock.getAsLong())).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void gives_the_slot_of_an_ignored_trial_to_another() {
    open();
    waitUntilHalfOpen();
    long one = pass();
    long two = pass();
    assertThat(List.of(one, two)).doesNotContain(CircuitBreaker.REFUSED);
    assertThat(pass()).isEqualTo(CircuitBreaker.REFUSED);
    breaker.report(one, IGNORED, clock.getAsLong());
    assertThat(pass()).isNotEqualTo(CircuitBreaker.REFUSED);
    assertThat(pass()).isEqualTo(CircuitBreaker.REFUSED);
  }

  @Test
  void closes_after_as_many_successes_as_there_are_trials() {
    for (int trials = 1; trials <= 6; trials++) {
      var settings = new HealthSettings(1, OPEN_FOR, trials);
      var patient = new CircuitBreaker(settings, new Random(1));
      patient.report(patient.pass(0), FAILURE, 0);
      long later = OPEN_FOR.toNanos();
      for (int success = 1; success <= trials; success++) {
        assertThat(patient.circuit(later)).isEqualTo(CircuitState.HALF_OPEN);
        patient.report(patient.pass(later), SUCCESS, later);
      }
      assertThat(patient.circuit(later)).isEqualTo(CircuitState.CLOSED);
    }
  }

  /** Walks at random; a model counts the trials that run in each half-open phase. */
  @Test
  void never_lets_more_trials_run_than_set() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var settings = new HealthSettings(1 + random.nextInt(5), OPEN_FOR, 1 + random.nextInt(4));
      var walked = new CircuitBreaker(settings, random);
      var running = new ArrayList<long[]>();
      for (int step = 0; step < 400; step++) {
        long now = clock.getAsLong();
        boolean halfOpen = walked.circuit(now) == CircuitState.HALF_OPEN;
        if (random.nextBoolean()) {
          long phase = walked.pass(now);
          if (phase != CircuitBreaker.REFUSED) {
            running.add(new long[] {phase, halfOpen ? 1 : 0});
            long trials = running.stream().filter(r -> r[0] == phase && r[1] == 1).count();
            assertThat(trials).as("seed %d", seed).isLessThanOrEqualTo(settings.halfOpenTrials());
          }
        } else if (!running.isEmpty()) {
          var ended = running.remove(random.nextInt(running.size()));
          walked.report(ended[0], AttemptOutcome.values()[random.nextInt(3)], now);
        }
        if (random.nextInt(10) == 0) {
          clock.advance(Duration.ofSeconds(random.nextInt(40)));
        }
      }
      clock.advance(Duration.ofMinutes(5));
      running.forEach(r -> walked.report(r[0], IGNORED, clock.getAsLong()));
      assertThat(walked.pass(clock.getAsLong()))
          .as("seed %d: a slot is free when nothing runs", seed)
          .isNotEqualTo(CircuitBreaker.REFUSED);
    }
  }

  @Test
  @Timeout(30)
  void lets_exactly_two_of_many_threads_try() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 200; round++) {
        var contested = new CircuitBreaker(HealthSettings.USUAL, new Random(round));
        for (int i = 0; i < 5; i++) {
          contested.report(contested.pass(0), FAILURE, 0);
        }
        var passed = new AtomicInteger();
        var calls = new ArrayList<Callable<Object>>();
        for (int i = 0; i < 8; i++) {
          calls.add(
              () -> contested.pass(OPEN_FOR.toNanos()) >= 0 ? passed.incrementAndGet() : passed);
        }
        for (var call : threads.invokeAll(calls)) {
          call.get();
        }
        assertThat(passed).as("round %d", round).hasValue(2);
      }
    }
  }
}
