package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptReport;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.port.ChannelCalls.Call;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt over HTTP, from the search for a connection until that connection is free again.
 * Lives on one event loop. A pooled connection that the vendor closed just as the request went out
 * is replaced once by another: when it had served before, nothing of the answer came, and it broke
 * within a second; or when the vendor said over HTTP/2 that it has done nothing for the request.
 */
final class HttpAttempt implements Attempt, ExchangeEvents, AnswerReader.Out {

  private static final long STALE_WITHIN_NANOS = 1_000_000_000;
  private static final int DRAIN_BYTES = 64 << 10;
  private static final ProviderFailure INCOMPLETE =
      new ProviderFailure.BrokenOff("the answer ended before it was read");

  private final HttpLoop loop;
  private final VendorProtocol protocol;
  private final Call call;
  private final AttemptSink sink;
  private AttemptPhase phase = AttemptPhase.CONNECTING;
  private HttpExchange exchange;
  private @Nullable AnswerReader reader;
  private @Nullable RefusalBody refusal;
  private boolean requestSent;
  private boolean replaced;
  private boolean paused;
  private boolean working;
  private int drained;
  private long touched;

  HttpAttempt(
      HttpLoop loop,
      VendorProtocol protocol,
      Call call,
      AttemptSink sink,
      HttpCall http,
      RequestOptions target) {
    this.loop = loop;
    this.protocol = protocol;
    this.call = call;
    this.sink = sink;
    this.exchange = new HttpExchange(loop, http, target, this);
  }

  HttpAttempt start() {
    touched = loop.now();
    loop.add(this);
    exchange.start();
    return this;
  }

  /** Ends the attempt when it is late. */
  void checkTime(long now) {
    boolean tooLate = phase.hasDeadline() && now - call.deadlineNanos() >= 0;
    var late =
        tooLate ? TimeoutPhase.TOTAL : phase.late(now - touched, loop.limits(), paused || working);
    if (late != null) {
      if (late != TimeoutPhase.TOTAL) {
        exchange.distrust();
      }
      giveUp(new ProviderFailure.TimedOut(late));
    }
  }

  /** Ends the attempt in the way of its phase; with this failure where it has no better one. */
  private void giveUp(ProviderFailure failure) {
    var told = refusal;
    if (told != null && phase == AttemptPhase.REFUSED) {
      guarded(() -> fail(protocol.refusal(call, told.head(), told.bytes())));
    } else if (phase == AttemptPhase.DRAINING) {
      leave();
    } else {
      fail(failure);
    }
  }

  @Override
  public void connected() {
    phase = AttemptPhase.WAITING;
    touched = loop.now();
  }

  @Override
  public void sent() {
    requestSent = true;
  }

  @Override
  public void head(HttpHead head) {
    touched = loop.now();
    if (head.status() < 200 || head.status() > 299) {
      phase = AttemptPhase.REFUSED;
      refusal = new RefusalBody(head);
      return;
    }
    phase = AttemptPhase.READING;
    guarded(
        () -> {
          reader = protocol.reader(call, this);
          reader.head(head);
        });
  }

  @Override
  public void bytes(ByteSlice bytes) {
    touched = loop.now();
    var reading = reader;
    if (phase == AttemptPhase.READING && reading != null) {
      guarded(() -> reading.bytes(bytes));
    } else if (phase == AttemptPhase.REFUSED && refusal != null && !refusal.add(bytes)) {
      giveUp(INCOMPLETE);
    } else if (phase == AttemptPhase.DRAINING) {
      drained += bytes.length();
      if (drained > DRAIN_BYTES) {
        leave();
      }
    }
  }

  /** Runs a step of the vendor's protocol; a bug in it ends the attempt before it is reported. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      fail(new ProviderFailure.Malformed("the answer could not be read"));
      throw bug;
    }
  }

  @Override
  public void ended() {
    if (phase == AttemptPhase.READING && reader != null) {
      guarded(reader::end);
    } else {
      giveUp(INCOMPLETE);
    }
  }

  @Override
  public void broken(Throwable cause) {
    requestSent &= !exchange.isUntouched();
    if (phase == AttemptPhase.WAITING && !replaced && (exchange.isUntouched() || isStale(cause))) {
      replace();
    } else {
      giveUp(phase.broken(cause, requestSent));
    }
  }

  private boolean isStale(Throwable cause) {
    return exchange.servedBefore()
        && TransportFailure.isBreak(cause)
        && !(cause instanceof StreamResetException) // the connection lives: the vendor meant it
        && loop.now() - touched < STALE_WITHIN_NANOS;
  }

  private void replace() {
    replaced = true;
    phase = AttemptPhase.CONNECTING;
    touched = loop.now();
    exchange = exchange.replaced();
    if (paused) {
      exchange.pause();
    }
  }

  @Override
  public void head(AnswerHead head) {
    if (phase == AttemptPhase.READING) {
      sink.head(head);
    }
  }

  @Override
  public void preamble(ByteSlice bytes) {
    if (phase == AttemptPhase.READING) {
      sink.preamble(bytes);
    }
  }

  @Override
  public void content(ByteSlice bytes) {
    if (phase == AttemptPhase.READING) {
      sink.content(bytes);
    }
  }

  @Override
  public void end() {
    if (phase == AttemptPhase.READING) {
      if (exchange.isOver()) {
        leave();
      } else {
        phase = AttemptPhase.DRAINING;
        exchange.resume();
      }
      sink.end(report());
    }
  }

  @Override
  public void fail(ProviderFailure failure) {
    if (!phase.isClosed()) {
      leave();
      sink.fail(failure, report());
    }
  }

  @Override
  public void beside(Supplier<Runnable> work) {
    working = true;
    loop.beside(work::get).onComplete(this::worked);
  }

  private void worked(AsyncResult<Runnable> done) {
    working = false;
    touched = loop.now();
    if (phase == AttemptPhase.READING) {
      guarded(
          () -> {
            if (done.failed()) {
              throw new IllegalStateException("the answer could not be read", done.cause());
            }
            done.result().run();
          });
    }
  }

  /** Gives the connection up, unless the answer has ended on it, and forgets the attempt. */
  private void leave() {
    phase = AttemptPhase.OVER;
    loop.remove(this);
    exchange.reset();
  }

  @Override
  public void pause() {
    paused = true;
    if (phase != AttemptPhase.DRAINING) {
      exchange.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    touched = loop.now();
    exchange.resume();
  }

  @Override
  public AttemptReport cancel() {
    if (!phase.isClosed()) {
      leave();
    }
    return report();
  }

  private AttemptReport report() {
    return reader == null
        ? new AttemptReport(requestSent, TokenUsage.UNKNOWN, 0, null)
        : new AttemptReport(
            requestSent, reader.usage(), reader.contentBytes(), reader.finish(), reader.text());
  }
}
