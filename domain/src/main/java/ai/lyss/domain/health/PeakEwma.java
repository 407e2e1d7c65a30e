package ai.lyss.domain.health;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A moving average that follows a rise at once and a fall slowly: a sample above the average
 * becomes the average; one below it is mixed in with the weight 1 − e^(−Δt ⁄ decay), where Δt is
 * the time since the sample before. With a decay of 10 s, an average of 800 ms and a sample of 200
 * ms 10 s later, the average is 200 + 600 ⁄ e ≈ 421 ms. Thread-safe without locks.
 *
 * @see <a href="https://twitter.github.io/finagle/guide/Clients.html">Finagle, “Power of Two
 *     Choices + Peak EWMA”</a>, where the rule comes from
 */
public final class PeakEwma {

  private record Average(long atNanos, double value) {}

  private final double decayNanos;
  private final AtomicReference<@Nullable Average> average = new AtomicReference<>();

  /** An average without samples. */
  public PeakEwma(Duration decay) {
    decayNanos = decay.toNanos();
  }

  /** Takes in a sample, in any unit, seen at this moment of a monotonic clock. */
  public void sample(double value, long nowNanos) {
    Average before;
    Average after;
    do {
      before = average.get();
      after = mixed(before, value, nowNanos);
    } while (!average.compareAndSet(before, after));
  }

  private Average mixed(@Nullable Average before, double value, long nowNanos) {
    if (before == null || value >= before.value()) {
      return new Average(nowNanos, value);
    }
    long elapsed = Math.max(0, nowNanos - before.atNanos());
    double kept = Math.exp(-elapsed / decayNanos);
    long at = before.atNanos() + elapsed;
    return new Average(at, before.value() * kept + value * (1 - kept));
  }

  /** Returns the average in the unit of the samples; empty before the first one. */
  public OptionalDouble value() {
    var now = average.get();
    return now == null ? OptionalDouble.empty() : OptionalDouble.of(now.value());
  }
}
