package ai.lyss.domain.health;

import ai.lyss.domain.store.Revision;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The live condition of a channel for one vendor model, in this process: circuit breaker,
 * cool-down, load, time to first token, success rate. Thread-safe without locks.
 */
public final class ChannelHealth {

  private static final Duration TTFT_DECAY = Duration.ofSeconds(10);
  private static final int MINUTE_BUCKETS = 12;
  private static final Duration MINUTE_BUCKET = Duration.ofSeconds(5);
  private static final Exclusion FULL = Exclusion.of(Exclusion.Reason.AT_CONCURRENCY_LIMIT);
  private static final Exclusion TRIAL_TAKEN = Exclusion.of(Exclusion.Reason.MISCONFIGURED);
  private static final Exclusion TRIALS_TAKEN = Exclusion.of(Exclusion.Reason.BREAKER_OPEN);
  private static final long NOT_COOLING = Long.MIN_VALUE;

  private final LongSupplier nanoClock;
  private final ChannelLoad load;
  private final ProviderBench bench;
  private final CircuitBreaker breaker;
  private final AtomicLong coolUntil = new AtomicLong(NOT_COOLING);
  private final RollingTally minute = new RollingTally(MINUTE_BUCKETS, MINUTE_BUCKET);
  private final PeakEwma ttft = new PeakEwma(TTFT_DECAY);

  /** The clock must not be negative: {@link HealthBook} counts from its own start. */
  ChannelHealth(
      HealthSettings settings,
      LongSupplier nanoClock,
      RandomGenerator random,
      ChannelLoad load,
      ProviderBench bench) {
    this.nanoClock = nanoClock;
    this.load = load;
    this.bench = bench;
    this.breaker = new CircuitBreaker(settings, random);
  }

  /** Asks to make an attempt; an admitted one is counted until its permit is closed. */
  public Admission admit() {
    long now = nanoClock.getAsLong();
    var excluded = exclusion(now);
    if (excluded != null) {
      return new Admission.Refused(excluded);
    }
    if (!load.enter()) {
      return new Admission.Refused(FULL);
    }
    ProviderBench.Standing benchTrial = null;
    if (bench.rests()) {
      benchTrial = bench.takeTrial(now);
      if (benchTrial == null) {
        load.leave();
        return new Admission.Refused(TRIAL_TAKEN);
      }
    }
    long phase = breaker.pass(now);
    if (phase == CircuitBreaker.REFUSED) {
      load.leave();
      return new Admission.Refused(TRIALS_TAKEN);
    }
    return new Admission.Admitted(new Permit(this, phase, benchTrial));
  }

  /** Returns why {@link #admit} would refuse at this moment; null when it would not. */
  public @Nullable Exclusion exclusion() {
    return exclusion(nanoClock.getAsLong());
  }

  private @Nullable Exclusion exclusion(long now) {
    var benched = bench.exclusion(now);
    if (benched != null) {
      return benched;
    }
    long until = coolUntil.get();
    var cooling =
        until == NOT_COOLING ? null : Exclusion.until(Exclusion.Reason.COOLING_DOWN, until, now);
    if (cooling != null) {
      return cooling;
    }
    var open = breaker.exclusion(now);
    return open == null && load.isFull() ? FULL : open;
  }

  void ended(
      long phase,
      AttemptOutcome outcome,
      long ttftNanos,
      ProviderBench.@Nullable Standing benchTrial) {
    long now = nanoClock.getAsLong();
    load.leave();
    breaker.report(phase, outcome, now);
    if (outcome != AttemptOutcome.IGNORED) {
      minute.event(now);
    }
    if (outcome == AttemptOutcome.SUCCESS) {
      minute.hit(now);
      if (benchTrial != null) {
        bench.trialSucceeded(benchTrial);
      }
    }
    if (ttftNanos >= 0) {
      ttft.sample((double) ttftNanos, now);
    }
  }

  /** Rests the channel's model for so long: a 429, which says nothing about the breaker. */
  public void coolDown(Duration time) {
    long now = nanoClock.getAsLong();
    long until = now + Math.min(nanos(time), Long.MAX_VALUE - now);
    coolUntil.accumulateAndGet(until, Math::max);
  }

  private static long nanos(Duration time) {
    try {
      return Math.max(0, time.toNanos());
    } catch (ArithmeticException longerThanTheClockRuns) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * The vendor refused the credential, or its account is empty: rests the provider as a whole.
   *
   * @param used the revision of the provider that the attempt was made with; when a newer one holds
   *     by now, this is no news
   */
  public void misconfigured(Revision used) {
    bench.refused(used.version(), nanoClock.getAsLong());
  }

  /** Returns the attempts that run on the channel, over all its models. */
  public int inFlight() {
    return load.running();
  }

  /** Returns the share of good outcomes over the last minute, 0 to 1; 1 when there were none. */
  public double successRate() {
    long now = nanoClock.getAsLong();
    long outcomes = minute.events(now);
    return outcomes == 0 ? 1 : Math.min(1, (double) minute.hits(now) / outcomes);
  }

  /** Returns the peak average of the time to first token in nanoseconds; empty before the first. */
  public OptionalDouble ttftNanos() {
    return ttft.value();
  }

  /** Returns the state of the circuit breaker. */
  public CircuitState circuit() {
    return breaker.circuit(nanoClock.getAsLong());
  }
}
