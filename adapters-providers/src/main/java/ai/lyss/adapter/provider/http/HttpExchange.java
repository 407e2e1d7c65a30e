package ai.lyss.adapter.provider.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One request on one connection, or one stream of it, and its answer. Tells its events on the event
 * loop; after {@code ended}, {@code broken} or {@link #reset} it tells nothing more.
 */
final class HttpExchange {

  /** What RFC 9113 calls CANCEL; HTTP/1.1 has no use for it and closes the connection. */
  private static final long CANCEL = 8;

  private static final int NO_STREAM = -1;

  /** Requests say of their end what their answers say too; unheard it is logged as an error. */
  private static final Handler<Throwable> UNHEARD = told -> {};

  private final HttpLoop loop;
  private final HttpCall call;
  private final RequestOptions target;
  private final ExchangeEvents events;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private @Nullable Throwable brokenWhilePaused;
  private @Nullable Runnable waiting;
  private boolean servedBefore;
  private @Nullable SharedConnection shared;
  private int stream = NO_STREAM;
  private boolean untouched;
  private boolean paused;
  private int drains;
  private boolean over;

  HttpExchange(HttpLoop loop, HttpCall call, RequestOptions target, ExchangeEvents events) {
    this.loop = loop;
    this.call = call;
    this.target = target;
    this.events = events;
  }

  /** Sends the request over a pooled connection. */
  void start() {
    loop.request(target, this).onComplete(this::connected);
  }

  /**
   * Sends the same request over a connection that was not closed as this one was; returns the
   * exchange that does. Over HTTP/2 the pool has parted with every such connection; over HTTP/1.1
   * it may hold others that idled as long, so one is made.
   */
  HttpExchange replaced() {
    var next = new HttpExchange(loop, call, target, events);
    if (shared != null) {
      next.start();
    } else {
      loop.requestAlone(target, next).onComplete(next::connected);
    }
    return next;
  }

  /** It has to wait; this calls the waiting off. */
  void waitsFor(Runnable off) {
    waiting = off;
  }

  private void connected(AsyncResult<HttpClientRequest> got) {
    waiting = null;
    if (got.failed()) {
      broken(got.cause());
      return;
    }
    var opened = got.result();
    if (opened.version() == HttpVersion.HTTP_2) {
      shared = loop.shared(opened.connection());
    }
    if (over) {
      unused(opened);
      return;
    }
    request = opened;
    opened.exceptionHandler(UNHEARD);
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
    var sending = opened.end(WireBytes.buffer(call.body()));
    if (shared != null && !sending.failed()) {
      stream = opened.streamId();
    }
    sending.onSuccess(sent -> events.sent());
  }

  /**
   * Gives back a connection, or a place on one, on which nothing was sent. Vert.x frees a place on
   * an HTTP/2 connection only after a stream was opened on it: so one is, with a request that asks
   * nothing and says nothing of the caller's, and reset at once.
   */
  private void unused(HttpClientRequest request) {
    request.exceptionHandler(UNHEARD);
    var connection = shared;
    if (connection != null) {
      shared = null;
      request.headers().clear();
      request.setMethod(HttpMethod.OPTIONS).setURI("*").end();
      loop.later(connection::reset);
    }
    request.reset(CANCEL);
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
            leave();
            events.ended();
          }
        });
    answer.exceptionHandler(this::broken);
    events.head(new HttpHead(answer.statusCode(), answer.headers()));
  }

  private void broken(Throwable cause) {
    if (over) {
      return;
    }
    if ((paused || drains > 0) && response != null) {
      brokenWhilePaused = cause; // parts of the answer, its end maybe, wait before it
      return;
    }
    over = true;
    var connection = shared;
    if (connection != null) {
      untouched = stream == NO_STREAM || Http2Signals.leftUntouched(cause, connection, stream);
    }
    leave();
    events.broken(cause);
  }

  /** Frees the place on a shared connection, which Vert.x does in this very turn. */
  private void leave() {
    if (shared != null) {
      loop.later(shared::freed);
    }
  }

  private void brokenBeforeNow() {
    var cause = brokenWhilePaused;
    if (cause != null && !paused && drains == 0) {
      broken(cause);
    }
  }

  /** Tells, once it is broken, whether the vendor is known to have done nothing for the request. */
  boolean isUntouched() {
    return untouched;
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
    if (!paused) {
      return;
    }
    paused = false;
    if (response != null && !over) {
      response.resume();
      drains++;
      loop.later(this::drained); // after what waits, which comes in a turn of its own
    }
  }

  private void drained() {
    drains--;
    brokenBeforeNow();
  }

  /** The request is late: whatever connection it shares is not trusted with another. */
  void distrust() {
    if (shared != null && !over) {
      shared.retire();
    }
  }

  /**
   * Ends the request at once: resets its HTTP/2 stream, or closes its HTTP/1.1 connection, or gives
   * that back when nothing was sent on it yet.
   */
  void reset() {
    if (!over) {
      over = true;
      if (waiting != null) {
        waiting.run();
      }
      if (request != null) {
        request.reset(CANCEL);
        if (shared != null) {
          loop.later(shared::reset);
        }
      }
    }
  }
}
