package ai.lyss.adapter.rest.relay;

import static ai.lyss.adapter.rest.relay.RelayServer.BODY;
import static ai.lyss.adapter.rest.relay.RelayServer.MOST_BODY_BYTES;
import static ai.lyss.adapter.rest.relay.RelayServer.STREAM_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same over HTTP/2, where many relays share a connection. */
@Timeout(60)
class HttpTwoTest {

  private final RelayServer server = new RelayServer();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions()
              .setProtocolVersion(HttpVersion.HTTP_2)
              .setHttp2ClearTextUpgrade(false));

  @AfterEach
  void close() {
    await(client.close());
    await(vertx.close());
    server.close();
  }

  private static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(ScriptedRelays.PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private HttpClientRequest request() {
    var path = "/v1/chat/completions";
    return await(client.request(HttpMethod.POST, server.port, "127.0.0.1", path))
        .putHeader("authorization", "Bearer " + RelayServer.KEY);
  }

  @Test
  void streams_an_answer() throws Exception {
    var answering = request().send(Buffer.buffer(STREAM_BODY)).compose(HttpTwoTest::whole);
    var relay = server.relays.next();
    relay.turn(it -> it.head().chunk("data: 1\n\n")).turn(it -> it.chunk("data: 2\n\n").end());
    assertThat(await(answering).toString()).isEqualTo("data: 1\n\ndata: 2\n\n");
  }

  private static Future<Buffer> whole(HttpClientResponse response) {
    return response.body();
  }

  @Test
  void refuses_a_body_that_is_too_large_without_a_header_of_the_old_http() {
    var large = Buffer.buffer(BODY + " ".repeat(MOST_BODY_BYTES));
    var answer =
        await(
            request()
                .send(large)
                .map(response -> response.statusCode() + " " + response.getHeader("connection")));
    assertThat(answer).isEqualTo("413 null");
  }

  @Test
  void hangs_up_the_one_relay_whose_stream_is_reset() throws Exception {
    var leaving = request();
    leaving.send(Buffer.buffer(STREAM_BODY));
    var left = server.relays.next();
    var staying = request().send(Buffer.buffer(STREAM_BODY)).compose(HttpTwoTest::whole);
    var kept = server.relays.next();
    left.turn(it -> it.head().chunk("data: 1\n\n"));
    leaving.reset();
    left.turn(it -> {}).awaitHangUp().run();
    assertThat(kept.hungUp).isNotDone();
    kept.turn(it -> it.head().chunk("data: 2\n\n").end());
    assertThat(await(staying).toString()).isEqualTo("data: 2\n\n");
  }
}
