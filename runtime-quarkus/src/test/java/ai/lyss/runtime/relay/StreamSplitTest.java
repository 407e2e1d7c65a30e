package ai.lyss.runtime.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.RecordedStream;
import ai.lyss.adapter.provider.tokenizer.JtokkitTokenCounter;
import ai.lyss.adapter.rest.caller.CallerIdentity;
import ai.lyss.adapter.rest.caller.token.CallerTokens;
import ai.lyss.adapter.rest.dialect.openai.OpenAiRoutes;
import ai.lyss.adapter.rest.relay.AnswerStamp;
import ai.lyss.adapter.rest.relay.RelayHttp;
import ai.lyss.adapter.rest.relay.RunningRelays;
import ai.lyss.application.catalog.ConfigurationCompiler;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.catalog.ModelCatalog;
import ai.lyss.application.chat.ChatRelay;
import ai.lyss.application.chat.DrainBounds;
import ai.lyss.application.chat.RelayClock;
import ai.lyss.application.chat.RelaySettings;
import ai.lyss.application.usecase.IdentifyCaller;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.access.TokenClaims;
import ai.lyss.domain.fake.RecordingEvents;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.health.HealthSettings;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.retry.RetryPolicy;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageProvenance;
import ai.lyss.domain.usage.UsageRecord;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever the network cuts a vendor's stream, the caller's socket gives the same bytes and the
 * journal the same tokens. A cut at every {@code STEP}th offset; {@code -Dlyss.cases=20000} cuts at
 * all of them.
 */
@Timeout(300)
class StreamSplitTest {

  private static final int STEP = Integer.getInteger("lyss.cases", 2_000) >= 20_000 ? 1 : 13;
  private static final int ROUNDS = 20;
  private static final TenantId TENANT = new TenantId(Seeds.id());
  private static final String MODEL = "gpt-4o-mini";
  private static final String BODY =
      "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
          + "\"hi\"}]}";
  private static final Vertx VERTX = Vertx.vertx();
  private static final PiecewiseCalls VENDOR = new PiecewiseCalls(VERTX);
  private static final JtokkitTokenCounter TOKENS =
      new JtokkitTokenCounter(Duration.ZERO, System::nanoTime);
  private static final RecordingEvents EVENTS = new RecordingEvents();
  private static final BlockingQueue<UsageRecord> ROWS = new LinkedBlockingQueue<>();
  private static final HttpClient CALLER = HttpClient.newHttpClient();
  private static URI chats;

  @BeforeAll
  static void serve() {
    var router = Router.router(VERTX);
    var random = Seeds.random();
    var wall = InstantSource.system();
    var live = live(wall);
    var http =
        new RelayHttp(
            VERTX,
            new CallerIdentity(
                new Known(),
                (token, answer) -> answer.accept(new CallerTokens.TokenCheck.Invalid("none here"))),
            relay(live, wall),
            new RunningRelays(),
            new Ids(wall, random),
            1 << 20,
            Duration.ofSeconds(15));
    new OpenAiRoutes(http, new ModelCatalog(live), new AnswerStamp(wall, new Ids(wall, random)))
        .register(router, 1);
    var server =
        VERTX
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.pause(); // as Quarkus hands requests over
                  router.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    chats = URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/chat/completions");
  }

  private static IdentifyCaller.Identity caller() {
    return new IdentifyCaller.Identity.Known(
        new Caller(TENANT, null, "u", Set.of(Role.MEMBER), null));
  }

  private static LiveConfiguration live(InstantSource wall) {
    var provider = Providers.compatible(TENANT, "p", URI.create("http://vendor.test"), "k");
    var configuration =
        new Configuration(
            List.of(new Tenant(TENANT, "t", true)),
            List.of(provider),
            List.of(Channels.plain(provider, "c", MODEL)),
            List.of(),
            List.of(),
            List.of(),
            PriceList.EMPTY);
    var health = new HealthBook(HealthSettings.USUAL, System::nanoTime, Seeds.random());
    var live =
        new LiveConfiguration(
            () -> new StoreOutcome.Done<>(configuration),
            new ConfigurationCompiler(health, wall),
            health);
    live.reload(loaded -> {});
    return live;
  }

