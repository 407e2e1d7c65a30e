package ai.lyss.application.chat;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.health.AttemptOutcome;
import ai.lyss.domain.health.Permit;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.routing.Candidate;
import ai.lyss.domain.routing.Draw;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a relay: holds its permit until it is over, and tells its channel's health how it
 * went. What a vendor's adapter says after the end is dropped, and what a call-back throws becomes
 * the run's bug. Not thread-safe.
 */
final class AttemptRun implements AttemptSink {

  private static final long NONE = -1;

  private final DispatchRun run;
  private final Candidate candidate;
  private final Permit permit;
  private final LongSupplier nanos;
  private final long started;
  private @Nullable Attempt handle;
  private long firstToken = NONE;
  private boolean over;

  AttemptRun(DispatchRun run, Draw.Drawn drawn, LongSupplier nanos) {
    this.run = run;
    this.candidate = drawn.candidate();
    this.permit = drawn.permit();
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /** Calls the vendor, who may answer or fail within this very call. */
  void open(ChannelCalls calls, ChannelCalls.Call call) {
    var opened = calls.open(call, this);
    handle = opened;
    if (over) {
      opened.cancel(); // it was called off while it was being opened
    }
  }

  /** Returns the candidate it is made on. */
  Candidate candidate() {
    return candidate;
  }

  /** Tells whether it has ended, failed or been cancelled. */
  boolean isOver() {
    return over;
  }

  /** Returns when its first content came, on the monotonic clock; null when none did. */
  @Nullable Long firstToken() {
    return firstToken == NONE ? null : firstToken;
  }

  void pause() {
    if (handle != null && !over) {
      handle.pause();
    }
  }

  void resume() {
    if (handle != null && !over) {
      handle.resume();
    }
  }

  /** Calls it off, which says nothing about the channel, and returns what is known of it. */
  AttemptReport cancel() {
    over = true;
    try {
      var opened = handle;
      return opened == null ? AttemptReport.UNSENT : opened.cancel();
    } finally {
      close(AttemptOutcome.IGNORED);
    }
  }

  @Override
  public void head(AnswerHead head) {
    if (!over) {
      run.head(head);
    }
  }

  @Override
  public void preamble(ByteSlice bytes) {
    if (over) {
      return;
    }
    try {
      run.preamble(bytes);
    } catch (RuntimeException bug) {
      run.broken("preamble", bug);
    }
  }

  @Override
  public void content(ByteSlice bytes) {
    if (over) {
      return;
    }
    try {
      if (firstToken == NONE) {
        firstToken = nanos.getAsLong();
      }
      run.content(bytes);
    } catch (RuntimeException bug) {
      run.broken("content", bug);
    }
  }

  @Override
  public void end(AttemptReport report) {
    if (over) {
      return;
    }
    over = true;
    try {
      close(AttemptOutcome.SUCCESS);
      run.ended(report);
    } catch (RuntimeException bug) {
      run.broken("end", bug);
    }
  }

  @Override
  public void fail(ProviderFailure failure, AttemptReport report) {
    if (over) {
      return;
    }
    over = true;
    try {
      close(AttemptVerdict.ofChannel(failure));
      AttemptVerdict.bench(candidate, failure);
      run.failed(this, failure, report);
    } catch (RuntimeException bug) {
      run.broken("fail", bug);
    }
  }

  private void close(AttemptOutcome outcome) {
    permit.close(outcome, firstToken == NONE ? NONE : firstToken - started);
  }
}
