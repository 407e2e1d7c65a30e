package ai.lyss.runtime.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.dialect.anthropic.AnthropicRoutes;
import ai.lyss.adapter.rest.dialect.gemini.GeminiRoutes;
import ai.lyss.adapter.rest.dialect.openai.OpenAiRoutes;
import ai.lyss.adapter.rest.dialect.responses.ResponsesRoutes;
import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.relay.RelayHttp;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What rule A23 cannot see in the code: that the routes which a dialect puts on the router are the
 * table's relay endpoints, all of them and no other. Beside them stands only what says that there
 * is no such endpoint, and that takes any method.
 */
@Timeout(30)
class RegisteredRoutesTest {

  private static final int ORDER = 7;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void the_router_has_the_relay_endpoints_of_the_table_and_no_other() {
    assertThat(registered().stream().filter(route -> route.methods() != null).map(this::shown))
        .as("some paths serve two dialects")
        .containsOnlyOnceElementsOf(shown("messages"))
        .containsOnlyOnceElementsOf(shown("chat"))
        .hasSameElementsAs(
            EndpointTable.SERVED.ofKind(EndpointKind.RELAY).stream().map(this::shown).toList());
  }

  @Test
  void what_takes_any_method_stands_behind_them() {
    assertThat(registered().stream().filter(route -> route.methods() == null))
        .extracting(Route::getPath)
        .containsExactly("/v1/", "/openai/", "/api/v1/", "/v1beta/");
  }

  private List<Route> registered() {
    var router = Router.router(vertx);
    var http = new RelayHttp(vertx, null, null, null, null, 0, Duration.ofSeconds(15));
    new OpenAiRoutes(http, null, null).register(router, ORDER);
    new AnthropicRoutes(http, null, null).register(router, ORDER);
    new ResponsesRoutes(http, null, null).register(router, ORDER);
    new GeminiRoutes(http, null, null).register(router, ORDER);
    return router.getRoutes();
  }

  private List<String> shown(String within) {
    return EndpointTable.SERVED.ofKind(EndpointKind.RELAY).stream()
        .filter(endpoint -> endpoint.path().contains(within) && !endpoint.path().contains("{"))
        .map(this::shown)
        .toList();
  }

  private String shown(Route route) {
    return route.methods() + " " + (route.isRegexPath() ? "regex" : route.getPath());
  }

  private String shown(Endpoint endpoint) {
    return "["
        + endpoint.verb()
        + "] "
        + (endpoint.path().contains("{") ? "regex" : endpoint.path());
  }
}
