package ai.lyss.adapter.rest.relay;

import ai.lyss.adapter.rest.caller.CallerIdentity;
import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.problem.RequestId;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.PassThroughRequest;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.store.Ids;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves relay endpoints on the Vert.x router: request id, caller, role, body, relay. Nothing here
 * blocks. Thread-safe; each request stays on its event loop.
 */
public final class RelayHttp {

  private static final GatewayFailure STOPPING =
      new GatewayFailure.Unavailable("The service is stopping.", Duration.ofSeconds(1));

  private static final String NO_QUERY =
      "The query of the URL is malformed (expected: percent-encoded UTF-8).";

  private final Vertx vertx;
  private final CallerIdentity callers;
  private final RelayChat relays;
  private final RunningRelays running;
  private final Ids ids;
  private final long mostBodyBytes;
  private final Duration mostSilence;

  /**
   * Serves through these use cases.
   *
   * @param mostBodyBytes the largest request body that is taken
   * @param mostSilence after so much silence a stream gets a comment
   */
  public RelayHttp(
      Vertx vertx,
      CallerIdentity callers,
      RelayChat relays,
      RunningRelays running,
      Ids ids,
      long mostBodyBytes,
      Duration mostSilence) {
    this.vertx = vertx;
    this.callers = callers;
    this.relays = relays;
    this.running = running;
    this.ids = ids;
    this.mostBodyBytes = mostBodyBytes;
    this.mostSilence = mostSilence;
  }

  /** What answers an identified caller without a relay. */
  @FunctionalInterface
  public interface Reading {

    /** Answers; a returned failure is told in the dialect, null means that the answer is out. */
    @Nullable GatewayFailure answer(RoutingContext context, Caller caller);
  }

  /** One request under way. */
  private record Exchange(RoutingContext context, String requestId, DialectWriter writer) {}

  /** How a dialect reads a body, with what its path and headers say. */
  @FunctionalInterface
  public interface BodyReader {

    /** Reads a body; nobody changes the array afterwards. */
    RequestReading read(RoutingContext context, byte[] body);
  }

  /** Returns the handler of an endpoint that relays what a dialect reads. */
  public Handler<RoutingContext> relaying(
      Endpoint endpoint, BodyReader reader, DialectWriter writer) {
    return collecting(
        endpoint, writer, (exchange, caller, body) -> read(exchange, caller, reader, body));
  }

  /** Returns the handler of an endpoint that answers from memory. */
  public Handler<RoutingContext> reading(Endpoint endpoint, Reading reading, DialectWriter writer) {
    return context -> {
      var exchange = new Exchange(context, identify(context), writer);
      known(
          exchange,
          endpoint,
          caller -> {
            var failure = reading.answer(context, caller);
            if (failure != null) {
              refuse(exchange, caller, failure);
            }
          });
    };
  }

  /** What answers an identified caller, and the body it sent, without a relay. */
  @FunctionalInterface
  public interface BodyReading {

    /** Answers; a returned failure is told in the dialect, null means that the answer is out. */
    @Nullable GatewayFailure answer(RoutingContext context, Caller caller, byte[] body);
  }

  /** Returns the handler of an endpoint that answers what a body asks from memory. */
  public Handler<RoutingContext> reading(
      Endpoint endpoint, BodyReading reading, DialectWriter writer) {
    return collecting(
        endpoint,
        writer,
        (exchange, caller, body) -> {
          var failure = reading.answer(exchange.context(), caller, body);
          if (failure != null) {
            refuse(exchange, caller, failure);
          }
        });
  }

  /** What is done with a body once it is whole. */
  private interface Collected {
    void body(Exchange exchange, Caller caller, byte[] body);
  }

  private Handler<RoutingContext> collecting(
      Endpoint endpoint, DialectWriter writer, Collected next) {
    return context -> {
      var exchange = new Exchange(context, identify(context), writer);
      known(
          exchange,
          endpoint,
          caller ->
              new BodyCollector(
                      mostBodyBytes,
                      body -> guarded(exchange, () -> next.body(exchange, caller, body)),
                      failure -> refuse(exchange, caller, failure))
                  .read(context.request()));
    };
  }

