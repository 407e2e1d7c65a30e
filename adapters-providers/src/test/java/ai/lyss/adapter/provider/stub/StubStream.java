package ai.lyss.adapter.provider.stub;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request at the HTTP/2 stub vendor and what is done with it. What writes is called on the
 * vendor's event loop, by a script; the rest from anywhere.
 */
public final class StubStream {

  /** How a caller ended a stream, and when on the monotonic clock. */
  public record HangUp(long code, long nanos) {}

  private static final int NO_CODE = -1;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final int connection;
  private final CompletableFuture<HangUp> hangUp = new CompletableFuture<>();
  private final AtomicLong accepted = new AtomicLong();
  private volatile String text = "";

  StubStream(Vertx vertx, HttpServerRequest request, int connection) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.connection = connection;
    request.exceptionHandler(this::gone);
    response.exceptionHandler(this::gone);
    response.closeHandler(closed -> gone(NO_CODE));
  }

  private void gone(Throwable cause) {
    gone(cause instanceof StreamResetException reset ? reset.getCode() : NO_CODE);
  }

  private void gone(long code) {
    if (!response.ended()) {
      hangUp.complete(new HangUp(code, System.nanoTime()));
    }
  }

  void body(Buffer body) {
    text = body.toString();
  }

  /** Returns the body of the request. */
  public String text() {
    return text;
  }

  /** Returns a header of the request; null when it is absent. */
  public String header(String name) {
    return request.getHeader(name);
  }

  /** Returns the version it came over. */
  public HttpVersion version() {
    return request.version();
  }

  /** Returns the connection it came over, counted from 1. */
  public int connection() {
    return connection;
  }

  /** Returns the number of the stream within its connection. */
  public int id() {
    return request.streamId();
  }

  /** Returns how many bytes of the body the connection has taken, flow control included. */
  public long accepted() {
    return accepted.get();
  }

  /** Waits until the caller resets the stream. */
  public HangUp awaitHangUp() {
    return hangUp.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Tells whether the caller has reset the stream. */
  public boolean isGone() {
    return hangUp.isDone();
  }

  /** Runs a task on the vendor's event loop. */
  public void run(Runnable task) {
    vertx.runOnContext(now -> task.run());
  }

  /** Runs a task on the vendor's event loop after a while. */
  public void later(Duration wait, Runnable task) {
    vertx.setTimer(wait.toMillis(), fired -> task.run());
  }

  /** Answers whole. */
  public void json(int status, String body) {
    response.setStatusCode(status).putHeader("content-type", "application/json");
    response.end(body);
  }

  /** Answers with an event stream of these texts, and ends it. */
  public void events(String... texts) {
    begin();
    for (var one : texts) {
      piece(one);
    }
    end();
  }

  /** Sends the head of an event stream. */
  public void begin() {
    begin("text/event-stream");
  }

  /** Sends the head of a whole answer, whose parts follow. */
  public void beginJson() {
    begin("application/json");
  }

  private void begin(String type) {
    response.setChunked(true).putHeader("content-type", type);
    response.writeHead();
  }

  /** Sends a part of the body. */
  public void piece(String part) {
    var bytes = Buffer.buffer(part);
    response.write(bytes).onSuccess(taken -> accepted.addAndGet(bytes.length()));
  }

  /** Ends the answer. */
  public void end() {
    response.end();
  }

  /** Sends a part again and again as fast as it is taken, then the last one, and ends. */
  public void flood(String part, int times, String last) {
    int left = times;
    while (left > 0 && !response.writeQueueFull()) {
      piece(part);
      left--;
    }
    int more = left;
    if (more > 0) {
      response.drainHandler(drained -> flood(part, more, last));
    } else {
      response.drainHandler(null);
      piece(last);
      end();
    }
  }

  /** Resets the stream. */
  public void reset(long code) {
    response.reset(code);
  }

  /** Tells that no stream after this one is looked at, and takes no more. */
  public void goAway(long code, int lastStream) {
    request.connection().goAway(code, lastStream);
  }

  /** Closes the connection, whatever runs on it. */
  public void close() {
    request.connection().close();
  }
}
