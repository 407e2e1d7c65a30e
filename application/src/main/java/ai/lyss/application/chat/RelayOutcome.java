package ai.lyss.application.chat;

import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import org.jspecify.annotations.Nullable;

/** How a relay ended, with what its charge is made of. */
sealed interface RelayOutcome {

  /** The caller got its whole answer: charged as the vendor reports. */
  record Answered(AttemptReport report) implements RelayOutcome {}

  /**
   * The caller got an error in place of an answer.
   *
   * @param httpStatus the status that the caller got: its own, or that of a stream kept alive
   * @param report the last attempt; null when there was none
   * @param charge what the vendor may bill for it
   */
  record Failed(
      GatewayFailure failure, int httpStatus, @Nullable AttemptReport report, Charge charge)
      implements RelayOutcome {

    /** A failure that the caller got under its own status. */
    Failed(GatewayFailure failure, @Nullable AttemptReport report, Charge charge) {
      this(failure, FailureStatus.of(failure), report, charge);
    }
  }

  /** The answer broke off: charged the input and the output that came. */
  record Interrupted(GatewayFailure failure, AttemptReport report) implements RelayOutcome {}

  /**
   * The caller hung up.
   *
   * @param report the attempt that ran then; null when none did
   * @param drained whether the answer was read to its end all the same
   */
  record Cancelled(@Nullable AttemptReport report, Drained drained) implements RelayOutcome {}

  /** Whether an answer nobody waited for was read to its end. */
  enum Drained {
    /** Its usage is the vendor's. */
    WHOLE,
    /** Its usage is what had come. */
    NOT
  }

  /** What a failed relay is charged. */
  enum Charge {
    /** Nothing: the reservation is given back. */
    NOTHING,
    /** The request, without tokens: the vendor refused it as the caller's mistake. */
    REQUEST,
    /** The request and its input: the vendor had it and may have worked on it. */
    INPUT
  }
}