  private static ChatRelay relay(LiveConfiguration live, InstantSource wall) {
    return new ChatRelay(
        live,
        new RetryPolicy(1, Seeds.random()),
        new ChatRelay.Ports(
            VENDOR,
            new LocalQuotaLedger(wall),
            new Journal(),
            (delay, task) -> {
              long timer = VERTX.setTimer(Math.max(1, delay.toMillis()), due -> task.run());
              return () -> VERTX.cancelTimer(timer);
            },
            TOKENS,
            EVENTS),
        new RelaySettings(
            Duration.ofMinutes(1), 1_024, RelaySettings.Clipping.TO_HEADROOM, DrainBounds.STANDARD),
        new RelayClock(wall, System::nanoTime),
        Seeds.random());
  }

  private static final class Known implements IdentifyCaller {
    @Override
    public Identity byKey(String key) {
      return caller();
    }

    @Override
    public Identity byClaims(TokenClaims claims) {
      return caller();
    }
  }

  private static final class Journal implements UsageJournal {
    @Override
    public boolean opened(RelayOpened relay) {
      return true;
    }

    @Override
    public void closed(UsageRecord row) {
      ROWS.add(row);
    }
  }

  @AfterAll
  static void stop() {
    TOKENS.close();
    CALLER.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  static List<RecordedStream> streams() {
    return RecordedStream.all();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void the_caller_and_the_ledger_do_not_see_where_the_network_cut(RecordedStream stream)
      throws Exception {
    var bytes = stream.wire();
    var whole = row(stream, List.of(bytes), "in one piece");
    assertThat(whole.provenance())
        .isEqualTo(
            stream.usage().input() == null ? UsageProvenance.TOKENIZER : UsageProvenance.VENDOR);
    for (int cut = 1; cut < bytes.length; cut += STEP) {
      assertSame(stream, whole, pieces(bytes, cut), "cut at " + cut);
    }
    var random = new SplittableRandom(Seeds.seed());
    for (int round = 0; round < ROUNDS; round++) {
      int[] cuts = random.ints(random.nextInt(1, 30), 1, bytes.length).sorted().toArray();
      assertSame(stream, whole, pieces(bytes, cuts), "seed " + Seeds.seed() + " round " + round);
    }
    assertThat(EVENTS.bugs()).isEmpty();
  }

  private static void assertSame(
      RecordedStream stream, UsageRecord whole, List<byte[]> pieces, String how) throws Exception {
    var row = row(stream, pieces, how);
    assertThat(row.usage()).as(how).isEqualTo(whole.usage());
    assertThat(row.provenance()).as(how).isEqualTo(whole.provenance());
    assertThat(row.finish()).as(how).isEqualTo(whole.finish());
  }

  private static UsageRecord row(RecordedStream stream, List<byte[]> pieces, String how)
      throws IOException, InterruptedException {
    VENDOR.answer(pieces);
    var request =
        HttpRequest.newBuilder(chats)
            .header("authorization", "Bearer k")
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    var answer = CALLER.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(how).isEqualTo(200);
    var text = new String(answer.body(), UTF_8);
    assertThat(stream.isPassedBy(text)).as("%s: %s", how, text).isTrue();
    var row = ROWS.poll(20, TimeUnit.SECONDS);
    assertThat(row).as("row of the relay, %s", how).isNotNull();
    return row;
  }

  private static List<byte[]> pieces(byte[] bytes, int... cuts) {
    var pieces = new ArrayList<byte[]>();
    int from = 0;
    for (int cut : cuts) {
      pieces.add(Arrays.copyOfRange(bytes, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
    return pieces;
  }
}
