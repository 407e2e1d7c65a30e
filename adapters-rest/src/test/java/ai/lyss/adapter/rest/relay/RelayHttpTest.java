package ai.lyss.adapter.rest.relay;

import static ai.lyss.adapter.rest.relay.RelayServer.BODY;
import static ai.lyss.adapter.rest.relay.RelayServer.MOST_BODY_BYTES;
import static ai.lyss.adapter.rest.relay.RelayServer.get;
import static ai.lyss.adapter.rest.relay.RelayServer.post;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.AnswerNotes;
import ai.lyss.domain.chat.DropPolicy;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on their way in, and whole answers on their way out, over real sockets. */
@Timeout(60)
class RelayHttpTest {

  private final RelayServer server = new RelayServer();

  @AfterEach
  void close() {
    assertThat(server.running.count()).as("relays that run").isZero();
    server.close();
  }

  @Test
  void answers_whole_with_the_very_bytes() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY));
      var relay = server.relays.next();
      assertThat(new String(relay.request.body(), StandardCharsets.UTF_8)).isEqualTo(BODY);
      assertThat(server.running.count()).isEqualTo(1);
      var text = "{\"n\": 2.50, \"e\":1e400,\"ü\":\"\\u00fc\"}";
      relay.turn(it -> it.head(Map.of("openai-processing-ms", "17")).chunk(text).end());
      var answer = caller.answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo(text);
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(answer.header("content-length")).isNotNull();
      assertThat(answer.header("openai-processing-ms")).isEqualTo("17");
      assertThat(answer.header("x-lyss-channel")).isEqualTo("east");
      assertThat(answer.header("x-lyss-provider")).isEqualTo("main");
      assertThat(answer.header("x-lyss-attempts")).isEqualTo("1");
      assertThat(answer.header("x-lyss-clipped")).isNull();
    }
  }

  @Test
  void answers_within_the_starting_call() throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    try (var caller = server.connect()) {
      assertThat(caller.call(post(BODY)).text()).isEqualTo("{}");
      assertThat(caller.call(post(BODY)).text()).isEqualTo("{}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions/stream", "/api/v1/chat/completions/stream"})
  void streams_whatever_the_body_says_where_the_path_says_so(String path) throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(path, BODY, ""));
      var relay = server.relays.next();
      assertThat(relay.request.outline().stream()).isTrue();
      relay.turn(it -> it.head().chunk("data: x\n\n").end());
      assertThat(caller.answer().header("content-type")).isEqualTo("text/event-stream");
    }
  }

  @Test
  void answers_a_whole_one_of_many_pieces() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY));
      var relay = server.relays.next();
      var piece = "x".repeat(10_000);
      relay.turn(it -> it.head().chunk(piece).chunk(piece)).turn(it -> it.chunk(piece).end());
      assertThat(caller.answer().text()).isEqualTo(piece.repeat(3));
    }
  }

  @Test
  void tells_failures_with_their_notes() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY));
      var failure = new GatewayFailure.UpstreamRateLimited(Duration.ofMillis(2500));
      server.relays.next().turn(it -> it.fail(failure));
      var answer = caller.answer();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("retry-after")).as("rounded up").isEqualTo("3");
      assertThat(answer.header("x-lyss-channel")).isEqualTo("west");
      assertThat(answer.header("x-lyss-attempts")).isEqualTo("2");
      assertThat(answer.error().getString("code")).isEqualTo("rate_limit_exceeded");
    }
  }

  @Test
  void tells_a_whole_answers_failure_as_long_as_nothing_of_it_is_out() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY));
      server
          .relays
          .next()
          .turn(it -> it.head().chunk("{").fail(new GatewayFailure.Interrupted("broken_off")));
      var answer = caller.answer();
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.error().getString("code")).isEqualTo("upstream_error");
    }
  }

  @Test
  void breaks_the_connection_when_a_whole_answer_breaks_off_half_way_out() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY));
      var relay = server.relays.next().turn(it -> it.head().chunk("{"));
      caller.head();
      assertThat(caller.chunkText()).isEqualTo("{");
      relay.turn(it -> it.fail(new GatewayFailure.Interrupted("broken_off")));
      assertThat(caller.isClosedByServer()).isTrue();
    }
  }

  @Test
  void escapes_names_that_are_no_header_text() throws Exception {
    server.relays.atOnce(
        relay ->
            relay
                .headWith(new AnswerNotes(3, "öst 1+1", "a\r\nx-evil: 1", 70L, "quota"))
                .chunk("{}")
                .end());
    try (var caller = server.connect()) {
      var answer = caller.call(post(BODY));
      assertThat(answer.header("x-lyss-channel")).isEqualTo("%C3%B6st%201%2B1");
      assertThat(answer.header("x-lyss-provider")).isEqualTo("a%0D%0Ax-evil%3A%201");
      assertThat(answer.header("x-evil")).isNull();
      assertThat(answer.header("x-lyss-clipped")).isEqualTo("70");
      assertThat(answer.header("x-lyss-quota-warning")).isEqualTo("quota");
    }
  }

  @Test
  void names_what_was_not_delivered() throws Exception {
    server.relays.atOnce(
        relay ->
            relay
                .headDropping("/logit_bias", "/messages/3/reasoning_content", "/a,b", "/ü /c")
                .chunk("{}")
                .end());
    try (var caller = server.connect()) {
      assertThat(caller.call(post(BODY)).header("x-lyss-dropped"))
          .isEqualTo("/logit_bias,/messages/3/reasoning_content,/a%2Cb,/%C3%BC%20/c");
    }
  }

  @Test
  void says_nothing_of_drops_where_there_were_none() throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    try (var caller = server.connect()) {
      assertThat(caller.call(post(BODY)).header("x-lyss-dropped")).isNull();
    }
  }

  @Test
  void hands_on_that_a_request_is_strict() throws Exception {
    var drops = new ArrayList<DropPolicy>();
    server.relays.atOnce(
        relay -> {
          drops.add(relay.request.drops());
          relay.head().chunk("{}").end();
        });
    try (var caller = server.connect()) {
      caller.call(post(BODY));
      caller.call(post(BODY).replace("authorization:", "x-lyss-strict: TRUE\r\nauthorization:"));
      caller.call(post(BODY).replace("authorization:", "x-lyss-strict: false\r\nauthorization:"));
    }
    assertThat(drops).containsExactly(DropPolicy.NAMED, DropPolicy.REFUSED, DropPolicy.NAMED);
  }

  @Test
  void lets_nobody_in_without_a_key() throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(post(BODY).replace("authorization:", "x-other:"));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
      assertThat(answer.error().getString("code")).isEqualTo("invalid_api_key");
      var wrong = caller.call(post(BODY).replace(RelayServer.KEY, "sk-lyss-wrong"));
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.text()).doesNotContain("sk-lyss-wrong");
      assertThat(server.relays.refusals()).hasSize(2);
      assertThat(server.relays.noneStarted()).isTrue();
    }
  }

  @Test
  void lets_nobody_relay_without_the_role() throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(post(BODY).replace(RelayServer.KEY, RelayServer.VIEWER_KEY));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error().getString("code")).isEqualTo("forbidden");
      var models = caller.call(get("/v1/models").replace(RelayServer.KEY, RelayServer.VIEWER_KEY));
      assertThat(models.status()).isEqualTo(200);
    }
  }

  @Test
  void refuses_a_body_that_cannot_be_read_and_says_why() throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(post("{\"model\":1}"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error().getString("param")).isEqualTo("model");
      assertThat(answer.error().getString("type")).isEqualTo("invalid_request_error");
      assertThat(caller.call(post("")).status()).isEqualTo(400);
    }
  }

  @Test
  void takes_a_body_of_the_largest_size_and_none_larger() throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    var pad = " ".repeat(MOST_BODY_BYTES - BODY.length());
    try (var caller = server.connect()) {
      assertThat(caller.call(post(BODY + pad)).status()).isEqualTo(200);
      assertThat(caller.call(post(BODY + pad + " ")).error().getString("code"))
          .isEqualTo("request_too_large");
    }
  }

  @Test
  void takes_a_chunked_body_of_the_largest_size_and_none_larger() throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    var pad = " ".repeat(MOST_BODY_BYTES - BODY.length());
    try (var caller = server.connect()) {
      assertThat(caller.call(chunked(BODY + pad)).status()).isEqualTo(200);
    }
    try (var caller = server.connect()) {
      var answer = caller.call(chunked(BODY + pad + " "));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("connection")).isEqualTo("close");
    }
  }

  private static String chunked(String body) {
    var request =
        new StringBuilder(post("").replace("content-length: 0", "transfer-encoding: chunked"));
    for (int at = 0; at < body.length(); at += 7_000) {
      var chunk = body.substring(at, Math.min(body.length(), at + 7_000));
      request
          .append(Integer.toHexString(chunk.length()))
          .append("\r\n")
          .append(chunk)
          .append("\r\n");
    }
    return request.append("0\r\n\r\n").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1x", "", "99999999999999999999", "5, 6"})
  void refuses_a_length_that_is_none(String length) throws Exception {
    try (var caller = server.connect()) {
      caller.send(post("").replace("content-length: 0", "content-length: " + length));
      assertThat(caller.head().status()).isIn(400, 413);
      assertThat(server.relays.noneStarted()).isTrue();
    }
  }

  @Test
  void starts_no_relay_for_a_caller_that_breaks_off_its_body() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY).substring(0, post(BODY).length() - 5));
      caller.reset();
    }
    try (var other = server.connect()) {
      assertThat(other.call(get("/v1/models")).status()).isEqualTo(200);
    }
    assertThat(server.relays.noneStarted()).isTrue();
  }

  @Test
  void gives_up_on_a_caller_that_never_finishes_its_body() throws Exception {
    var options =
        new HttpServerOptions().setIdleTimeout(200).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    try (var impatient = new RelayServer(options, Duration.ofSeconds(15));
        var caller = impatient.connect()) {
      caller.send(post(BODY).substring(0, post(BODY).length() - 5));
      assertThat(caller.isClosedByServer()).isTrue();
      assertThat(impatient.relays.noneStarted()).isTrue();
      assertThat(impatient.running.count()).isZero();
    }
  }

  @Test
  void believes_no_length_before_the_bytes_come() throws Exception {
    try (var caller = server.connect()) {
      caller.send(
          post("").replace("content-length: 0", "content-length: " + MOST_BODY_BYTES) + BODY);
      caller.send(" ".repeat(MOST_BODY_BYTES - BODY.length()));
      assertThat(server.relays.next().turn(it -> it.head().chunk("{}").end()).request.body())
          .hasSize(MOST_BODY_BYTES);
      assertThat(caller.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void shows_the_callers_request_id_or_one_of_its_own() throws Exception {
    var visible = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      visible.append(c);
    }
    try (var caller = server.connect()) {
      for (var id : new String[] {"a", visible.toString(), "i".repeat(128)}) {
        assertThat(idShownFor(caller, id)).isEqualTo(id);
      }
      for (var id : new String[] {"", "a b", "i".repeat(129), "é", "a\tb"}) {
        assertThat(UUID.fromString(idShownFor(caller, id)).version()).as(id).isEqualTo(7);
      }
    }
  }

  private static String idShownFor(RawCaller caller, String id) throws IOException {
    var request = get("/v1/models").replace("\r\n\r\n", "\r\nx-request-id: " + id + "\r\n\r\n");
    return caller.call(request).header("x-request-id");
  }

  @Test
  void hands_the_request_id_to_the_relay_and_shows_it_on_failures() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post("/v1/chat/completions", BODY, "x-request-id: r-1\r\n"));
      var relay = server.relays.next();
      assertThat(relay.requestId).isEqualTo("r-1");
      relay.turn(it -> it.fail(new GatewayFailure.Internal()));
      var answer = caller.answer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.header("x-request-id")).isEqualTo("r-1");
    }
  }

  @Test
  void answers_pipelined_requests_in_their_order() throws Exception {
    try (var caller = server.connect()) {
      caller.send(
          post(BODY)
              + get("/v1/models")
              + post(BODY)
              + "GET /v1/none HTTP/1.1\r\nhost: lyss\r\n\r\n");
      server.relays.next().turn(it -> it.head().chunk("1").end());
      assertThat(caller.answer().text()).isEqualTo("1");
      assertThat(caller.answer().text()).contains("vendor/zeta:1");
      server.relays.next().turn(it -> it.head().chunk("2").end());
      assertThat(caller.answer().text()).isEqualTo("2");
      assertThat(caller.answer().status()).isEqualTo(404);
    }
  }

  @Test
  void takes_no_relay_while_it_stops() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(BODY).substring(0, post(BODY).length() - 5));
      try (var other = server.connect()) {
        other.call(get("/v1/models")); // by now the head of the first one has been read
      }
      server.running.stopTaking();
      var answer = caller.call(post(BODY).substring(post(BODY).length() - 5));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("1");
      assertThat(caller.call(post(BODY)).status()).isEqualTo(503);
      assertThat(server.relays.noneStarted()).isTrue();
    }
  }

  @Test
  void answers_a_caller_of_the_first_http() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(RelayServer.STREAM_BODY).replace("HTTP/1.1", "HTTP/1.0"));
      var relay = server.relays.next();
      relay.turn(it -> it.head().chunk("data: 1\n\n")).turn(it -> it.chunk("data: 2\n\n").end());
      var answer = caller.answer();
      assertThat(answer.header("transfer-encoding")).isNull();
      assertThat(answer.text()).isEqualTo("data: 1\n\ndata: 2\n\n");
    }
  }
}
