package ai.lyss.domain.fake;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Calls of vendors that a test answers by hand, one event after the other. What is told after an
 * attempt was cancelled does not reach its sink, as the port demands.
 */
public final class ScriptedCalls implements ChannelCalls {

  private final List<Scripted> attempts = new ArrayList<>();
  private final Deque<Consumer<Scripted>> scripts = new ArrayDeque<>();

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    var attempt = new Scripted(call, sink);
    attempts.add(attempt);
    var script = scripts.poll();
    if (script != null) {
      script.accept(attempt);
    }
    return attempt;
  }

  /** Lets the next attempt do this while it is being opened. */
  public ScriptedCalls whenOpened(Consumer<Scripted> script) {
    scripts.add(script);
    return this;
  }

  /** Returns all attempts in the order of their opening. */
  public List<Scripted> attempts() {
    return attempts;
  }

  /** Returns the attempt opened last. */
  public Scripted last() {
    if (attempts.isEmpty()) {
      throw new AssertionError("no attempt was opened (expected: one)");
    }
    return attempts.getLast();
  }

  /** One attempt: the vendor's side of it for the test, the handle for the core. */
  public static final class Scripted implements Attempt {

    private final Call call;
    private final AttemptSink sink;
    private boolean paused;
    private boolean cancelled;
    private boolean over;
    private AttemptReport known = AttemptReport.UNSENT;
    private RuntimeException trouble;

    private Scripted(Call call, AttemptSink sink) {
      this.call = call;
      this.sink = sink;
    }

    /** Returns what was asked for. */
    public Call call() {
      return call;
    }

    /** Sets what {@link #cancel} reports. */
    public Scripted knows(AttemptReport report) {
      known = report;
      return this;
    }

    /** Lets {@link #pause}, {@link #resume} and {@link #cancel} throw. */
    public Scripted breaksWith(RuntimeException bug) {
      trouble = bug;
      return this;
    }

    /** The head of a stream comes. */
    public Scripted head() {
      return head(new AnswerHead("text/event-stream", Map.of()));
    }

    /** This head comes. */
    public Scripted head(AnswerHead head) {
      if (!over) {
        sink.head(head);
      }
      return this;
    }

    /** Text without content comes. */
    public Scripted preamble(String text) {
      if (!over) {
        sink.preamble(ByteSlice.of(text.getBytes(StandardCharsets.UTF_8)));
      }
      return this;
    }

    /** Text with content comes. */
    public Scripted content(String text) {
      if (!over) {
        sink.content(ByteSlice.of(text.getBytes(StandardCharsets.UTF_8)));
      }
      return this;
    }

    /** The answer is whole. */
    public void end(AttemptReport report) {
      if (!over) {
        over = true;
        sink.end(report);
      }
    }

    /** The attempt fails. */
    public void fail(ProviderFailure failure, AttemptReport report) {
      if (!over) {
        over = true;
        sink.fail(failure, report);
      }
    }

    /** The attempt fails before its request was sent. */
    public void fail(ProviderFailure failure) {
      fail(failure, AttemptReport.UNSENT);
    }

    /** Returns where the core listens, for calls that the port forbids. */
    public AttemptSink sink() {
      return sink;
    }

    /** Tells whether the core wants nothing to be read for now. */
    public boolean isPaused() {
      return paused;
    }

    /** Tells whether the core cancelled it. */
    public boolean isCancelled() {
      return cancelled;
    }

    /** Tells whether it ended, failed or was cancelled. */
    public boolean isOver() {
      return over;
    }

    @Override
    public void pause() {
      paused = true;
      throwTrouble();
    }

    @Override
    public void resume() {
      paused = false;
      throwTrouble();
    }

    @Override
    public AttemptReport cancel() {
      if (!over) {
        over = true;
        cancelled = true;
        throwTrouble();
      }
      return known;
    }

    private void throwTrouble() {
      if (trouble != null) {
        throw trouble;
      }
    }
  }
}
