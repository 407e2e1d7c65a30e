package ai.lyss.runtime.wiring;

import ai.lyss.adapter.rest.caller.CallerIdentity;
import ai.lyss.adapter.rest.caller.token.CallerTokens;
import ai.lyss.adapter.rest.dialect.anthropic.AnthropicRoutes;
import ai.lyss.adapter.rest.dialect.gemini.GeminiRoutes;
import ai.lyss.adapter.rest.dialect.openai.OpenAiRoutes;
import ai.lyss.adapter.rest.dialect.responses.ResponsesRoutes;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.RelayHttp;
import ai.lyss.adapter.rest.relay.RunningRelays;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.application.usecase.RelayChat;
import ai.lyss.domain.store.Ids;
import ai.lyss.runtime.config.GatewayConfig;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The relay's endpoints on the router: a new dialect is a line in {@link #register}. */
final class RelayRoutes {

  /** After CORS (-300), before Quarkus's authentication (-200) and JAX-RS. */
  private static final int ORDER = -250;

  @Produces
  @Singleton
  RunningRelays running() {
    return new RunningRelays();
  }

  void register(
      @Observes Router router,
      Vertx vertx,
      GatewayConfig config,
      IdentifyCaller callers,
      CallerTokens tokens,
      RelayChat relays,
      ListModels models,
      RunningRelays running,
      Ids ids,
      InstantSource wall) {
    var http =
        new RelayHttp(
            vertx,
            new CallerIdentity(callers, tokens),
            relays,
            running,
            ids,
            config.proxy().maxRequestBytes().bytes(),
            config.proxy().keepAlive());
    var stamp = new AnswerStamp(wall, ids);
    new OpenAiRoutes(http, models, stamp).register(router, ORDER);
    new AnthropicRoutes(http, models, stamp).register(router, ORDER);
    new ResponsesRoutes(http, stamp, OpenAiRoutes.failures()).register(router, ORDER);
    new GeminiRoutes(http, models, stamp).register(router, ORDER);
  }
}
