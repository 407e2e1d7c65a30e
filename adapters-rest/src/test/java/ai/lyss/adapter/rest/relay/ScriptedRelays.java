package ai.lyss.adapter.rest.relay;

import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Relays that a test answers by hand, on the event loop that asked for them. */
final class ScriptedRelays implements RelayChat {

  /** The longest a test waits for anything. */
  static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<Running> started = new LinkedBlockingQueue<>();
  private final List<GatewayFailure> refusals = new CopyOnWriteArrayList<>();
  private volatile Consumer<Running> atOnce = relay -> {};

  /** Lets relays do this before their hand is given out. */
  ScriptedRelays atOnce(Consumer<Running> script) {
    atOnce = script;
    return this;
  }

  @Override
  public Relay relay(Caller caller, RelayRequest request, String requestId, RelaySink sink) {
    var relay = new Running(request, requestId, sink, Vertx.currentContext());
    atOnce.accept(relay);
    started.add(relay);
    return relay;
  }

  @Override
  public void refused(String requestId, Caller caller, GatewayFailure failure) {
    refusals.add(failure);
  }

  List<GatewayFailure> refusals() {
    return refusals;
  }

  boolean noneStarted() {
    return started.isEmpty();
  }

  /** Returns the next relay that was started, waiting for it. */
  Running next() throws InterruptedException {
    var relay = started.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (relay == null) {
      throw new AssertionError("no relay was started (expected: one)");
    }
    return relay;
  }

  /** One relay. */
  static final class Running implements Relay {

    /** The chat that is relayed; null when it is something else. */
    final ChatRequest request;

    final String requestId;
    final CompletableFuture<Runnable> hungUp = new CompletableFuture<>();
    final CompletableFuture<Void> stopped = new CompletableFuture<>();
    final AtomicInteger pauses = new AtomicInteger();
    final AtomicInteger resumes = new AtomicInteger();
    private final RelaySink sink;
    private final Context loop;

    private Running(RelayRequest request, String requestId, RelaySink sink, Context loop) {
      this.request = request instanceof ChatRequest chat ? chat : null;
      this.requestId = requestId;
      this.sink = sink;
      this.loop = loop;
    }

    /** Does all this in one turn of the event loop, and waits for it. */
    Running turn(Consumer<Running> script) {
      var done = new CompletableFuture<Void>();
      loop.runOnContext(
          now -> {
            try {
              script.accept(this);
              done.complete(null);
            } catch (Throwable thrown) {
              done.completeExceptionally(thrown);
            }
          });
      done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return this;
    }

    Running head() {
      return head(Map.of());
    }

    Running head(Map<String, String> headers) {
      var type = request.outline().stream() ? "text/event-stream" : "application/json";
      sink.head(new AnswerHead(type, headers), new AnswerNotes(1, "east", "main", null, null));
      return this;
    }

    Running headOf(String contentType) {
      sink.head(
          new AnswerHead(contentType, Map.of()), new AnswerNotes(1, "east", "main", null, null));
      return this;
    }

    Running headDropping(String... pointers) {
      sink.head(
          new AnswerHead("application/json", Map.of(), List.of(pointers)),
          new AnswerNotes(1, "east", "main", null, null));
      return this;
    }

    Running headWith(AnswerNotes notes) {
      sink.head(new AnswerHead("application/json", Map.of()), notes);
      return this;
    }

    Running chunk(String text) {
      return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    Running chunk(byte[] bytes) {
      sink.chunk(ByteSlice.of(bytes));
      return this;
    }

    void end() {
      sink.end();
    }

    void fail(GatewayFailure failure) {
      sink.fail(failure, new AnswerNotes(2, "west", "spare", null, null));
    }

    @Override
    public void pause() {
      pauses.incrementAndGet();
    }

    @Override
    public void resume() {
      resumes.incrementAndGet();
    }

    @Override
    public void hangUp(Runnable whenOver) {
      hungUp.complete(whenOver);
    }

    @Override
    public void shutDown() {
      stopped.complete(null);
    }

    /** Waits until the relay has been told that the service stops. */
    void awaitStop() {
      stopped.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits until the caller's leaving has been noticed; returns what to run when all is over. */
    Runnable awaitHangUp() {
      return hungUp.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }
}
