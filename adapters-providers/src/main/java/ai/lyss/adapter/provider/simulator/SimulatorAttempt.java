package ai.lyss.adapter.provider.simulator;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.RequestOutline;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One running simulated attempt, on one event loop, paced by timers. */
final class SimulatorAttempt implements Attempt {

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final ProviderFailure BREAK = new ProviderFailure.BrokenOff("a simulated break");

  /**
   * How an attempt goes.
   *
   * @param failure what it fails by before its first token; null when it does not
   * @param breaks whether its answer breaks off half way
   */
  record Fate(@Nullable ProviderFailure failure, boolean breaks) {

    static final Fate GOOD = new Fate(null, false);
    static final Fate BROKEN = new Fate(null, true);
  }

  /** What is answered, and how it is spelled. */
  record Script(SimulatorAnswer answer, SimulatorWire wire) {}

  /** What limits an attempt in time: how long it has left when it starts. */
  private final Duration timeLeft;

  private final Timers timers;
  private final SimulatorSettings settings;
  private final RequestOutline outline;
  private final SimulatorAnswer answer;
  private final SimulatorWire wire;
  private final AttemptSink sink;
  private @Nullable Runnable timer;
  private @Nullable Runnable deadline;
  private boolean breaks;
  private int lastStep;
  private int step;
  private long contentBytes;
  private boolean paused;
  private boolean waiting;
  private boolean over;

  SimulatorAttempt(
      Timers timers,
      Duration timeLeft,
      SimulatorSettings settings,
      RequestOutline outline,
      Script script,
      AttemptSink sink) {
    this.timers = timers;
    this.timeLeft = timeLeft;
    this.settings = settings;
    this.outline = outline;
    this.answer = script.answer();
    this.wire = script.wire();
    this.sink = sink;
  }

  /** Starts on its way. */
  SimulatorAttempt start(Fate fate) {
    var failure = fate.failure();
    breaks = fate.breaks();
    lastStep = breaks ? Math.max(1, answer.steps() / 2) : answer.steps();
    deadline = timers.after(timeLeft, () -> fail(new ProviderFailure.TimedOut(TimeoutPhase.TOTAL)));
    if (failure != null) {
      timer = timers.after(settings.latency(), () -> fail(failure));
    } else if (outline.stream()) {
      timer = timers.after(settings.latency(), this::begin);
    } else {
      Runnable end = breaks ? () -> fail(BREAK) : this::whole;
      timer = timers.after(settings.latency().plus(pause(lastStep)), end);
    }
    return this;
  }

  private Duration pause(int tokens) {
    double pace = settings.tokensPerSecond();
    return pace == 0 ? Duration.ZERO : Duration.ofNanos(Math.round(tokens / pace * NANOS));
  }

  private void whole() {
    sink.head(new AnswerHead(wire.contentType(), Map.of()));
    if (!over) {
      for (int i = 0; i < answer.steps(); i++) {
        contentBytes += answer.stepBytes(i);
      }
      sink.content(ByteSlice.of(wire.whole()));
      end();
    }
  }

  private void begin() {
    sink.head(new AnswerHead(wire.contentType(), Map.of()));
    for (int i = 0; i < outline.choices() && !over; i++) {
      var bytes = wire.begin(i);
      if (bytes.length > 0) {
        sink.preamble(ByteSlice.of(bytes));
      }
    }
    next();
  }

  private void next() {
    timer = null;
    int batch = batch();
    while (!over && !paused && batch-- > 0 && step < lastStep) {
      contentBytes += answer.stepBytes(step);
      var bytes = wire.step(step++);
      if (bytes.length > 0) {
        sink.content(ByteSlice.of(bytes));
      }
    }
    waiting = paused;
    if (over || paused) {
      return;
    }
    if (breaks && step == lastStep) {
      fail(BREAK);
    } else if (step == lastStep) {
      sink.content(ByteSlice.of(wire.last()));
      end();
    } else {
      timer = timers.after(pause(batch()), this::next);
    }
  }

  /** Returns how many tokens go out at once: as many as are due in the shortest wait. */
  private int batch() {
    double pace = settings.tokensPerSecond();
    return pace == 0
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(pace * TICK_NANOS / NANOS)));
  }

  private void end() {
    if (!over) {
      stop();
      sink.end(new AttemptReport(true, answer.usage(), contentBytes, answer.finish()));
    }
  }

  private void fail(ProviderFailure failure) {
    if (!over) {
      stop();
      sink.fail(failure, report());
    }
  }

  private void stop() {
    over = true;
    if (timer != null) {
      timer.run();
    }
    if (deadline != null) {
      deadline.run();
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    if (waiting && !over) {
      waiting = false;
      timer = timers.after(Duration.ZERO, this::next);
    }
  }

  @Override
  public AttemptReport cancel() {
    if (!over) {
      stop();
    }
    return report();
  }

  private AttemptReport report() {
    return new AttemptReport(true, TokenUsage.UNKNOWN, contentBytes, null);
  }
}
