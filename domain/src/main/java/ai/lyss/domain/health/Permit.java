package ai.lyss.domain.health;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Leave to make one attempt: counts it as running until it is closed. Thread-safe; closing it again
 * does nothing.
 */
public final class Permit {

  private final ChannelHealth health;
  private final long phase;
  private final ProviderBench.@Nullable Standing benchTrial;
  private final AtomicBoolean closed = new AtomicBoolean();

  Permit(ChannelHealth health, long phase, ProviderBench.@Nullable Standing benchTrial) {
    this.health = health;
    this.phase = phase;
    this.benchTrial = benchTrial;
  }

  /**
   * The attempt is over. One that is {@link AttemptOutcome#IGNORED} says nothing about the channel;
   * if it was a trial, another may be made in its place.
   *
   * @param ttftNanos time to its first content in nanoseconds; negative when none came
   */
  public void close(AttemptOutcome outcome, long ttftNanos) {
    if (closed.compareAndSet(false, true)) {
      health.ended(phase, outcome, ttftNanos, benchTrial);
    }
  }
}
