package ai.lyss.adapter.rest.relay;

import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** What becomes of a request whose route failed: a URL that is none, or a bug. */
public final class RouteFailures {

  private static final Logger LOG = Logger.getLogger(RouteFailures.class);
  private static final int BAD_REQUEST = 400;
  private static final int INTERNAL = 500;

  private RouteFailures() {}

  /** Returns the handler that tells failures of routes in a dialect. */
  public static Handler<RoutingContext> toldBy(RelayHttp http, DialectWriter writer) {
    var malformed =
        http.closed(
            BAD_REQUEST,
            context ->
                new GatewayFailure.InvalidRequest("The URL is malformed.", null, "malformed_url"),
            writer);
    var bug = http.closed(INTERNAL, context -> new GatewayFailure.Internal(), writer);
    return context -> {
      if (context.statusCode() == BAD_REQUEST) {
        malformed.handle(context);
      } else {
        note(context);
        if (context.response().headWritten()) {
          BrokenAnswer.of(context.request());
        } else {
          bug.handle(context);
        }
      }
    };
  }

  /** A query may hold a key, and the message of whatever failed over a URL may hold the query. */
  private static void note(RoutingContext context) {
    var request = context.request();
    LOG.errorf(
        request.query() == null ? context.failure() : withoutMessage(context.failure()),
        "%s %s failed",
        request.method(),
        request.path());
  }

  private static Throwable withoutMessage(Throwable failure) {
    var silent = new IllegalStateException(failure.getClass().getName());
    silent.setStackTrace(failure.getStackTrace());
    return silent;
  }
}
