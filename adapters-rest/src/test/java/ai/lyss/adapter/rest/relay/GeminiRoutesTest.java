package ai.lyss.adapter.rest.relay;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.StreamForm;
import ai.lyss.domain.failure.GatewayFailure;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GeminiRoutesTest {

  private static final String BODY = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";

  private final RelayServer server = new RelayServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String post(String path, String headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nhost: lyss\r\n"
        + headers
        + "content-length: "
        + BODY.length()
        + "\r\n\r\n"
        + BODY;
  }

  private static String header() {
    return "x-goog-api-key: " + RelayServer.KEY + "\r\n";
  }

  @ParameterizedTest
  @CsvSource({
    "/v1beta/models/m:generateContent, m, false, EVENTS",
    "/v1/models/m:generateContent, m, false, EVENTS",
    "/v1beta/models/vendor/zeta:1:streamGenerateContent?alt=sse, vendor/zeta:1, true, EVENTS",
    "/v1/models/m:streamGenerateContent, m, true, ARRAY"
  })
  void reads_model_and_stream_off_the_path(
      String path, String model, boolean streamed, StreamForm form) throws Exception {
    try (var caller = server.connect()) {
      caller.send(post(path, header()));
      var request = server.relays.next().request;

      assertThat(request.dialect()).isEqualTo(Dialect.GEMINI);
      assertThat(request.outline().model().value()).isEqualTo(model);
      assertThat(request.outline().stream()).isEqualTo(streamed);
      assertThat(request.translation().streamForm()).isEqualTo(form);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-goog-api-key: ", "authorization: Bearer "})
  void takes_the_key_from_headers(String header) throws Exception {
    try (var caller = server.connect()) {
      caller.send(post("/v1/models/m:generateContent", header + RelayServer.KEY + "\r\n"));
      assertThat(server.relays.next().requestId).isNotEmpty();
    }
  }

  @Test
  void refuses_a_wrong_key_in_googles_form() throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(post("/v1/models/m:generateContent?key=wrong", ""));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(new JsonObject(answer.text()).getJsonObject("error").getString("status"))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(server.relays.refusals())
          .singleElement()
          .isInstanceOf(GatewayFailure.Unauthenticated.class);
    }
  }

  @Test
  void never_logs_a_key_of_the_url_even_when_there_is_a_bug() throws Exception {
    var noted = new Noted();
    var root = Logger.getLogger("");
    root.addHandler(noted);
    server.relays.atOnce(
        relay -> {
          throw new IllegalStateException("a bug");
        });
    try (var caller = server.connect()) {
      var answer = caller.call(post("/v1/models/m:generateContent?key=" + RelayServer.KEY, ""));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).contains("\"status\":\"INTERNAL\"");
    } finally {
      root.removeHandler(noted);
    }
    assertThat(noted.lines).anyMatch(line -> line.contains("/v1/models/m:generateContent"));
    assertThat(noted.lines).noneMatch(line -> line.contains(RelayServer.KEY));
  }

  @Test
  void refuses_a_query_that_cannot_be_decoded_and_logs_no_key() throws Exception {
    var noted = new Noted();
    var root = Logger.getLogger("");
    root.addHandler(noted);
    try (var caller = server.connect()) {
      var path = "/v1beta/models?key=" + RelayServer.KEY + "&x=%zz";
      var answer = caller.call("GET " + path + " HTTP/1.1\r\nHost: lyss\r\n\r\n");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("INVALID_ARGUMENT").doesNotContain(RelayServer.KEY);
    } finally {
      root.removeHandler(noted);
    }
    assertThat(noted.lines).noneMatch(line -> line.contains(RelayServer.KEY));
  }

  @Test
  void lists_models_in_googles_form() throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(RelayServer.get("/v1beta/models"));
      assertThat(answer.text()).contains("\"name\":\"models/alpha\"");
      assertThat(caller.call(RelayServer.get("/v1beta/models/vendor/zeta:1")).text())
          .contains("\"name\":\"models/vendor/zeta:1\"");
      assertThat(caller.call(RelayServer.get("/v1beta/other")).status()).isEqualTo(404);
    }
  }

  /** Keeps what is logged, parameters in their places. */
  private static final class Noted extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() < Level.FINE.intValue()) {
        return; // the router's own traces, which nobody has on where keys matter
      }
      var parameters = line.getParameters();
      lines.add(line.getMessage() + (parameters == null ? "" : List.of(parameters)));
    }

    @Override
    public void flush() {
      // nothing waits
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
