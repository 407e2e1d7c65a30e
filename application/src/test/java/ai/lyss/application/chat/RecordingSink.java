package ai.lyss.application.chat;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A caller that notes what it is told and every call that the protocol of the sink forbids. */
final class RecordingSink implements RelaySink {

  private final List<String> violations = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private AnswerHead head;
  private AnswerNotes notes;
  private GatewayFailure failure;
  private boolean ended;
  private boolean gone;
  private boolean keptAlive;
  private Consumer<String> reaction = what -> {};

  /** Does this at each call, which is named: may throw, may act on the relay. */
  RecordingSink reacting(Consumer<String> by) {
    reaction = by;
    return this;
  }

  /** The caller has been given a status before there was anything to answer. */
  void keepAlive() {
    keptAlive = true;
  }

  /** From now on nothing may be told. */
  void leave() {
    gone = true;
  }

  @Override
  public void head(AnswerHead answered, AnswerNotes told) {
    check("head", !isOver() && head == null);
    head = answered;
    notes = told;
    reaction.accept("head");
  }

  @Override
  public boolean committed() {
    return keptAlive || head != null;
  }

  @Override
  public void chunk(ByteSlice bytes) {
    check("chunk", !isOver() && head != null);
    text.append(bytes.text());
    reaction.accept("chunk");
  }

  @Override
  public void end() {
    check("end", !isOver() && head != null);
    ended = true;
    reaction.accept("end");
  }

  @Override
  public void fail(GatewayFailure told, AnswerNotes with) {
    check("fail", !isOver());
    failure = told;
    if (notes == null) {
      notes = with;
    }
    reaction.accept("fail");
  }

  private void check(String call, boolean allowed) {
    if (!allowed || gone) {
      violations.add(call + " after " + this);
    }
  }

  boolean isOver() {
    return ended || failure != null;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean hasHead() {
    return head != null;
  }

  String text() {
    return text.toString();
  }

  GatewayFailure failure() {
    return failure;
  }

  AnswerHead head() {
    return head;
  }

  AnswerNotes notes() {
    return notes;
  }

  List<String> violations() {
    return violations;
  }

  @Override
  public String toString() {
    return (gone ? "gone " : "")
        + (head == null ? "no head" : "head")
        + ", "
        + text.length()
        + " characters, "
        + (ended ? "end" : failure == null ? "no end" : failure.toString());
  }
}
