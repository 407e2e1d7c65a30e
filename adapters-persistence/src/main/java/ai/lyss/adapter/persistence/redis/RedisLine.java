package ai.lyss.adapter.persistence.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One pipelined connection to Redis: what one thread calls first is run first. Each call is
 * answered within the deadline, on the event loop that made it; a server that refuses, breaks off
 * or just never answers is the same to the caller. A lost connection is made again by the next call
 * that the breaker lets through. Thread-safe, does not block.
 */
public final class RedisLine implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RedisLine.class);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final long STALL_NANOS = 10_000_000;

  private final Vertx vertx;
  private final RedisOptions options;
  private final List<RedisScript> scripts;
  private final Duration deadline;
  private final LongSupplier nanos;
  private final RedisBreaker breaker = new RedisBreaker();
  private final AtomicReference<@Nullable Connecting> present = new AtomicReference<>();
  private volatile boolean closed;

  /** A connection that is being made, or stands; its client must be closed once only. */
  private record Connecting(Redis client, Promise<RedisConnection> line, AtomicBoolean shut) {
    void close() {
      if (shut.compareAndSet(false, true)) {
        client.close();
      }
    }
  }

  /**
   * A line that is connected by its first call.
   *
   * @param scripts loaded with every new connection, before anything else is called on it
   * @param deadline how long an answer is awaited
   */
  public RedisLine(
      Vertx vertx,
      RedisOptions options,
      List<RedisScript> scripts,
      Duration deadline,
      LongSupplier nanos) {
    this.vertx = vertx;
    this.options = options;
    this.scripts = List.copyOf(scripts);
    this.deadline = deadline;
    this.nanos = nanos;
  }

  /** Runs a script; one that Redis has forgotten is sent again. */
  public void run(
      RedisScript script, List<String> keys, List<String> arguments, Consumer<RedisReply> answer) {
    run(script, keys, arguments, deadline, answer);
  }

  /** Does the same for a caller who may wait for as long as {@code patience}. */
  public void run(
      RedisScript script,
      List<String> keys,
      List<String> arguments,
      Duration patience,
      Consumer<RedisReply> answer) {
    call(
        patience,
        line ->
            line.send(request(Command.EVALSHA, script.sha1(), keys, arguments))
                .recover(
                    failure ->
                        String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")
                            ? line.send(request(Command.EVAL, script.text(), keys, arguments))
                            : Future.failedFuture(failure)),
        answer);
  }

  /** Asks whether Redis answers. */
  public void ping(Duration patience, Consumer<RedisReply> answer) {
    call(patience, line -> line.send(Request.cmd(Command.PING)), answer);
  }

  private static Request request(
      Command command, String script, List<String> keys, List<String> arguments) {
    var request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  /** Something to do on a connection. */
  private interface Use {
    Future<Response> on(RedisConnection line);
  }

  private void call(Duration patience, Use use, Consumer<RedisReply> answer) {
    if (closed || !breaker.passes(nanos.getAsLong())) {
      answer.accept(new RedisReply.Unsent());
      return;
    }
    var context = vertx.getOrCreateContext();
    var answered = new AtomicBoolean();
    var connecting = connecting();
    var timer = new AtomicLong();
    Runnable expired =
        () -> {
          if (answered.compareAndSet(false, true)) {
            failed(connecting, "no answer within " + patience.toMillis() + " ms");
            answer.accept(new RedisReply.Unanswered());
          }
        };
    expect(patience, timer, () -> expect(patience, timer, expired, expired), expired);
    connecting
        .line()
        .future()
        .compose(use::on)
        .onComplete(
            done -> {
              if (answered.compareAndSet(false, true)) {
                vertx.cancelTimer(timer.get());
                var reply = reply(connecting, done.succeeded(), done.result(), done.cause());
                on(context, () -> answer.accept(reply));
              }
            });
  }

  /**
   * Does {@code expired} when the patience is over; {@code stalled} instead when that is noticed so
   * late that this process stood still, and the answer may have come and wait to be read.
   */
  private void expect(Duration patience, AtomicLong timer, Runnable stalled, Runnable expired) {
    long due = nanos.getAsLong() + patience.toNanos();
    timer.set(
        vertx.setTimer(
            patience.toMillis(),
            id -> (nanos.getAsLong() - due > STALL_NANOS ? stalled : expired).run()));
  }

  private RedisReply reply(
      Connecting used, boolean good, @Nullable Response value, @Nullable Throwable cause) {
    if (good) {
      breaker.succeeded();
      return new RedisReply.Answered(value);
    }
    failed(used, String.valueOf(cause == null ? null : cause.getMessage()));
    return used.line().future().failed() ? new RedisReply.Unsent() : new RedisReply.Unanswered();
  }

  private static void on(Context context, Runnable task) {
    if (context.equals(Vertx.currentContext())) {
      task.run();
    } else {
      context.runOnContext(ignored -> task.run());
    }
  }

  private void failed(Connecting used, String why) {
    if (breaker.failed(nanos.getAsLong())) {
      LOG.warnf("Redis does not answer (%s): it is left alone until it does", why);
    }
    // A connection whose other end is gone without a word never gets well again.
    if (breaker.isOpen() && used.line().future().isComplete()) {
      drop(used);
    }
  }

  private void drop(Connecting used) {
    if (present.compareAndSet(used, null)) {
      used.line().tryFail("dropped");
      used.close();
    }
  }

  private Connecting connecting() {
    while (true) {
      var now = present.get();
      if (now != null && !now.line().future().failed()) {
        return now;
      }
      var next =
          new Connecting(
              Redis.createClient(vertx, options), Promise.promise(), new AtomicBoolean());
      if (present.compareAndSet(now, next)) {
        connect(next);
        return next;
      }
      next.close();
    }
  }

  private void connect(Connecting next) {
    var line = next.line();
    long timer =
        vertx.setTimer(
            CONNECT_PATIENCE.toMillis(),
            id -> {
              if (line.tryFail("not connected within " + CONNECT_PATIENCE)) {
                next.close();
              }
            });
    next.client()
        .connect()
        .compose(made -> prepared(made, next))
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              if (done.succeeded()) {
                line.tryComplete(done.result());
              } else {
                line.tryFail(done.cause());
                next.close();
              }
            });
  }

  private Future<RedisConnection> prepared(RedisConnection made, Connecting next) {
    made.exceptionHandler(broken -> drop(next));
    made.endHandler(ended -> drop(next));
    var loads =
        scripts.stream()
            .map(script -> made.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.text())))
            .toList();
    return Future.all(loads).map(made);
  }

  /** Breaks the connection off; later calls are not sent. */
  @Override
  public void close() {
    closed = true;
    var now = present.get();
    if (now != null) {
      drop(now);
    }
  }
}
