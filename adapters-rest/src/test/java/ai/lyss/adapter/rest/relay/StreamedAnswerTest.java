package ai.lyss.adapter.rest.relay;

import static ai.lyss.adapter.rest.relay.RelayServer.BODY;
import static ai.lyss.adapter.rest.relay.RelayServer.STREAM_BODY;
import static ai.lyss.adapter.rest.relay.RelayServer.post;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.fixture.Seeds;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams to callers that read, that are slow, that leave; and to a service that stops. */
@Timeout(60)
class StreamedAnswerTest {

  private final RelayServer server = new RelayServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void streams_the_very_bytes_as_they_come() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = server.relays.next().turn(it -> it.head().chunk("data: {\"ü\": 1}\n\n"));
      var head = caller.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(head.header("cache-control")).isEqualTo("no-cache");
      assertThat(head.header("x-accel-buffering")).isEqualTo("no");
      assertThat(caller.chunkText()).isEqualTo("data: {\"ü\": 1}\n\n");
      relay.turn(it -> it.chunk("data: [DONE]\n\n").end());
      assertThat(caller.chunkText()).isEqualTo("data: [DONE]\n\n");
      assertThat(caller.chunk()).isEmpty();
      assertThat(server.running.count()).isZero();
    }
  }

  @Test
  void writes_what_comes_in_one_turn_at_once() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      server
          .relays
          .next()
          .turn(it -> it.head().chunk("a").chunk("b").chunk("c"))
          .turn(it -> it.chunk("d").chunk("e").end());
      caller.head();
      assertThat(caller.chunkText()).isEqualTo("abc");
      assertThat(caller.chunkText()).isEqualTo("de");
      assertThat(caller.chunk()).isEmpty();
    }
  }

  @Test
  void loses_and_swaps_nothing_however_the_pieces_fall() throws Exception {
    for (int run = 0; run < 40; run++) {
      var random = new SplittableRandom(Seeds.seed() + run);
      var all = new byte[random.nextInt(1, 120_000)];
      random.nextBytes(all);
      try (var caller = server.connect()) {
        caller.send(post(STREAM_BODY));
        var relay = server.relays.next().turn(ScriptedRelays.Running::head);
        int most = 1 << random.nextInt(4, 16);
        relay.turn(it -> piecewise(it, all, most, random));
        assertThat(caller.answer().body()).as("seed %d, run %d", Seeds.seed(), run).isEqualTo(all);
      }
    }
  }

  private static void piecewise(
      ScriptedRelays.Running relay, byte[] all, int most, SplittableRandom random) {
    int from = 0;
    while (from < all.length) {
      int to = Math.min(all.length, from + random.nextInt(most));
      relay.chunk(java.util.Arrays.copyOfRange(all, from, to));
      from = to;
    }
    relay.end();
  }

  @Test
  void writes_many_thousand_small_pieces_of_one_turn() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      var piece = "data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n";
      server
          .relays
          .next()
          .turn(
              it -> {
                it.head();
                for (int i = 0; i < 20_000; i++) {
                  it.chunk(piece);
                }
                it.end();
              });
      assertThat(caller.answer().text()).isEqualTo(piece.repeat(20_000));
    }
  }

  @Test
  void pauses_the_vendor_while_a_caller_does_not_read() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = server.relays.next().turn(ScriptedRelays.Running::head);
      var piece = new byte[64 * 1024];
      int sent = 0;
      while (relay.pauses.get() == 0) {
        relay.turn(it -> it.chunk(piece)).turn(it -> {});
        sent++;
        assertThat(sent).as("pieces of 64 KiB before the pause").isLessThan(200);
      }
      assertThat(relay.resumes.get()).isZero();
      relay.turn(it -> it.chunk(piece)); // was on its way
      sent++;
      assertThat(relay.pauses.get()).as("asked once").isEqualTo(1);
      caller.head();
      long read = 0;
      while (relay.resumes.get() == 0) {
        read += caller.chunk().length;
      }
      relay.turn(ScriptedRelays.Running::end);
      for (var chunk = caller.chunk(); chunk.length > 0; chunk = caller.chunk()) {
        read += chunk.length;
      }
      assertThat(read).isEqualTo((long) sent * piece.length);
    }
  }

  @Test
  void pauses_a_relay_that_floods_before_its_hand_is_out() throws Exception {
    var piece = new byte[1024 * 1024];
    server.relays.atOnce(
        relay -> {
          relay.head();
          for (int i = 0; i < 8; i++) {
            relay.chunk(piece);
          }
        });
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = server.relays.next().turn(it -> {});
      assertThat(relay.pauses.get()).isEqualTo(1);
      relay.turn(ScriptedRelays.Running::end);
      assertThat(caller.answer().body()).hasSize(8 * piece.length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FIN before", "RST before", "FIN within", "RST within", "FIN whole", "RST whole"})
  void notices_at_once_that_the_caller_leaves(String how) throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(how.endsWith("whole") ? BODY : STREAM_BODY));
      var relay = server.relays.next();
      if (how.endsWith("within")) {
        relay.turn(it -> it.head().chunk("data: 1\n\n"));
        caller.head();
        caller.chunk();
      }
      long left = System.nanoTime();
      if (how.startsWith("FIN")) {
        caller.finish();
      } else {
        caller.reset();
      }
      var whenOver = relay.awaitHangUp();
      assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofSeconds(2));
      assertThat(server.running.count()).as("counts until nothing is left").isEqualTo(1);
      relay.turn(it -> it.head().chunk("late").end()); // nobody listens, nothing breaks
      relay.turn(it -> whenOver.run());
      assertThat(server.running.count()).isZero();
    }
  }

  @Test
  void hangs_no_relay_up_that_has_ended() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = server.relays.next().turn(it -> it.head().chunk("x").end());
      caller.answer();
      caller.reset();
      try (var other = server.connect()) {
        other.call(RelayServer.get("/v1/models"));
      }
      assertThat(relay.hungUp).isNotDone();
    }
  }

  @Test
  void keeps_a_silent_stream_alive_which_commits_its_head() throws Exception {
    try (var quiet = new RelayServer(new HttpServerOptions(), Duration.ofMillis(60));
        var caller = quiet.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = quiet.relays.next();
      var head = caller.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
      assertThat(head.header("x-lyss-attempts")).as("not known yet").isNull();
      assertThat(caller.chunkText()).isEqualTo(": keep-alive\n\n");
      assertThat(caller.chunkText()).isEqualTo(": keep-alive\n\n");
      relay.turn(it -> it.fail(new GatewayFailure.UpstreamTimedOut()));
      var rest = new StringBuilder();
      for (var chunk = caller.chunkText(); !chunk.isEmpty(); chunk = caller.chunkText()) {
        rest.append(chunk);
      }
      assertThat(rest.toString()).contains("data: {\"error\":{").contains("upstream_timeout");
      assertThat(rest.toString()).endsWith("}\n\n").doesNotContain("[DONE]");
    }
  }

  @Test
  void goes_on_with_the_answer_after_a_comment() throws Exception {
    try (var quiet = new RelayServer(new HttpServerOptions(), Duration.ofMillis(60));
        var caller = quiet.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = quiet.relays.next();
      caller.head();
      caller.chunk();
      relay.turn(it -> it.head().chunk("data: 1\n\n").end());
      var rest = new StringBuilder();
      for (var chunk = caller.chunkText(); !chunk.isEmpty(); chunk = caller.chunkText()) {
        rest.append(chunk);
      }
      assertThat(rest.toString().replace(": keep-alive\n\n", "")).isEqualTo("data: 1\n\n");
    }
  }

  @Test
  void sends_no_comment_into_a_whole_answer() throws Exception {
    try (var quiet = new RelayServer(new HttpServerOptions(), Duration.ofMillis(15));
        var caller = quiet.connect();
        var streaming = quiet.connect()) {
      caller.send(post(BODY));
      var relay = quiet.relays.next();
      streaming.send(post(STREAM_BODY)).head();
      streaming.chunk();
      streaming.chunk(); // by now a stream would have had its comments
      relay.turn(it -> it.head().chunk("{}").end());
      assertThat(caller.answer().text()).isEqualTo("{}");
    }
  }

  @Test
  void tells_a_failure_before_the_head_with_its_status() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      server.relays.next().turn(it -> it.fail(new GatewayFailure.UpstreamTimedOut()));
      var answer = caller.answer();
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.header("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void tells_a_failure_within_the_stream_as_an_event_after_all_that_came() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      server
          .relays
          .next()
          .turn(
              it -> it.head().chunk("data: 1\n\n").fail(new GatewayFailure.Interrupted("timeout")));
      var answer = caller.answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).startsWith("data: 1\n\ndata: {\"error\":{").endsWith("}\n\n");
      assertThat(answer.text()).doesNotContain("[DONE]");
    }
  }

  @Test
  void ends_all_that_run_when_the_service_stops() throws Exception {
    try (var caller = server.connect();
        var gone = server.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = server.relays.next().turn(it -> it.head().chunk("data: 1\n\n"));
      gone.send(post(STREAM_BODY));
      var drained = server.relays.next();
      gone.reset();
      var whenOver = drained.awaitHangUp();
      assertThat(server.running.count()).isEqualTo(2);
      server.running.stopTaking();
      server.running.endAll();
      relay.awaitStop();
      drained.awaitStop();
      drained.turn(it -> whenOver.run());
      var stopping = new GatewayFailure.Unavailable("The service is stopping.", null);
      relay.turn(it -> it.fail(stopping));
      assertThat(caller.answer().text())
          .startsWith("data: 1\n\n")
          .contains("service_unavailable")
          .doesNotContain("[DONE]");
      assertThat(server.running.count()).isZero();
    }
  }

  @Test
  void does_nothing_when_it_is_told_anything_after_its_end() throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(STREAM_BODY));
      var relay = server.relays.next().turn(it -> it.head().chunk("x").end());
      relay.turn(
          it -> {
            it.head().chunk("y").end();
            it.fail(new GatewayFailure.Internal());
          });
      assertThat(new String(caller.answer().body(), StandardCharsets.UTF_8)).isEqualTo("x");
      caller.send(post(STREAM_BODY));
      server.relays.next().turn(it -> it.head().chunk("z").end());
      assertThat(caller.answer().text()).isEqualTo("z");
    }
  }
}
