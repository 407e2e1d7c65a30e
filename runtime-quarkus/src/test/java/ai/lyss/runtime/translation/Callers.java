package ai.lyss.runtime.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.rest.caller.CallerIdentity;
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
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.access.TokenClaims;
import ai.lyss.domain.chat.AnswerHead;
import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Ids;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Callers on a socket before the real routes: what they send comes out as the relay gets it. */
public final class Callers implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;
  private static final int MOST_BODY_BYTES = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LastRequest relays = new LastRequest();
  private final int port;

  /** Opens the routes on a free port. */
  public Callers() {
    var router = Router.router(vertx);
    var ids = new Ids(new ManualClock(), Seeds.random());
    var stamp = new AnswerStamp(new ManualClock(), ids);
    var http =
        new RelayHttp(
            vertx,
            new CallerIdentity(new Anyone(), (token, answer) -> {}),
            relays,
            new RunningRelays(),
            ids,
            MOST_BODY_BYTES,
            Duration.ofSeconds(15));
    var models = new NoModels();
    new AnthropicRoutes(http, models, stamp).register(router, 2);
    new GeminiRoutes(http, models, stamp).register(router, 2);
    new ResponsesRoutes(http, stamp, OpenAiRoutes.failures()).register(router, 2);
    new OpenAiRoutes(http, models, stamp).register(router, 2);
    var server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.pause(); // as Quarkus hands requests over
                  router.handle(request);
                })
            .listen(0, "127.0.0.1");
    port =
        server
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join()
            .actualPort();
  }

  /** Returns what the relay is asked for; empty when the routes refuse it. */
  Optional<ChatRequest> ask(Dialect dialect, byte[] body) {
    relays.last.set(null);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(dialect)))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .header("authorization", "Bearer sk-lyss-anyone")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200 && status != 400) {
        throw new AssertionError("status " + status + " (expected: 200 or 400)");
      }
    } catch (IOException broken) {
      throw new AssertionError("no answer to " + new String(body, UTF_8), broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
    return Optional.ofNullable(relays.last.get());
  }

  private static String path(Dialect dialect) {
    return switch (dialect) {
      case OPENAI -> "/v1/chat/completions";
      case RESPONSES -> "/v1/responses";
      case ANTHROPIC -> "/v1/messages";
      case GEMINI -> "/v1beta/models/m:generateContent";
    };
  }

  @Override
  public void close() {
    client.close();
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Keeps the request and answers nothing with success. */
  private static final class LastRequest implements RelayChat {

    private final AtomicReference<@Nullable ChatRequest> last = new AtomicReference<>();

    @Override
    public Relay relay(Caller caller, RelayRequest request, String requestId, RelaySink sink) {
      last.set((ChatRequest) request);
      Vertx.currentContext()
          .runOnContext(
              now -> {
                sink.head(
                    new AnswerHead("application/json", Map.of()),
                    new AnswerNotes(1, "p", "c", null, null));
                sink.end();
              });
      return new NoHand();
    }

    @Override
    public void refused(String requestId, @Nullable Caller caller, GatewayFailure failure) {
      // the caller is told
    }
  }

  /** Nobody interferes. */
  private static final class NoHand implements RelayChat.Relay {

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void hangUp(Runnable whenOver) {
      whenOver.run();
    }

    @Override
    public void shutDown() {}
  }

  /** Knows everybody. */
  private static final class Anyone implements IdentifyCaller {

    @Override
    public Identity byKey(String key) {
      return new Identity.Known(
          new Caller(new TenantId(Seeds.id()), null, "u", Set.of(Role.MEMBER), null));
    }

    @Override
    public Identity byClaims(TokenClaims claims) {
      return new Identity.Unknown("no tokens here");
    }
  }

  /** Has no models. */
  private static final class NoModels implements ListModels {

    @Override
    public List<Model> list(Caller caller) {
      return List.of();
    }

    @Override
    public Optional<Model> find(Caller caller, String name) {
      return Optional.empty();
    }
  }
}