  /** In a call-back, unlike in a handler, nobody else turns an exception into an answer. */
  private static void guarded(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      exchange.context().fail(bug);
    }
  }

  /** Returns the handler of requests that no endpoint takes: answers them with this status. */
  public Handler<RoutingContext> closed(
      int status, Function<RoutingContext, GatewayFailure> failure, DialectWriter writer) {
    return context -> {
      identify(context);
      FailureAnswer.write(context.response(), writer, failure.apply(context), status);
      context.request().resume();
    };
  }

  private void read(Exchange exchange, Caller caller, BodyReader reader, byte[] body) {
    switch (reader.read(exchange.context(), body)) {
      case RequestReading.Relayable relayable ->
          relay(exchange, caller, asked(exchange, relayable));
      case RequestReading.Unreadable unreadable -> refuse(exchange, caller, unreadable.failure());
    }
  }

  private static RelayRequest asked(Exchange exchange, RequestReading.Relayable read) {
    var strict = exchange.context().request().getHeader(HeaderNames.STRICT);
    return "true".equalsIgnoreCase(strict) ? read.request().strict() : read.request();
  }

  private void relay(Exchange exchange, Caller caller, RelayRequest request) {
    if (running.isStopping()) {
      refuse(exchange, caller, STOPPING);
      return;
    }
    var answer =
        new CallerAnswer(
            vertx, exchange.context().request(), exchange.writer(), form(request), running);
    answer.open(mostSilence);
    answer.of(relays.relay(caller, request, exchange.requestId(), answer));
  }

  private static AnswerForm form(RelayRequest request) {
    if (!request.outline().stream()) {
      return AnswerForm.WHOLE;
    }
    return request instanceof PassThroughRequest ? AnswerForm.AS_ANSWERED : AnswerForm.STREAM;
  }

  /** A query that cannot be decoded is told so at once: what reads it later would throw. */
  private static boolean isQueryWhole(RoutingContext context) {
    if (context.request().query() == null) {
      return true;
    }
    try {
      return context.request().params() != null;
    } catch (IllegalArgumentException malformed) { // its message has the whole URL in it
      return false;
    }
  }

  /** Goes on with a caller that is known and allowed; refuses every other. */
  private void known(Exchange exchange, Endpoint endpoint, Consumer<Caller> next) {
    if (running.isStopping()) {
      refuse(exchange, null, STOPPING);
      return;
    }
    if (!isQueryWhole(exchange.context())) {
      refuse(exchange, null, new GatewayFailure.InvalidRequest(NO_QUERY, null, null));
      return;
    }
    var token = exchange.writer().presented(exchange.context().request());
    if (token.isEmpty()) {
      refuse(exchange, null, new GatewayFailure.Unauthenticated("You didn't provide an API key."));
      return;
    }
    callers.byToken(
        token.get().value(),
        identity -> guarded(exchange, () -> identified(exchange, endpoint, identity, next)));
  }

  private void identified(
      Exchange exchange,
      Endpoint endpoint,
      IdentifyCaller.Identity identity,
      Consumer<Caller> next) {
    switch (identity) {
      case IdentifyCaller.Identity.Known known -> allowed(exchange, endpoint, known.caller(), next);
      case IdentifyCaller.Identity.Unknown unknown ->
          refuse(exchange, null, new GatewayFailure.Unauthenticated(unknown.reason()));
    }
  }

  private void allowed(Exchange exchange, Endpoint endpoint, Caller caller, Consumer<Caller> next) {
    if (caller.hasAnyOf(endpoint.roles())) {
      next.accept(caller);
    } else {
      refuse(
          exchange,
          caller,
          new GatewayFailure.Forbidden("The caller lacks the role for this endpoint."));
    }
  }

  /** Answers with a failure. */
  private void refuse(Exchange exchange, @Nullable Caller caller, GatewayFailure failure) {
    relays.refused(exchange.requestId(), caller, failure);
    FailureAnswer.write(exchange.context().response(), exchange.writer(), failure);
    exchange.context().request().resume();
  }

  /** Returns the request's id, the caller's if it is fit to be shown, and puts it on the answer. */
  private String identify(RoutingContext context) {
    var id = RequestId.of(context.request().getHeader(HeaderNames.REQUEST_ID), ids::next);
    context.response().headers().set(HeaderNames.REQUEST_ID, id);
    return id;
  }
}
