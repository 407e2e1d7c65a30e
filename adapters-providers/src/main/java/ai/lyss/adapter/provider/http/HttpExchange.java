package ai.lyss.adapter.provider.http;

import ai.lyss.domain.chat.ByteSlice;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One request on one connection and its answer. Tells its {@link Events} on the event loop; after
 * {@link Events#ended}, {@link Events#broken} or {@link #reset} it tells nothing more.
 */
final class HttpExchange {

  /** What happens to an exchange. */
  interface Events {

    /** There is a connection; the request goes out. */
    void connected();

    /** The request was handed to the network whole. */
    void sent();

    void head(HttpHead head);

    void bytes(ByteSlice bytes);

    /** The answer is over, and the connection free again. */
    void ended();

    /** There is no connection, or no more. */
    void broken(Throwable cause);
  }

  private final HttpLoop loop;
  private final HttpCall call;
  private final RequestOptions target;
  private final Events events;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private boolean servedBefore;
  private boolean paused;
  private boolean over;

  HttpExchange(HttpLoop loop, HttpCall call, RequestOptions target, Events events) {
    this.loop = loop;
    this.call = call;
    this.target = target;
    this.events = events;
  }

  /** Sends the request over a pooled connection. */
  void start() {
    loop.request(target).onComplete(this::connected);
  }

  /** Sends the same request over a connection made for it; returns the exchange that does. */
  HttpExchange replaced() {
    var next = new HttpExchange(loop, call, target, events);
    loop.requestAlone(target).onComplete(next::connected);
    return next;
  }

  private void connected(AsyncResult<HttpClientRequest> got) {
    if (got.failed()) {
      broken(got.cause());
      return;
    }
    var opened = got.result();
    if (over) {
      unused(opened);
      return;
    }
    request = opened;
    servedBefore = !loop.firstOn(opened.connection());
    try {
      for (var header : call.headers()) {
        opened.putHeader(header.name(), header.value());
      }
    } catch (IllegalArgumentException notForHttp) {
      unused(opened);
      loop.later(() -> broken(notForHttp));
      return;
    }
    events.connected();
    opened.response().onComplete(this::answered);
    opened.end(WireBytes.buffer(call.body())).onSuccess(sent -> events.sent());
  }

  /** Gives back a connection on which nothing was sent. */
  private static void unused(HttpClientRequest request) {
    request.exceptionHandler(reset -> {}); // without one it is logged as an error
    request.reset();
  }

  private void answered(AsyncResult<HttpClientResponse> got) {
    if (over) {
      return;
    }
    if (got.failed()) {
      broken(got.cause());
      return;
    }
    var answer = got.result();
    response = answer;
    if (paused) {
      answer.pause();
    }
    answer.handler(
        buffer -> {
          if (!over) {
            events.bytes(WireBytes.slice(buffer));
          }
        });
    answer.endHandler(
        end -> {
          if (!over) {
            over = true;
            events.ended();
          }
        });
    answer.exceptionHandler(this::broken);
    events.head(new HttpHead(answer.statusCode(), answer.headers()));
  }

  private void broken(Throwable cause) {
    if (!over) {
      over = true;
      events.broken(cause);
    }
  }

  /** Tells whether the connection had carried a request before this one. */
  boolean servedBefore() {
    return servedBefore;
  }

  /** Tells whether the answer has ended, well or not, or was reset. */
  boolean isOver() {
    return over;
  }

  void pause() {
    paused = true;
    if (response != null && !over) {
      response.pause();
    }
  }

  void resume() {
    paused = false;
    if (response != null && !over) {
      response.resume();
    }
  }

  /** Closes the connection at once, or gives it back when nothing was sent on it yet. */
  void reset() {
    if (!over) {
      over = true;
      if (request != null) {
        request.reset();
      }
    }
  }
}
