package ai.lyss.adapter.rest.dialect.responses;

import ai.lyss.adapter.rest.caller.PresentedToken;
import ai.lyss.adapter.rest.relay.DialectWriter;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Tells failures as all of OpenAI's API does; in a stream by an event with a number. */
final class ResponsesResponseWriter implements DialectWriter {

  private final DialectWriter openAi;

  /** A writer of failures in this form, OpenAI's. */
  ResponsesResponseWriter(DialectWriter openAi) {
    this.openAi = openAi;
  }

  @Override
  public byte[] errorBody(GatewayFailure failure) {
    return openAi.errorBody(failure);
  }

  @Override
  public byte[] errorEvent(GatewayFailure failure) {
    return ofOneAnswer().errorEvent(failure);
  }

  @Override
  public DialectWriter ofOneAnswer() {
    return new ResponsesStreamWriter(this);
  }

  @Override
  public Optional<PresentedToken> presented(HttpServerRequest request) {
    return openAi.presented(request);
  }
}
