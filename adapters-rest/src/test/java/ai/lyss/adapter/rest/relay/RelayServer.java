package ai.lyss.adapter.rest.relay;

import ai.lyss.adapter.rest.caller.FixedCallers;
import ai.lyss.adapter.rest.dialect.gemini.GeminiRoutes;
import ai.lyss.adapter.rest.dialect.openai.OpenAiRoutes;
import ai.lyss.adapter.rest.dialect.responses.ResponsesRoutes;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Ids;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The relay endpoints on a real socket, with use cases in the test's hands. */
final class RelayServer implements AutoCloseable {

  static final int MOST_BODY_BYTES = 200_000;
  static final String KEY = "sk-lyss-member";
  static final String VIEWER_KEY = "sk-lyss-viewer";
  static final String BODY =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  static final String STREAM_BODY = BODY.replace("{\"model\"", "{\"stream\":true,\"model\"");

  final ScriptedRelays relays = new ScriptedRelays();
  final RunningRelays running = new RunningRelays();
  private final Vertx vertx = Vertx.vertx();
  final int port;

  RelayServer() {
    this(new HttpServerOptions(), Duration.ofSeconds(15));
  }

  RelayServer(HttpServerOptions options, Duration mostSilence) {
    var router = Router.router(vertx);
    var http =
        new RelayHttp(
            vertx,
            FixedCallers.identity(RelayServer::identify),
            relays,
            running,
            new Ids(new ManualClock(), Seeds.random()),
            MOST_BODY_BYTES,
            mostSilence);
    new OpenAiRoutes(
            http,
            new Models(),
            new AnswerStamp(new ManualClock(), new Ids(new ManualClock(), Seeds.random())))
        .register(router, 1);
    new ResponsesRoutes(
            http,
            new AnswerStamp(new ManualClock(), new Ids(new ManualClock(), Seeds.random())),
            OpenAiRoutes.failures())
        .register(router, 1);
    new GeminiRoutes(
            http,
            new Models(),
            new AnswerStamp(new ManualClock(), new Ids(new ManualClock(), Seeds.random())))
        .register(router, 1);
    router.route().last().handler(context -> context.response().setStatusCode(299).end("others"));
    var starting =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  request.pause(); // as Quarkus hands requests over
                  router.handle(request);
                })
            .listen(0, "127.0.0.1");
    port =
        starting
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(20, TimeUnit.SECONDS)
            .join()
            .actualPort();
  }

  private static IdentifyCaller.Identity identify(String token) {
    return switch (token) {
      case KEY -> known(Role.MEMBER);
      case VIEWER_KEY -> known(Role.VIEWER);
      default -> new IdentifyCaller.Identity.Unknown("Incorrect API key provided.");
    };
  }

  private static IdentifyCaller.Identity known(Role role) {
    return new IdentifyCaller.Identity.Known(
        new Caller(new TenantId(Seeds.id()), null, "u", Set.of(role), null));
  }

  RawCaller connect() throws java.io.IOException {
    return new RawCaller(port);
  }

  /** Returns a whole POST of a chat with a good key. */
  static String post(String body) {
    return post("/v1/chat/completions", body, "");
  }

  static String post(String path, String body, String headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nhost: lyss\r\nauthorization: Bearer "
        + KEY
        + "\r\ncontent-type: application/json\r\n"
        + headers
        + "content-length: "
        + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nhost: lyss\r\nauthorization: Bearer " + KEY + "\r\n\r\n";
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static final class Models implements ListModels {

    private static final List<Model> ALL =
        List.of(
            new Model("alpha", ManualClock.START, "simulator"),
            new Model("vendor/zeta:1", ManualClock.START, "openai,simulator"));

    @Override
    public List<Model> list(Caller caller) {
      return ALL;
    }

    @Override
    public Optional<Model> find(Caller caller, String name) {
      return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }
  }
}
