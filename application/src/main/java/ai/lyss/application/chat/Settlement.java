package ai.lyss.application.chat;

import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.content.FinishReason;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.TokenCounter.Tokens;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.pricing.Cost;
import ai.lyss.domain.pricing.Pricing;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.routing.Candidate;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageRecord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The last stage: usage priced, quota settled or released, the journal closed. Thread-safe; called
 * once a relay.
 */
final class Settlement {

  private static final int OK = 200;

  private final QuotaLedger ledger;
  private final UsageJournal journal;
  private final GatewayEvents events;
  private final Counting counting;
  private final RelayClock clock;
  private final BugReports bugs;

  Settlement(ChatRelay.Ports ports, RelayClock clock) {
    this.ledger = ports.ledger();
    this.journal = ports.journal();
    this.events = ports.events();
    this.counting = new Counting(ports.tokens(), ports.timers(), ports.events());
    this.clock = clock;
    this.bugs = new BugReports(events);
  }

  /** Returns whether the text of a candidate's answer is to be kept for this stage. */
  AnswerText textOf(Candidate candidate) {
    return counting.textOf(candidate);
  }

  /**
   * Closes a relay; whatever a port throws, the others hear of it all the same. Where tokens are to
   * be counted first this happens later, and on another thread.
   */
  void close(Admitted admitted, AttemptTrail trail, RelayOutcome outcome) {
    var ended = ended(admitted, trail, outcome);
    var claim = Claim.of(outcome);
    var candidate = ended.candidate();
    if (claim == null) {
      close(ended, Charging.RELEASED);
    } else if (candidate == null) {
      close(ended, claim.filled(Tokens.NONE, admitted.opened().reservedInput()));
    } else if (admitted.request() instanceof PassThroughRequest) {
      close(
          ended,
          isTold(outcome) ? claim.asTold() : claim.uncounted(admitted.opened().reservedInput()));
    } else {
      counting.fill(
          claim,
          admitted,
          candidate,
          charging -> bugs.completes("settlement", () -> close(ended, charging)));
    }
  }

  /**
   * Tells whether the vendor had the time to say what was used. Of images, sounds and judgements no
   * tokens are counted here: only the vendor can say it.
   */
  private static boolean isTold(RelayOutcome outcome) {
    return switch (outcome) {
      case RelayOutcome.Answered answered -> true;
      case RelayOutcome.Cancelled cancelled -> cancelled.drained() == RelayOutcome.Drained.WHOLE;
      case RelayOutcome.Interrupted broken -> false;
      case RelayOutcome.Failed failed -> false;
    };
  }

  /** A relay as it was when it ended, for a thread that may not look at the relay itself. */
  private record Ended(
      Admitted admitted,
      RelayOutcome outcome,
      @Nullable Candidate candidate,
      int attempts,
      @Nullable Duration timeToFirstToken,
      Duration duration) {}

  private Ended ended(Admitted admitted, AttemptTrail trail, RelayOutcome outcome) {
    return new Ended(
        admitted,
        outcome,
        trail.candidate(),
        trail.made(),
        trail.timeToFirstToken(),
        Duration.ofNanos(clock.nanos().getAsLong() - admitted.startedNanos()));
  }

  private void close(Ended ended, Charging charging) {
    var admitted = ended.admitted();
    var candidate = ended.candidate();
    var cost = charging.provenance() == null ? null : cost(admitted, candidate, charging.usage());
    var row = row(ended, charging, cost);
    var channel = candidate == null ? null : candidate.channel();
    bugs.completes("settle", () -> settle(admitted, charging, cost));
    bugs.completes("close", () -> journal.closed(row));
    bugs.completes("relayed", () -> events.relayed(row, channel, failure(ended.outcome())));
  }

  private static UsageRecord row(Ended ended, Charging charging, @Nullable Cost cost) {
    var outcome = ended.outcome();
    var candidate = ended.candidate();
    var timeToFirstToken = ended.timeToFirstToken();
    boolean served = outcome instanceof RelayOutcome.Answered || timeToFirstToken != null;
    return new UsageRecord(
        ended.admitted().opened(),
        status(outcome),
        httpStatus(outcome, timeToFirstToken),
        candidate == null || !served ? null : candidate.offer().vendorModel(),
        candidate == null ? null : candidate.channel().id(),
        ended.attempts(),
        charging.usage(),
        charging.provenance(),
        cost,
        finish(outcome),
        timeToFirstToken,
        ended.duration());
  }

  private void settle(Admitted admitted, Charging charging, @Nullable Cost cost) {
    if (charging.provenance() == null) {
      ledger.release(admitted.reservation());
      return;
    }
    var usage = charging.usage();
    ledger.settle(
        admitted.reservation(),
        new QuotaAmount(
            1, count(usage.input()), count(usage.output()), cost == null ? null : cost.nanos()));
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }

  private static @Nullable Cost cost(
      Admitted admitted, @Nullable Candidate candidate, TokenUsage usage) {
    if (candidate == null) {
      return null;
    }
    var price =
        admitted
            .configuration()
            .prices()
            .find(
                admitted.caller().tenant(),
                candidate.provider().vendor(),
                candidate.offer().vendorModel(),
                admitted.opened().admittedAt());
    return price == null ? null : Pricing.cost(usage, price);
  }

  private static RelayStatus status(RelayOutcome outcome) {
    return switch (outcome) {
      case RelayOutcome.Answered answered -> RelayStatus.ANSWERED;
      case RelayOutcome.Failed failed -> RelayStatus.FAILED;
      case RelayOutcome.Interrupted broken -> RelayStatus.INTERRUPTED;
      case RelayOutcome.Cancelled cancelled -> RelayStatus.CANCELLED;
    };
  }

  private static @Nullable Integer httpStatus(
      RelayOutcome outcome, @Nullable Duration timeToFirstToken) {
    return switch (outcome) {
      case RelayOutcome.Answered answered -> OK;
      case RelayOutcome.Interrupted broken -> OK;
      case RelayOutcome.Failed failed -> failed.httpStatus();
      case RelayOutcome.Cancelled cancelled -> timeToFirstToken == null ? null : OK;
    };
  }

  private static @Nullable GatewayFailure failure(RelayOutcome outcome) {
    return switch (outcome) {
      case RelayOutcome.Answered answered -> null;
      case RelayOutcome.Cancelled cancelled -> null;
      case RelayOutcome.Interrupted broken -> broken.failure();
      case RelayOutcome.Failed failed -> failed.failure();
    };
  }

  private static @Nullable FinishReason finish(RelayOutcome outcome) {
    AttemptReport report =
        switch (outcome) {
          case RelayOutcome.Answered answered -> answered.report();
          case RelayOutcome.Interrupted broken -> broken.report();
          case RelayOutcome.Cancelled cancelled -> cancelled.report();
          case RelayOutcome.Failed failed -> null; // what finished there was no answer
        };
    return report == null ? null : report.finish();
  }
}
