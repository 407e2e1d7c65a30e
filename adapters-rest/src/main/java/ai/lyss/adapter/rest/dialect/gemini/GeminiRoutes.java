package ai.lyss.adapter.rest.dialect.gemini;

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
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Puts the Gemini endpoints of the endpoint table on the router. */
public final class GeminiRoutes {

  private static final String JSON = "application/json; charset=UTF-8";
  private static final String EVENTS_ASKED = "sse";
  private static final String ESTIMATED = "x-lyss-estimated";
  private static final int NOT_FOUND = 404;

  private final RelayHttp http;
  private final ListModels models;
  private final AnswerStamp stamp;
  private final GeminiResponseWriter writer = new GeminiResponseWriter(StreamForm.EVENTS);

  /** Serves relays and model lists. */
  public GeminiRoutes(RelayHttp http, ListModels models, AnswerStamp stamp) {
    this.http = http;
    this.models = models;
    this.stamp = stamp;
  }

  /**
   * Registers all endpoints. What else comes for {@code /v1beta} is refused in Google's form.
   *
   * @param order where they stand among the router's other routes: after CORS, before JAX-RS
   */
  public void register(Router router, int order) {
    var failed = RouteFailures.toldBy(http, writer);
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.RELAY)) {
      var handler = handler(endpoint);
      if (handler != null) {
        endpoint.on(router).order(order).handler(handler).failureHandler(failed);
      }
    }
    var noPath = http.closed(NOT_FOUND, GeminiRoutes::unknown, writer);
    router.route("/v1beta/*").order(order + 1).handler(otherwise(noPath));
  }

  /** HEAD and OPTIONS have answers elsewhere. */
  private static Handler<RoutingContext> otherwise(Handler<RoutingContext> noPath) {
    return context -> {
      var method = context.request().method();
      if (method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)) {
        context.next();
      } else {
        noPath.handle(context);
      }
    };
  }

  private @Nullable Handler<RoutingContext> handler(Endpoint endpoint) {
    return switch (endpoint.operation()) {
      case "generateContent" -> {
        var translation = new GeminiTranslation(stamp, StreamForm.EVENTS);
        yield http.relaying(
            endpoint,
            (context, body) -> GeminiRequestReader.read(model(context), false, body, translation),
            writer);
      }
      case "streamGenerateContent" -> {
        var events = streaming(endpoint, StreamForm.EVENTS);
        var array = streaming(endpoint, StreamForm.ARRAY);
        yield context ->
            (EVENTS_ASKED.equals(context.request().getParam("alt")) ? events : array)
                .handle(context);
      }
      case "embedContent" ->
          http.relaying(
              endpoint,
              (context, body) -> GeminiEmbeddingsReader.readOne(model(context), body),
              writer);
      case "batchEmbedContents" ->
          http.relaying(
              endpoint,
              (context, body) -> GeminiEmbeddingsReader.readBatch(model(context), body),
              writer);
      case "countTokens" -> http.reading(endpoint, this::count, writer);
      case "listGeminiModels" -> http.reading(endpoint, this::listModels, writer);
      case "readGeminiModel" -> http.reading(endpoint, this::readModel, writer);
      default -> null; // another dialect's
    };
  }

  private Handler<RoutingContext> streaming(Endpoint endpoint, StreamForm form) {
    var translation = new GeminiTranslation(stamp, form);
    return http.relaying(
        endpoint,
        (context, body) -> GeminiRequestReader.read(model(context), true, body, translation),
        new GeminiResponseWriter(form));
  }

  private static String model(RoutingContext context) {
    return context.pathParam("model");
  }

  private @Nullable GatewayFailure count(RoutingContext context, Caller caller, byte[] body) {
    var translation = new GeminiTranslation(stamp, StreamForm.EVENTS);
    return switch (GeminiTokenEstimate.read(model(context), body, translation)) {
      case RequestReading.Unreadable unreadable -> unreadable.failure();
      case RequestReading.Relayable relayable -> {
        var chat = (ChatRequest) relayable.request();
        var model = chat.outline().model().value();
        if (models.find(caller, model).isEmpty()) {
          yield new GatewayFailure.ModelNotFound(model);
        }
        context.response().putHeader(ESTIMATED, "true");
        write(context, new JsonObject().put("totalTokens", GeminiTokenEstimate.of(chat)));
        yield null;
      }
    };
  }

  private @Nullable GatewayFailure listModels(RoutingContext context, Caller caller) {
    write(context, GeminiResponseWriter.list(models.list(caller)));
    return null;
  }

  private @Nullable GatewayFailure readModel(RoutingContext context, Caller caller) {
    var name = model(context);
    var found = models.find(caller, name);
    if (found.isEmpty()) {
      return new GatewayFailure.ModelNotFound(name);
    }
    write(context, GeminiResponseWriter.model(found.get()));
    return null;
  }

  private static void write(RoutingContext context, JsonObject body) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.toBuffer());
    context.request().resume();
  }

  private static GatewayFailure unknown(RoutingContext context) {
    var request = context.request();
    var message = "Invalid URL (" + request.method() + " " + request.path() + ").";
    return new GatewayFailure.InvalidRequest(message, null, null);
  }
}
