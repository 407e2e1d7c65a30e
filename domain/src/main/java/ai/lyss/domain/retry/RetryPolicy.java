package ai.lyss.domain.retry;

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
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows a failed attempt that has shown the caller no content. Thread-safe when the
 * random source is; whether a retry is affordable is the {@link RetryBudget}'s question.
 */
public final class RetryPolicy {

  private static final RetryDecision TRY_NEXT = new RetryDecision.TryNext();
  private static final RetryDecision GIVE_UP = new RetryDecision.GiveUp();

  private final int maxAttempts;
  private final Backoff backoff;

  /**
   * A policy.
   *
   * @param maxAttempts most attempts of a relay, at least 1
   * @param random chance for the back-off
   */
  public RetryPolicy(int maxAttempts, RandomGenerator random) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("max-attempts: " + maxAttempts + " (expected: >= 1)");
    }
    this.maxAttempts = maxAttempts;
    this.backoff = new Backoff(random);
  }

  /**
   * Returns what follows.
   *
   * @param failure why the last attempt failed
   * @param attemptsMade attempts made so far, that one included
   * @param untriedLeft whether a candidate is left that was not tried
   * @param timeLeft until the relay's deadline
   */
  public RetryDecision after(
      ProviderFailure failure, int attemptsMade, boolean untriedLeft, Duration timeLeft) {
    boolean over = attemptsMade >= maxAttempts || timeLeft.isNegative() || timeLeft.isZero();
    return switch (failure) {
      case RequestRefused refused -> GIVE_UP;
      case TimedOut timedOut when timedOut.phase() == TimeoutPhase.TOTAL -> GIVE_UP;
      case ProviderFailure other when over -> GIVE_UP;
      case ProviderFailure other when untriedLeft -> TRY_NEXT;
      case RateLimited limited -> waiting(limited.retryAfter(), attemptsMade, timeLeft);
      case Unavailable down -> waiting(down.retryAfter(), attemptsMade, timeLeft);
      case ConnectFailed failed -> waiting(null, attemptsMade, timeLeft);
      case TimedOut timedOut -> waiting(null, attemptsMade, timeLeft);
      case NoRoom full -> waiting(null, attemptsMade, timeLeft);
      case BrokenOff broken -> waiting(null, attemptsMade, timeLeft);
      case Malformed malformed -> waiting(null, attemptsMade, timeLeft);
      // The same account will say the same again a moment later.
      case Barred barred -> GIVE_UP;
      case Unfit unfit -> GIVE_UP;
      case ModelMissing missing -> GIVE_UP;
    };
  }

  private RetryDecision waiting(
      @Nullable Duration retryAfter, int attemptsMade, Duration timeLeft) {
    var delay =
        retryAfter != null && retryAfter.isPositive() ? retryAfter : backoff.after(attemptsMade);
    return delay.compareTo(timeLeft) < 0 ? new RetryDecision.WaitHere(delay) : GIVE_UP;
  }
}
