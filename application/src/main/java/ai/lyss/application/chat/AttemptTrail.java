package ai.lyss.application.chat;

import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.routing.Candidate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The attempts a relay has made: how many, and the last of them. Not thread-safe. */
final class AttemptTrail {

  private final Admitted admitted;
  private @Nullable AttemptRun last;
  private int made;
  private boolean paused;

  AttemptTrail(Admitted admitted) {
    this.admitted = admitted;
  }

  /** Counts another attempt. */
  void begin(AttemptRun next) {
    made++;
    last = next;
  }

  /** The attempt begun last is open now: a pause that came before reaches it. */
  void opened() {
    if (paused) {
      pause();
    }
  }

  int made() {
    return made;
  }

  /** Returns the attempt that runs; null when none does. */
  @Nullable AttemptRun running() {
    var begun = last;
    return begun == null || begun.isOver() ? null : begun;
  }

  /** Returns the candidate of the last attempt; null when there was none. */
  @Nullable Candidate candidate() {
    return last == null ? null : last.candidate();
  }

  /** Returns the time from admission to the first content; null when none came. */
  @Nullable Duration timeToFirstToken() {
    var at = last == null ? null : last.firstToken();
    return at == null ? null : Duration.ofNanos(at - admitted.startedNanos());
  }

  /** Pauses the attempt that runs, and those to come. */
  void pause() {
    paused = true;
    var running = running();
    if (running != null) {
      running.pause();
    }
  }

  void resume() {
    paused = false;
    var running = running();
    if (running != null) {
      running.resume();
    }
  }

  /** Cancels the attempt that runs and returns what is known of it; null when none runs. */
  @Nullable AttemptReport cancel() {
    var running = running();
    return running == null ? null : running.cancel();
  }

  /** Returns what the caller may be told of the way so far. */
  AnswerNotes notes() {
    var warning = admitted.reservation().warning();
    var candidate = candidate();
    return new AnswerNotes(
        made,
        candidate == null ? null : candidate.channel().name(),
        candidate == null ? null : candidate.provider().name(),
        admitted.clippedPerChoice(),
        warning == null ? null : warning.toString());
  }
}
