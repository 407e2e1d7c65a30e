package ai.lyss.domain.health;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider's credential is of use. One that a vendor refused rests until the provider is
 * changed; since an account can also be filled up at the vendor's, where nobody tells us, one
 * attempt is let through after five minutes, and then every 30 s until one of them ends well or the
 * credential is refused again. Thread-safe without locks.
 */
final class ProviderBench {

  private static final long REST_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long BETWEEN_TRIALS_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long NEVER_CONFIGURED = -1;

  /** What is known; {@code restsUntil} is null for a credential that nothing is known against. */
  record Standing(long version, @Nullable Long restsUntil) {}

  private final AtomicReference<Standing> standing =
      new AtomicReference<>(new Standing(NEVER_CONFIGURED, null));

  private Standing present() {
    return Objects.requireNonNull(standing.get());
  }

  /** Takes note of the provider's version that holds now: another one starts with a clean sheet. */
  void configured(long version) {
    Standing before;
    do {
      before = present();
      if (before.version() >= version) {
        return;
      }
    } while (!standing.compareAndSet(before, new Standing(version, null)));
  }

  /** The vendor refused the credential of this version; an older one than holds now is no news. */
  void refused(long version, long nowNanos) {
    standing.updateAndGet(
        now -> now.version() > version ? now : new Standing(now.version(), nowNanos + REST_NANOS));
  }

  /** Returns why the provider may not be used now; null when it may. */
  @Nullable Exclusion exclusion(long nowNanos) {
    var until = present().restsUntil();
    return until == null ? null : Exclusion.until(Exclusion.Reason.MISCONFIGURED, until, nowNanos);
  }

  /** Takes the one trial that is due; null when none is, or when somebody else took it. */
  @Nullable Standing takeTrial(long nowNanos) {
    var now = present();
    var until = now.restsUntil();
    if (until == null || nowNanos - until < 0) {
      return null;
    }
    var trial = new Standing(now.version(), nowNanos + BETWEEN_TRIALS_NANOS);
    return standing.compareAndSet(now, trial) ? trial : null;
  }

  boolean rests() {
    return present().restsUntil() != null;
  }

  /** The trial ended well: the credential is of use again, unless more was learned meanwhile. */
  void trialSucceeded(Standing trial) {
    standing.compareAndSet(trial, new Standing(trial.version(), null));
  }
}
