package ai.lyss.adapter.rest.relay;

import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one relay on its way to the caller. What arrives in one turn of the event loop goes
 * out in one write; a slow caller pauses the vendor; a stream that is silent for a while gets a
 * comment, which commits its head, unless only the head says that it is one. Lives on one event
 * loop.
 */
final class CallerAnswer implements RelaySink {

  private static final AnswerHead STREAM_HEAD =
      new AnswerHead(HeaderNames.EVENT_STREAM.toString(), Map.of());

  private static final int TICKS = 3; // silence is measured in thirds, which needs no clock
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final DialectWriter dialect;
  private final RunningRelays running;
  private final PendingBytes pending = new PendingBytes();
  private AnswerForm form;
  private RelayChat.@Nullable Relay relay;
  private boolean flushScheduled;
  private boolean committed;
  private boolean over;
  private boolean gone;
  private boolean paused;
  private int silentTicks;
  private long ticker = NO_TIMER;

  CallerAnswer(
      Vertx vertx,
      HttpServerRequest request,
      DialectWriter dialect,
      AnswerForm form,
      RunningRelays running) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.request = request;
    this.response = request.response();
    this.dialect = form == AnswerForm.WHOLE ? dialect : dialect.ofOneAnswer();
    this.form = form;
    this.running = running;
  }

  /**
   * Starts watching the caller.
   *
   * @param mostSilence a stream is silent for at most so long
   */
  void open(Duration mostSilence) {
    running.add(this);
    response.closeHandler(closed -> leave());
    response.exceptionHandler(broken -> leave());
    if (form != AnswerForm.WHOLE && dialect.keepAlive().length > 0) {
      ticker = vertx.setPeriodic(Math.max(1, mostSilence.toMillis() / TICKS), tick -> tick());
    }
  }

  /** Takes the hand on the relay whose answer this is. */
  void of(RelayChat.Relay started) {
    relay = started;
    if (paused) {
      started.pause();
    }
    if (gone) {
      hangUp(started);
    }
  }

  /** Ends the relay because the service stops; may be called from any thread. */
  void shutDown() {
    context.runOnContext(
        now -> {
          if (relay != null) {
            relay.shutDown();
          }
        });
  }

  /** The caller is gone; the relay counts as running until it is over. */
  private void leave() {
    if (over) {
      return;
    }
    silence();
    gone = true;
    if (relay != null) {
      hangUp(relay);
    }
  }

  private void hangUp(RelayChat.Relay from) {
    from.hangUp(() -> running.remove(this));
  }

  private void finish() {
    silence();
    running.remove(this);
  }

  private void silence() {
    over = true;
    if (ticker != NO_TIMER) {
      vertx.cancelTimer(ticker);
    }
  }

  @Override
  public void head(AnswerHead head, AnswerNotes notes) {
    if (over || committed) {
      return;
    }
    NoteHeaders.put(notes, response.headers());
    commit(head);
  }

  private void commit(AnswerHead head) {
    form = form.answeredAs(head.contentType());
    var headers = response.headers();
    headers.set(HttpHeaders.CONTENT_TYPE, head.contentType());
    head.headers().forEach(headers::set);
    NoteHeaders.putDropped(head.dropped(), headers);
    if (form == AnswerForm.STREAM) {
      headers.set(HttpHeaders.CACHE_CONTROL, HeaderNames.NO_CACHE);
      headers.set(HeaderNames.BUFFERING, HeaderNames.NO);
      response.setChunked(true);
    }
    committed = true;
  }

  @Override
  public boolean committed() {
    return form == AnswerForm.STREAM ? committed : response.headWritten();
  }

  @Override
  public void chunk(ByteSlice bytes) {
    if (over) {
      return;
    }
    silentTicks = 0;
    dialect.passed(bytes);
    if (!pending.takes(bytes)) {
      write();
    }
    pending.add(bytes);
    if (!flushScheduled) {
      flushScheduled = true;
      context.runOnContext(turnOver -> flush());
    }
  }

  private void flush() {
    flushScheduled = false;
    if (!over && !pending.isEmpty()) {
      write();
    }
  }

  private void write() {
    if (form == AnswerForm.WHOLE && !response.headWritten()) {
      response.setChunked(true); // it does not come in one piece: its length is not known
    }
    response.write(WireBuffers.of(pending.take()));
    if (!paused && response.writeQueueFull()) {
      pauseUntilDrained();
    }
  }

  private void pauseUntilDrained() {
    paused = true;
    response.drainHandler(drained -> resume());
    if (relay != null) {
      relay.pause();
    }
  }

  private void resume() {
    paused = false;
    if (!over && relay != null) {
      relay.resume();
    }
  }

  @Override
  public void end() {
    if (over) {
      return;
    }
    finish();
    if (pending.isEmpty()) {
      response.end();
    } else {
      response.end(WireBuffers.of(pending.take()));
    }
  }

  @Override
  public void fail(GatewayFailure failure, AnswerNotes notes) {
    if (over) {
      return;
    }
    finish();
    if (committed && form == AnswerForm.STREAM) {
      var id = response.headers().get(HeaderNames.REQUEST_ID);
      var event = Unpooled.wrappedBuffer(dialect.errorEvent(failure, id));
      response.end(
          WireBuffers.of(
              pending.isEmpty() ? event : Unpooled.wrappedBuffer(pending.take(), event)));
    } else if (response.headWritten()) {
      BrokenAnswer.of(request);
    } else {
      NoteHeaders.put(notes, response.headers());
      FailureAnswer.write(response, dialect, failure);
    }
  }

  private void tick() {
    silentTicks++;
    if (form != AnswerForm.STREAM || silentTicks < TICKS || response.writeQueueFull()) {
      return;
    }
    silentTicks = 0;
    if (!committed) {
      commit(STREAM_HEAD);
    }
    response.write(Buffer.buffer(dialect.keepAlive()));
  }
}
