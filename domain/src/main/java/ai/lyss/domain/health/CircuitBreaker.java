package ai.lyss.domain.health;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps attempts away from a channel's model that fails. Closed until enough failures in a row, or
 * half of at least 20 outcomes within 30 s; then open for a while, which doubles from one opening
 * to the next up to five minutes and is shortened by up to a fifth at random so that replicas do
 * not try at once; then half-open, until enough trials succeeded (closed) or one failed (open
 * again).
 *
 * <p>One reference to an immutable state, changed by compare-and-set: thread-safe without locks. An
 * outcome counts only in the phase in which its attempt was let through, so that attempts that
 * began before an opening say nothing about the recovery.
 */
final class CircuitBreaker {

  /** Returned in place of a phase when an attempt may not pass. */
  static final long REFUSED = -1;

  private static final Duration LONGEST_OPENING = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 30;
  private static final double JITTER = 0.2;
  private static final int LEAST_OUTCOMES = 20;
  private static final int WINDOW_BUCKETS = 10;
  private static final Duration WINDOW_BUCKET = Duration.ofSeconds(3);

  private static final Exclusion TRIALS_RUN = Exclusion.of(Exclusion.Reason.BREAKER_OPEN);

  private sealed interface State {
    long phase();
  }

  private record Closed(long phase, int failuresInARow, RollingTally window) implements State {}

  private record Open(long phase, int openings, long untilNanos) implements State {}

  private record HalfOpen(long phase, int openings, int running, int succeeded) implements State {}

  private final HealthSettings settings;
  private final RandomGenerator random;
  private final AtomicReference<State> state = new AtomicReference<>(closed(0));

  CircuitBreaker(HealthSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  private State present() {
    return Objects.requireNonNull(state.get());
  }

  /** Lets an attempt through: returns the phase to report its outcome with, or {@link #REFUSED}. */
  long pass(long nowNanos) {
    while (true) {
      var now = present();
      if (now instanceof Closed) {
        return now.phase();
      }
      if (exclusion(now, nowNanos) != null) {
        return REFUSED;
      }
      var trial = withTrial(now);
      if (state.compareAndSet(now, trial)) {
        return trial.phase();
      }
    }
  }

  private static State withTrial(State now) {
    return switch (now) {
      case Closed closed -> closed;
      case Open open -> new HalfOpen(open.phase() + 1, open.openings(), 1, 0);
      case HalfOpen half ->
          new HalfOpen(half.phase(), half.openings(), half.running() + 1, half.succeeded());
    };
  }

  /** Takes the outcome of an attempt that was let through in {@code phase}. */
  void report(long phase, AttemptOutcome outcome, long nowNanos) {
    if (present() instanceof Closed closed && closed.phase() == phase) {
      count(closed.window(), outcome, nowNanos);
    }
    State before;
    State after;
    do {
      before = present();
      if (before.phase() != phase) {
        return;
      }
      after = after(before, outcome, nowNanos);
    } while (!after.equals(before) && !state.compareAndSet(before, after));
  }

  private static void count(RollingTally window, AttemptOutcome outcome, long nowNanos) {
    switch (outcome) {
      case SUCCESS -> window.event(nowNanos);
      case FAILURE -> {
        window.event(nowNanos);
        window.hit(nowNanos);
      }
      case IGNORED -> {}
    }
  }

  private State after(State before, AttemptOutcome outcome, long nowNanos) {
    return switch (before) {
      case Closed closed -> afterAttempt(closed, outcome, nowNanos);
      case HalfOpen half -> afterTrial(half, outcome, nowNanos);
      case Open open -> open;
    };
  }

  private State afterAttempt(Closed closed, AttemptOutcome outcome, long nowNanos) {
    return switch (outcome) {
      case IGNORED -> closed;
      case SUCCESS ->
          closed.failuresInARow() == 0 ? closed : new Closed(closed.phase(), 0, closed.window());
      case FAILURE -> {
        int inARow = closed.failuresInARow() + 1;
        long outcomes = closed.window().events(nowNanos);
        boolean halfFailed =
            outcomes >= LEAST_OUTCOMES && closed.window().hits(nowNanos) * 2 >= outcomes;
        yield inARow >= settings.failureThreshold() || halfFailed
            ? open(closed.phase() + 1, 1, nowNanos)
            : new Closed(closed.phase(), inARow, closed.window());
      }
    };
  }

  private State afterTrial(HalfOpen half, AttemptOutcome outcome, long nowNanos) {
    int running = half.running() - 1;
    return switch (outcome) {
      case IGNORED -> new HalfOpen(half.phase(), half.openings(), running, half.succeeded());
      case FAILURE -> open(half.phase() + 1, half.openings() + 1, nowNanos);
      case SUCCESS ->
          half.succeeded() + 1 >= settings.halfOpenTrials()
              ? closed(half.phase() + 1)
              : new HalfOpen(half.phase(), half.openings(), running, half.succeeded() + 1);
    };
  }

  private static Closed closed(long phase) {
    return new Closed(phase, 0, new RollingTally(WINDOW_BUCKETS, WINDOW_BUCKET));
  }

  private Open open(long phase, int openings, long nowNanos) {
    long first = settings.openFor().toNanos();
    long longest = Math.max(first, LONGEST_OPENING.toNanos());
    double doubled = first * Math.pow(2, Math.min(openings - 1, MOST_DOUBLINGS));
    double length = Math.min(doubled, (double) longest) * (1 - JITTER * random.nextDouble());
    return new Open(phase, openings, nowNanos + (long) length);
  }

  /** Returns why no attempt may pass now; null when one may. */
  @Nullable Exclusion exclusion(long nowNanos) {
    return exclusion(present(), nowNanos);
  }

  private @Nullable Exclusion exclusion(State now, long nowNanos) {
    return switch (now) {
      case Closed closed -> null;
      case Open open -> Exclusion.until(Exclusion.Reason.BREAKER_OPEN, open.untilNanos(), nowNanos);
      case HalfOpen half ->
          half.running() + half.succeeded() < settings.halfOpenTrials() ? null : TRIALS_RUN;
    };
  }

  /** Returns the state at this moment; an opening that is over counts as half-open. */
  CircuitState circuit(long nowNanos) {
    return switch (present()) {
      case Closed closed -> CircuitState.CLOSED;
      case Open open when nowNanos - open.untilNanos() < 0 -> CircuitState.OPEN;
      case Open open -> CircuitState.HALF_OPEN;
      case HalfOpen half -> CircuitState.HALF_OPEN;
    };
  }
}
