package ai.lyss.runtime.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vendor for many callers at once: it answers from event loops, and every chunk of its streams
 * carries the time of its sending on the monotonic clock. It can die and come back on its port.
 */
final class PacedVendor implements AutoCloseable {

  private static final String CHUNK_HEAD =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
  private static final String CHUNK_TAIL = "\"},\"finish_reason\":null}]}\n\n";
  private static final String LAST =
      "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
          + "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
          + "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":20,"
          + "\"total_tokens\":23}}\n\ndata: [DONE]\n\n";
  private static final String WHOLE =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
          + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Bonjour\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
          + "\"total_tokens\":5}}";

  private final Vertx vertx;
  private final Pace pace;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile HttpServer server;
  private final int port;

  /**
   * How it answers.
   *
   * @param latencyMillis from a request to its first chunk, or to its whole answer
   * @param chunks chunks of a stream
   * @param everyMillis from one to the next; 0 for all in one write
   */
  record Pace(int latencyMillis, int chunks, int everyMillis) {}

  /** Starts one on a free port of loopback. */
  PacedVendor(Vertx vertx, Pace pace) {
    this.vertx = vertx;
    this.pace = pace;
    this.server = listen(0);
    this.port = server.actualPort();
  }

  private HttpServer listen(int at) {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(at).setAcceptBacklog(4096);
    return await(vertx.createHttpServer(options).requestHandler(this::answer).listen());
  }

  /** Waits for what an event loop does. */
  static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              boolean streamed = body.toString().contains("\"stream\":true");
              vertx.setTimer(
                  Math.max(1, pace.latencyMillis()), timer -> begin(request.response(), streamed));
            });
  }

  private void begin(HttpServerResponse response, boolean streamed) {
    if (response.closed()) {
      return;
    }
    answered.incrementAndGet();
    if (!streamed) {
      response.putHeader("content-type", "application/json").end(WHOLE);
      return;
    }
    response.putHeader("content-type", "text/event-stream").setChunked(true);
    if (pace.everyMillis() == 0) {
      response.end(chunk().toString().repeat(pace.chunks()) + LAST);
      return;
    }
    response.write(chunk());
    var sent = new AtomicInteger(1);
    vertx.setPeriodic(pace.everyMillis(), timer -> next(timer, response, sent));
  }

  private void next(long timer, HttpServerResponse response, AtomicInteger sent) {
    if (response.closed()) {
      vertx.cancelTimer(timer);
    } else if (sent.getAndIncrement() < pace.chunks()) {
      response.write(chunk());
    } else {
      vertx.cancelTimer(timer);
      response.end(LAST);
    }
  }

  private static Buffer chunk() {
    return Buffer.buffer(CHUNK_HEAD + "t=" + System.nanoTime() + ";" + CHUNK_TAIL);
  }

  /** Returns its base URL. */
  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port + "/v1");
  }

  /** Returns how many requests it began to answer. */
  int answered() {
    return answered.get();
  }

  /** Cuts every connection and takes no new one. */
  void die() {
    server.close();
  }

  /** Listens on the same port again. */
  void revive() {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(port).setAcceptBacklog(4096);
    server = vertx.createHttpServer(options).requestHandler(this::answer);
    server.listen();
  }

  @Override
  public void close() {
    await(server.close());
  }
}
