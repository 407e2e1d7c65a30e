package ai.lyss.application.chat;

import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one relay ends: exactly once in the settlement, and once in the caller's sink unless the
 * caller is gone. Not thread-safe.
 */
final class RelayEnd {

  private static final GatewayFailure STOPPING =
      new GatewayFailure.Unavailable("The service is stopping.", Duration.ofSeconds(1));

  private final Settlement settlement;
  private final BugReports bugs;
  private final Timers timers;
  private final DrainBounds drain;
  private final Admitted admitted;
  private final AttemptTrail trail;
  private final AnswerGate gate;
  private final Runnable release;
  private @Nullable Runnable timer;
  private @Nullable HangUp hangUp;
  private @Nullable Runnable whenOver;
  private boolean over;

  /** The end of a relay, by which {@code release} lets go of what it held. */
  RelayEnd(
      Dispatch shared, Admitted admitted, AttemptTrail trail, AnswerGate gate, Runnable release) {
    this.settlement = shared.settlement();
    this.bugs = new BugReports(shared.events());
    this.timers = shared.timers();
    this.drain = shared.drain();
    this.admitted = admitted;
    this.trail = trail;
    this.gate = gate;
    this.release = release;
  }

  boolean isOver() {
    return over;
  }

  /** Tells whether the caller is gone and the answer is read for its usage only. */
  boolean isDraining() {
    return hangUp != null;
  }

  /** Does this after a while, unless the relay is over by then. */
  void after(Duration delay, String where, Runnable task) {
    timer =
        timers.after(
            delay,
            () -> {
              timer = null;
              if (!over) {
                guarded(where, task);
              }
            });
  }

  /** Bytes of the answer came: a drain stops at too many. */
  void passed(ByteSlice bytes) {
    if (hangUp != null && hangUp.exhaustedBy(bytes.length())) {
      cancel();
    }
  }

  /** The answer is whole. */
  void answered(AttemptReport report) {
    if (hangUp != null) {
      settle(new RelayOutcome.Cancelled(report, RelayOutcome.Drained.WHOLE));
    } else {
      settle(new RelayOutcome.Answered(report));
      gate.end();
    }
  }

  /** There is no answer. */
  void failed(GatewayFailure told, @Nullable AttemptReport report, RelayOutcome.Charge charge) {
    settle(new RelayOutcome.Failed(told, gate.statusOf(told), report, charge));
    gate.fail(told);
  }

  /** The answer broke off after its first content. */
  void brokenOff(GatewayFailure told, AttemptReport report) {
    settle(new RelayOutcome.Interrupted(told, report));
    gate.fail(told);
  }

  /** The answer that was being drained broke off. */
  void drainFailed(ProviderFailure failure, AttemptReport report) {
    boolean refused =
        report.contentBytes() == 0 && AttemptVerdict.charge(failure) == RelayOutcome.Charge.NOTHING;
    settle(new RelayOutcome.Cancelled(refused ? null : report, RelayOutcome.Drained.NOT));
  }

  /** The caller is gone; {@code told} is run when nothing of the relay is left. */
  void callerGone(Runnable told) {
    if (over) {
      told.run();
      return;
    }
    whenOver = told;
    guarded("hang up", this::cancelOrDrain);
  }

  private void cancelOrDrain() {
    if (hangUp != null) {
      return;
    }
    gate.mute();
    var running = trail.running();
    if (running == null) {
      cancel();
      return;
    }
    switch (running.candidate().channel().onDisconnect()) {
      case CANCEL -> cancel();
      case DRAIN -> {
        hangUp = new HangUp(drain);
        after(drain.time(), "drain", this::cancel);
        trail.resume();
      }
    }
  }

  /** Ends a relay that nobody waits for. */
  private void cancel() {
    settle(new RelayOutcome.Cancelled(trail.cancel(), RelayOutcome.Drained.NOT));
  }

  /** The service stops. */
  void stop() {
    if (hangUp != null) {
      cancel();
    } else if (!over) {
      interrupt(STOPPING, RelayOutcome.Charge.INPUT);
      gate.fail(STOPPING);
    }
  }

  /** Ends the attempt that runs, and the relay with it, from our side. */
  private void interrupt(GatewayFailure told, RelayOutcome.Charge whenSent) {
    var report = trail.cancel();
    if (gate.isOpen() && report != null) {
      settle(new RelayOutcome.Interrupted(told, report));
    } else {
      var charge = report != null && report.requestSent() ? whenSent : RelayOutcome.Charge.NOTHING;
      settle(new RelayOutcome.Failed(told, gate.statusOf(told), report, charge));
    }
  }

  private void settle(RelayOutcome outcome) {
    if (over) {
      return;
    }
    over = true;
    release.run();
    var waiting = timer;
    timer = null;
    if (waiting != null) {
      waiting.run();
    }
    settlement.close(admitted, trail, outcome);
    var told = whenOver;
    if (told != null) {
      told.run();
    }
  }

  /** Does a step whose bug becomes the relay's end. */
  void guarded(String where, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      broken(where, bug);
    }
  }

  /** A bug must not leave the caller hanging, nor a slot or a reservation taken. */
  void broken(String where, RuntimeException bug) {
    bugs.tell(where, bug);
    var told = new GatewayFailure.Internal();
    try {
      if (!over) {
        interrupt(told, RelayOutcome.Charge.NOTHING);
      }
    } catch (RuntimeException another) {
      bugs.tell(where, another);
      settle(new RelayOutcome.Failed(told, null, RelayOutcome.Charge.NOTHING));
    }
    bugs.completes(where, () -> gate.fail(told));
  }
}
