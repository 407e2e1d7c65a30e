package ai.lyss.adapter.rest.dialect.openai;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.adapter.rest.relay.RelayHttp;
import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.adapter.rest.relay.RouteFailures;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.DialectTranslation;
import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the OpenAI endpoints of the endpoint table on the router. */
public final class OpenAiRoutes {

  private static final String JSON = "application/json";
  private static final List<Endpoint> RELAYED = EndpointTable.SERVED.ofKind(EndpointKind.RELAY);
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final RelayHttp http;
  private final ListModels models;
  private final DialectTranslation translation;
  private final OpenAiResponseWriter writer = new OpenAiResponseWriter();

  /** Serves relays and model lists. */
  public OpenAiRoutes(RelayHttp http, ListModels models, AnswerStamp stamp) {
    this.http = http;
    this.models = models;
    this.translation = new OpenAiTranslation(stamp);
  }

  /** Returns what tells failures in OpenAI's form, for its other dialects. */
  public static DialectWriter failures() {
    return new OpenAiResponseWriter();
  }

  /**
   * Registers all endpoints. What else comes for {@code /v1} or {@code /openai} is refused in
   * OpenAI's form; below {@code /api/v1}, which administration shares, so are wrong methods only.
   *
   * @param order where they stand among the router's other routes: after CORS, before JAX-RS
   */
  public void register(Router router, int order) {
    var failed = RouteFailures.toldBy(http, writer);
    for (var endpoint : RELAYED) {
      var handler = handler(endpoint);
      if (handler != null) {
        endpoint.on(router).order(order).handler(handler).failureHandler(failed);
      }
    }
    var noMethod = http.closed(METHOD_NOT_ALLOWED, OpenAiRoutes::wrongMethod, writer);
    var noPath = http.closed(NOT_FOUND, OpenAiRoutes::unknown, writer);
    router.route("/v1/*").order(order + 1).handler(otherwise(noMethod, noPath));
    router.route("/openai/*").order(order + 1).handler(otherwise(noMethod, noPath));
    router.route("/api/v1/*").order(order + 1).handler(otherwise(noMethod, RoutingContext::next));
  }

  /** What becomes of a request that no endpoint took: HEAD and OPTIONS have answers elsewhere. */
  private static Handler<RoutingContext> otherwise(
      Handler<RoutingContext> noMethod, Handler<RoutingContext> noPath) {
    return context -> {
      var method = context.request().method();
      if (method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)) {
        context.next();
      } else {
        (allowed(context).isEmpty() ? noPath : noMethod).handle(context);
      }
    };
  }

  private @Nullable Handler<RoutingContext> handler(Endpoint endpoint) {
    return switch (endpoint.operation()) {
      case "createChatCompletion" -> relaying(endpoint, OpenAiRequestReader::read);
      case "streamChatCompletion" -> relaying(endpoint, OpenAiRequestReader::readStreamed);
      case "createDeploymentChatCompletion" ->
          http.relaying(
              endpoint,
              (context, body) ->
                  OpenAiRequestReader.readDeployed(
                      body, translation, context.pathParam("deployment")),
              writer);
      case "createEmbedding" ->
          http.relaying(endpoint, (context, body) -> OpenAiEmbeddingsReader.read(body), writer);
      case "createDeploymentEmbedding" ->
          http.relaying(
              endpoint,
              (context, body) ->
                  OpenAiEmbeddingsReader.readDeployed(body, context.pathParam("deployment")),
              writer);
      case "createModeration" -> passing(endpoint, Operation.MODERATION);
      case "createRerank" -> passing(endpoint, Operation.RERANK);
      case "createImage" -> passing(endpoint, Operation.IMAGE_GENERATION);
      case "createSpeech" -> passing(endpoint, Operation.SPEECH);
      case "createTranscription" ->
          http.relaying(
              endpoint,
              (context, body) ->
                  OpenAiFormReader.read(
                      context.request().getHeader(HttpHeaders.CONTENT_TYPE), body),
              writer);
      case "listModels" -> http.reading(endpoint, this::listModels, writer);
      case "readModel" -> http.reading(endpoint, this::readModel, writer);
      default -> null; // another dialect's
    };
  }

  private Handler<RoutingContext> relaying(
      Endpoint endpoint, BiFunction<byte[], DialectTranslation, RequestReading> reader) {
    return http.relaying(endpoint, (context, body) -> reader.apply(body, translation), writer);
  }

  private Handler<RoutingContext> passing(Endpoint endpoint, Operation operation) {
    return http.relaying(
        endpoint, (context, body) -> OpenAiPassThroughReader.read(operation, body), writer);
  }

  private @Nullable GatewayFailure listModels(RoutingContext context, Caller caller) {
    write(context, OpenAiResponseWriter.list(models.list(caller)));
    return null;
  }

  private @Nullable GatewayFailure readModel(RoutingContext context, Caller caller) {
    var name = context.pathParam("id");
    var found = models.find(caller, name);
    if (found.isEmpty()) {
      return new GatewayFailure.ModelNotFound(name);
    }
    write(context, OpenAiResponseWriter.model(found.get()));
    return null;
  }

  private static void write(RoutingContext context, JsonObject body) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.toBuffer());
    context.request().resume();
  }

  private static GatewayFailure wrongMethod(RoutingContext context) {
    var allowed = allowed(context);
    context.response().putHeader(HttpHeaders.ALLOW, allowed);
    var message = context.request().method() + " is not supported here (expected: " + allowed;
    return new GatewayFailure.InvalidRequest(message + ").", null, "method_not_supported");
  }

  /** Returns the methods that the path has; empty when there is no such path. */
  private static String allowed(RoutingContext context) {
    var path = context.normalizedPath();
    return RELAYED.stream()
        .filter(endpoint -> path.matches(endpoint.pathRegex()))
        .map(endpoint -> endpoint.verb().name())
        .collect(Collectors.joining(", "));
  }

  private static GatewayFailure unknown(RoutingContext context) {
    var request = context.request();
    var message = "Invalid URL (" + request.method() + " " + request.path() + ").";
    return new GatewayFailure.InvalidRequest(message, null, "unknown_url");
  }
}
