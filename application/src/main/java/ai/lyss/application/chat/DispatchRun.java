package ai.lyss.application.chat;

import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.FetchedContent;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.retry.RetryDecision;
import ai.lyss.domain.routing.Candidate;
import ai.lyss.domain.routing.Draw;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One relay's attempts, one after the other, on one event loop, until one of them answers or the
 * {@link RelayEnd} comes in another way.
 */
final class DispatchRun implements RelayChat.Relay {

  private final Dispatch shared;
  private final RelayPlan plan;
  private final AttemptTrail trail;
  private final AnswerGate gate;
  private final RelayEnd end;
  private final FetchedContent fetched = new FetchedContent();
  private @Nullable Candidate hopeful;
  private @Nullable ProviderFailure passing;

  DispatchRun(Dispatch shared, RelayPlan plan, RelaySink caller) {
    this.shared = shared;
    this.plan = plan;
    this.trail = new AttemptTrail(plan.admitted());
    this.gate = new AnswerGate(caller, trail::notes);
    this.end = new RelayEnd(shared, plan.admitted(), trail, gate, fetched::close);
  }

  /** Makes the first attempt, unless the relay is over already. */
  void start() {
    if (!end.isOver()) {
      shared.budgets().of(plan.admitted().caller().tenant()).requested();
      end.guarded("start", this::first);
    }
  }

  private void first() {
    switch (plan.next()) {
      case Draw.Drawn drawn -> open(drawn);
      case Draw.NoneLeft none ->
          end.failed(
              new GatewayFailure.NoChannelAvailable(none.retryIn()),
              null,
              RelayOutcome.Charge.NOTHING);
    }
  }

  private void open(Draw.Drawn drawn) {
    var attempt = new AttemptRun(this, drawn, shared.clock().nanos());
    trail.begin(attempt);
    var candidate = drawn.candidate();
    shared.budgets().of(candidate.channel().id()).requested();
    var admitted = plan.admitted();
    attempt.open(
        shared.calls(),
        new ChannelCalls.Call(
            candidate.provider(),
            candidate.offer().vendorModel(),
            admitted.request(),
            admitted.clippedPerChoice(),
            admitted.deadlineNanos(),
            shared.settlement().textOf(candidate),
            fetched));
    trail.opened();
  }

  void head(AnswerHead head) {
    gate.head(head);
  }

  void preamble(ByteSlice bytes) {
    gate.preamble(bytes);
    end.passed(bytes);
  }

  void content(ByteSlice bytes) {
    gate.pass(bytes);
    end.passed(bytes);
  }

  void ended(AttemptReport report) {
    end.answered(report);
  }

  void failed(AttemptRun failed, ProviderFailure failure, AttemptReport report) {
    var candidate = failed.candidate();
    shared.events().attemptFailed(candidate.channel(), candidate.offer().vendorModel(), failure);
    if (end.isDraining()) {
      end.drainFailed(failure, report);
    } else if (gate.isOpen()) {
      end.brokenOff(new GatewayFailure.Interrupted(failure.kind()), report);
    } else {
      gate.reset();
      decide(failed, failure, report);
    }
  }

  private void decide(AttemptRun failed, ProviderFailure failure, AttemptReport report) {
    var admitted = plan.admitted();
    var left = Duration.ofNanos(admitted.deadlineNanos() - shared.clock().nanos().getAsLong());
    var judged = judged(failed.candidate(), failure);
    switch (shared.retry().after(judged, trail.made(), plan.hasUntried(), left)) {
      case RetryDecision.TryNext next -> {
        if (shared.mayRetry(admitted.caller(), failed.candidate().channel())) {
          openOrGiveUp(plan.next(), failure, report);
        } else {
          giveUp(failure, report);
        }
      }
      case RetryDecision.WaitHere wait -> {
        if (shared.mayRetry(admitted.caller(), failed.candidate().channel())) {
          end.after(wait.delay(), "again", () -> openOrGiveUp(plan.again(), failure, report));
        } else {
          giveUp(failure, report);
        }
      }
      case RetryDecision.GiveUp giveUp -> giveUp(failure, report);
    }
  }

  /**
   * Returns the failure that tells whether another attempt is worth while: where this account would
   * say the same again, that of another candidate, tried before, whose failure may have passed.
   */
  private ProviderFailure judged(Candidate failed, ProviderFailure failure) {
    switch (AttemptVerdict.again(failure)) {
      case MAY_PASS -> {
        hopeful = failed;
        passing = failure;
      }
      case STAYS -> {
        if (passing != null && !failed.equals(hopeful)) {
          return passing;
        }
      }
      case OF_THE_REQUEST -> {}
    }
    return failure;
  }

  private void openOrGiveUp(Draw draw, ProviderFailure failure, AttemptReport report) {
    switch (draw) {
      case Draw.Drawn drawn -> open(drawn);
      case Draw.NoneLeft none -> giveUp(failure, report);
    }
  }

  private void giveUp(ProviderFailure failure, AttemptReport report) {
    var charge =
        report.requestSent() ? AttemptVerdict.charge(failure) : RelayOutcome.Charge.NOTHING;
    end.failed(AttemptVerdict.forCaller(failure), report, charge);
  }

  /** A call-back of an attempt threw. */
  void broken(String where, RuntimeException bug) {
    end.broken(where, bug);
  }

  @Override
  public void pause() {
    end.guarded("pause", trail::pause);
  }

  @Override
  public void resume() {
    end.guarded("resume", trail::resume);
  }

  @Override
  public void hangUp(Runnable whenOver) {
    end.callerGone(whenOver);
  }

  @Override
  public void shutDown() {
    end.guarded("shut down", end::stop);
  }
}
