package ai.lyss.adapter.provider;

import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpChannelCalls;
import ai.lyss.adapter.provider.http.HttpTransport;
import ai.lyss.adapter.provider.http.TransportOptions;
import ai.lyss.adapter.provider.http.TransportTimeouts;
import ai.lyss.adapter.provider.http.egress.EgressGuard;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.port.RecordingAttemptSink;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An event loop with a transport and calls of OpenAI-compatible vendors on it. */
public final class TestLoop implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Context loop = vertx.getOrCreateContext();
  private final HttpTransport transport;
  private final ChannelCalls calls;

  /** A loop with the usual limits. */
  public TestLoop() {
    this(TransportTimeouts.STANDARD, AnswerLimits.STANDARD);
  }

  /** A loop with these limits. */
  public TestLoop(TransportTimeouts timeouts, AnswerLimits limits) {
    this(TransportOptions.STANDARD.with(timeouts), limits);
  }

  /** A loop with these options. */
  public TestLoop(TransportOptions options, AnswerLimits limits) {
    this(options, limits, TestEgress.ofThisMachine(), System::nanoTime);
  }

  /** A loop with connections that this guard allows, and this clock. */
  public TestLoop(
      TransportOptions options, AnswerLimits limits, EgressGuard guard, LongSupplier nanos) {
    transport = new HttpTransport(vertx, options, guard, nanos);
    calls =
        new HttpChannelCalls(
            transport, OpenAiProtocol.compatible("test", InstantSource.system(), limits));
  }

  /** Returns calls of another vendor of this dialect, over the same transport. */
  public ChannelCalls calls(OpenAiProtocol protocol) {
    return new HttpChannelCalls(transport, protocol);
  }

  public Vertx vertx() {
    return vertx;
  }

  public HttpTransport transport() {
    return transport;
  }

  public ChannelCalls calls() {
    return calls;
  }

  public void run(Runnable task) {
    loop.runOnContext(now -> task.run());
  }

  /** Runs a task on the loop and returns what it returned. */
  public <T> T get(Supplier<T> task) {
    var result = new CompletableFuture<T>();
    run(
        () -> {
          try {
            result.complete(task.get());
          } catch (RuntimeException thrown) {
            result.completeExceptionally(thrown);
          }
        });
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }

  public Attempt open(Call call, AttemptSink sink) {
    return get(() -> calls.open(call, sink));
  }

  /** Opens a call and waits for its end. */
  public RecordingAttemptSink finished(Call call) {
    var sink = new RecordingAttemptSink();
    open(call, sink);
    sink.await();
    return sink;
  }

  /** Waits until something holds, and fails when it does not within 10 s. */
  public static void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 10 s: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Fails when an attempt is left. */
  public void assertNothingLeft() {
    until(
        "no open attempts, but there are " + transport.openAttempts(),
        () -> transport.openAttempts() == 0);
  }

  @Override
  public void close() {
    assertNothingLeft();
    transport.close().toCompletionStage().toCompletableFuture().join();
    until("no open connections", () -> transport.openConnections() == 0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
