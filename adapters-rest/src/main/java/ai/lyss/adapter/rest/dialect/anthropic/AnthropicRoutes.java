package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.RelayHttp;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RouteFailures;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.json.JsonOut;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the Anthropic endpoints of the endpoint table on the router. Model lists have the paths of
 * OpenAI's: a request is for this dialect when it names a version of Anthropic's API.
 */
public final class AnthropicRoutes {

  private static final String VERSION = "anthropic-version";
  private static final List<String> HEADERS = List.of(VERSION, "anthropic-beta");
  private static final String ESTIMATED = "x-lyss-estimated";
  private static final String REQUEST_ID = "request-id";
  private static final String OUR_REQUEST_ID = "x-request-id";
  private static final String JSON = "application/json";

  private final RelayHttp http;
  private final ListModels models;
  private final DialectTranslation translation;
  private final AnthropicResponseWriter writer = new AnthropicResponseWriter();

  /** Serves relays, counts and model lists. */
  public AnthropicRoutes(RelayHttp http, ListModels models, AnswerStamp stamp) {
    this.http = http;
    this.models = models;
    this.translation = new AnthropicTranslation(stamp);
  }

  /**
   * Registers all endpoints.
   *
   * @param order where they stand among the router's other routes: model lists one before, so that
   *     they are asked before OpenAI's
   */
  public void register(Router router, int order) {
    var failed = RouteFailures.toldBy(http, writer);
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.RELAY)) {
      var handler = handler(endpoint);
      if (handler != null) {
        endpoint.on(router).order(order).handler(identified(handler)).failureHandler(failed);
      }
      var listing = listing(endpoint);
      if (listing != null) {
        endpoint
            .on(router)
            .order(order - 1)
            .handler(ofThisDialect(identified(listing)))
            .failureHandler(failed);
      }
    }
  }

  /** Lets the answer name the request where the dialect's clients look for it. */
  private static Handler<RoutingContext> identified(Handler<RoutingContext> handler) {
    return context -> {
      var headers = context.response().headers();
      context.addHeadersEndHandler(
          end -> {
            var id = headers.get(OUR_REQUEST_ID);
            if (id != null) {
              headers.set(REQUEST_ID, id);
            }
          });
      handler.handle(context);
    };
  }

  private static Handler<RoutingContext> ofThisDialect(Handler<RoutingContext> handler) {
    return context -> {
      if (context.request().getHeader(VERSION) == null) {
        context.next();
      } else {
        handler.handle(context);
      }
    };
  }

  private @Nullable Handler<RoutingContext> handler(Endpoint endpoint) {
    return switch (endpoint.operation()) {
      case "createMessage" -> http.relaying(endpoint, this::read, writer);
      case "countMessageTokens" -> http.reading(endpoint, this::count, writer);
      default -> null; // another dialect's
    };
  }

  private @Nullable Handler<RoutingContext> listing(Endpoint endpoint) {
    return switch (endpoint.operation()) {
      case "listModels" -> http.reading(endpoint, this::listModels, writer);
      case "readModel" -> http.reading(endpoint, this::readModel, writer);
      default -> null;
    };
  }

  private RequestReading read(RoutingContext context, byte[] body) {
    return switch (AnthropicRequestReader.read(body, translation)) {
      case RequestReading.Relayable relayable
          when relayable.request() instanceof ChatRequest chat ->
          new RequestReading.Relayable(chat.with(headers(context.request())));
      case RequestReading other -> other;
    };
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    var headers = new HashMap<String, String>();
    for (var name : HEADERS) {
      var values = request.headers().getAll(name);
      if (!values.isEmpty()) {
        headers.put(name, String.join(",", values));
      }
    }
    return headers;
  }

  private @Nullable GatewayFailure count(RoutingContext context, Caller caller, byte[] body) {
    return switch (AnthropicRequestReader.readToCount(body, translation)) {
      case RequestReading.Unreadable unreadable -> unreadable.failure();
      case RequestReading.Relayable relayable -> {
        var chat = (ChatRequest) relayable.request();
        var model = chat.outline().model().value();
        if (models.find(caller, model).isEmpty()) {
          yield new GatewayFailure.ModelNotFound(model);
        }
        var out = new JsonOut();
        out.object().name("input_tokens").number(AnthropicTokenEstimate.of(chat)).endObject();
        context.response().putHeader(ESTIMATED, "true");
        write(context, out.take());
        yield null;
      }
    };
  }

  private @Nullable GatewayFailure listModels(RoutingContext context, Caller caller) {
    var query = context.queryParams();
    var problem = AnthropicModelPage.problem(query);
    if (problem != null) {
      return new GatewayFailure.InvalidRequest(problem, "limit", null);
    }
    write(context, AnthropicResponseWriter.list(AnthropicModelPage.of(models.list(caller), query)));
    return null;
  }

  private @Nullable GatewayFailure readModel(RoutingContext context, Caller caller) {
    var name = context.pathParam("id");
    var found = models.find(caller, name);
    if (found.isEmpty()) {
      return new GatewayFailure.ModelNotFound(name);
    }
    write(context, AnthropicResponseWriter.model(found.get()));
    return null;
  }

  private static void write(RoutingContext context, byte[] body) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(body));
    context.request().resume();
  }
}
