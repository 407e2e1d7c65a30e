package ai.lyss.domain.retry;

import java.time.Duration;

/** What follows a failed attempt. */
public sealed interface RetryDecision {

  /** At once an attempt on a candidate that was not tried yet. */
  record TryNext() implements RetryDecision {}

  /**
   * An attempt on a candidate that was tried already, after a while.
   *
   * @param delay how long to wait first
   */
  record WaitHere(Duration delay) implements RetryDecision {}

  /** Nothing: the failure is final. */
  record GiveUp() implements RetryDecision {}
}
