package ai.lyss.adapter.rest.relay;

import static ai.lyss.adapter.rest.relay.RelayServer.post;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are passed through: whether they are events is known with their head. */
@Timeout(60)
class PassedAnswerTest {

  private static final Duration SILENCE = Duration.ofMillis(15);
  private static final String COMMENT = ": keep-alive\n\n";

  private final RelayServer server = new RelayServer(new HttpServerOptions(), SILENCE);

  @AfterEach
  void close() {
    server.close();
  }

  private static String image(boolean stream) {
    var body = "{\"model\":\"m\",\"prompt\":\"A sea\",\"stream\":" + stream + "}";
    return post("/v1/images/generations", body, "");
  }

  /** Waits until a stream beside it has had comments, as this answer would have had by then. */
  private void waitForComments() throws Exception {
    try (var streaming = server.connect()) {
      streaming.send(post(RelayServer.STREAM_BODY)).head();
      streaming.chunk();
      streaming.chunk();
    }
  }

  @Test
  void a_document_comes_under_its_own_type_though_a_stream_was_asked_for() throws Exception {
    try (var caller = server.connect()) {
      caller.send(image(true));
      var relay = server.relays.next();
      waitForComments();
      relay.turn(it -> it.headOf("application/json").chunk("{").chunk("}").end());
      var answer = caller.answer();
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(answer.text()).as("no comment before it").isEqualTo("{}");
    }
  }

  @Test
  void events_are_kept_alive_and_end_in_an_error_event() throws Exception {
    try (var caller = server.connect()) {
      caller.send(image(true));
      var relay = server.relays.next();
      relay.turn(it -> it.headOf("text/event-stream").chunk("data: {}\n\n"));
      var head = caller.head();
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(caller.chunkText()).isEqualTo("data: {}\n\n");
      assertThat(caller.chunkText()).isEqualTo(COMMENT);
      relay.turn(it -> it.fail(new GatewayFailure.Interrupted("broken_off")));
      var last = caller.chunkText();
      while (last.equals(COMMENT)) {
        last = caller.chunkText();
      }
      assertThat(last).contains("\"code\":\"upstream_error\"");
    }
  }

  @Test
  void sound_breaks_off_with_its_connection_whatever_was_asked_for() throws Exception {
    var asked = "{\"model\":\"m\",\"input\":\"a\",\"stream_format\":\"sse\"}";
    try (var caller = server.connect()) {
      caller.send(post("/v1/audio/speech", asked, ""));
      var relay = server.relays.next().turn(it -> it.headOf("audio/mpeg").chunk("ID3"));
      caller.head();
      assertThat(caller.chunkText()).isEqualTo("ID3");
      waitForComments();
      relay.turn(it -> it.fail(new GatewayFailure.Interrupted("broken_off")));
      assertThat(caller.isClosedByServer()).as("and no comment, no event").isTrue();
    }
  }

  @Test
  void a_failure_before_the_head_has_its_status() throws Exception {
    try (var caller = server.connect()) {
      caller.send(image(true));
      var relay = server.relays.next();
      waitForComments();
      relay.turn(it -> it.fail(new GatewayFailure.UpstreamTimedOut()));
      assertThat(caller.answer().status()).isEqualTo(504);
    }
  }

  @Test
  void a_form_is_read_at_its_endpoint() throws Exception {
    var form = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--\r\n";
    var request =
        post("/api/v1/audio/transcriptions", form, "")
            .replace("application/json", "multipart/form-data; boundary=b");
    server.relays.atOnce(it -> it.headOf("text/plain").chunk("Hello").end());
    try (var caller = server.connect()) {
      assertThat(caller.call(request).text()).isEqualTo("Hello");
      assertThat(caller.call(post("/v1/audio/transcriptions", form, "")).status()).isEqualTo(400);
    }
  }
}
