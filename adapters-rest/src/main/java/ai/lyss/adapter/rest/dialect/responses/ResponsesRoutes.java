package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.adapter.rest.relay.RelayHttp;
import ai.lyss.adapter.rest.relay.RouteFailures;
import ai.lyss.domain.chat.DialectTranslation;
import io.vertx.ext.web.Router;

/** Puts the Responses endpoints of the endpoint table on the router. */
public final class ResponsesRoutes {

  private final RelayHttp http;
  private final DialectTranslation translation;
  private final DialectWriter writer;

  /**
   * Serves relays.
   *
   * @param openAi tells failures in OpenAI's form, which this dialect has too
   */
  public ResponsesRoutes(RelayHttp http, AnswerStamp stamp, DialectWriter openAi) {
    this.http = http;
    this.translation = new ResponsesTranslation(stamp);
    this.writer = new ResponsesResponseWriter(openAi);
  }

  /**
   * Registers all endpoints.
   *
   * @param order where they stand among the router's other routes: before OpenAI's catch-all
   */
  public void register(Router router, int order) {
    for (var endpoint : EndpointTable.SERVED.ofOperation("createResponse")) {
      endpoint
          .on(router)
          .order(order)
          .handler(
              http.relaying(
                  endpoint,
                  (context, body) -> ResponsesRequestReader.read(body, translation),
                  writer))
          .failureHandler(RouteFailures.toldBy(http, writer));
    }
  }
}
