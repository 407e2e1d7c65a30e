package ai.lyss.domain.fake;

import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.port.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Timers that go off when a test moves the clock, in the order of their moments. */
public final class ManualTimers implements Timers {

  private static final class Timer {
    private final long atNanos;
    private final Runnable task;
    private boolean done;

    Timer(long atNanos, Runnable task) {
      this.atNanos = atNanos;
      this.task = task;
    }
  }

  private final ManualClock clock;
  private final List<Timer> timers = new ArrayList<>();

  /** Timers that go by this clock. */
  public ManualTimers(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    var timer = new Timer(clock.nanos() + Math.max(0, delay.toNanos()), task);
    timers.add(timer);
    return () -> timer.done = true;
  }

  /** Moves the clock, and runs on the way what is due, at its moment. */
  public void advance(Duration by) {
    long until = clock.nanos() + by.toNanos();
    for (var due = nextUntil(until); due != null; due = nextUntil(until)) {
      clock.advance(Duration.ofNanos(Math.max(0, due.atNanos - clock.nanos())));
      due.done = true;
      due.task.run();
    }
    clock.advance(Duration.ofNanos(until - clock.nanos()));
  }

  private Timer nextUntil(long untilNanos) {
    return timers.stream()
        .filter(timer -> !timer.done && timer.atNanos <= untilNanos)
        .min(Comparator.comparingLong(timer -> timer.atNanos))
        .orElse(null);
  }

  /** Returns how many timers wait: neither gone off nor called off. */
  public int waiting() {
    return (int) timers.stream().filter(timer -> !timer.done).count();
  }

  /** Returns after how long the next one goes off. */
  public Duration next() {
    return timers.stream()
        .filter(timer -> !timer.done)
        .map(timer -> Duration.ofNanos(timer.atNanos - clock.nanos()))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new AssertionError("no timer waits (expected: one)"));
  }
}
