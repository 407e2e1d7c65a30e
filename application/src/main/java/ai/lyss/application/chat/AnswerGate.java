package ai.lyss.application.chat;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.FailureStatus;
import ai.lyss.domain.failure.GatewayFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer back until its first content, so that a failure before it stays unseen. Not
 * thread-safe; one a relay.
 */
final class AnswerGate {

  /** A preamble longer than this is let through: nobody fails over after that much. */
  private static final int MOST_HELD_BYTES = 256 * 1024;

  private static final int OK = 200;

  private final RelaySink caller;
  private final Supplier<AnswerNotes> notes;
  private @Nullable AnswerHead head;
  private @Nullable List<ByteSlice> held;
  private int heldBytes;
  private boolean open;
  private boolean done;

  /** A gate before the caller; notes are asked for when the caller is told something. */
  AnswerGate(RelaySink caller, Supplier<AnswerNotes> notes) {
    this.caller = caller;
    this.notes = notes;
  }

  /** Tells whether the caller has seen some of the answer. */
  boolean isOpen() {
    return open;
  }

  /** Returns the status under which the caller is told of a failure now. */
  int statusOf(GatewayFailure failure) {
    return caller.committed() ? OK : FailureStatus.of(failure);
  }

  /** Says nothing more to the caller. */
  void mute() {
    done = true;
    held = null;
  }

  /** Forgets what a failed attempt left. */
  void reset() {
    head = null;
    held = null;
    heldBytes = 0;
  }

  /** Takes the head of an attempt's answer. */
  void head(AnswerHead answered) {
    head = answered;
  }

  /** Holds bytes, or passes them on when the gate is open. */
  void preamble(ByteSlice bytes) {
    if (open || heldBytes + bytes.length() > MOST_HELD_BYTES) {
      pass(bytes);
      return;
    }
    if (done) {
      return;
    }
    if (held == null) {
      held = new ArrayList<>(2);
    }
    held.add(bytes);
    heldBytes += bytes.length();
  }

  /** Passes bytes on, after all that was held. */
  void pass(ByteSlice bytes) {
    open();
    if (!done) {
      caller.chunk(bytes);
    }
  }

  /** Ends the answer. */
  void end() {
    open();
    if (!done) {
      done = true;
      caller.end();
    }
  }

  /** Ends it badly, unless it has ended or nobody listens. */
  void fail(GatewayFailure failure) {
    if (!done) {
      done = true;
      caller.fail(failure, notes.get());
    }
  }

  private void open() {
    if (open) {
      return;
    }
    var answered = head;
    if (answered == null) {
      throw new IllegalStateException("content: before the head (expected: after it)");
    }
    open = true;
    var waiting = held;
    held = null;
    if (done) {
      return;
    }
    caller.head(answered, notes.get());
    if (waiting != null) {
      waiting.forEach(caller::chunk);
    }
  }
}
