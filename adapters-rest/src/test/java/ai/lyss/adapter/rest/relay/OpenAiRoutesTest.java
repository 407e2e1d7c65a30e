package ai.lyss.adapter.rest.relay;

import static ai.lyss.adapter.rest.relay.RelayServer.BODY;
import static ai.lyss.adapter.rest.relay.RelayServer.get;
import static ai.lyss.adapter.rest.relay.RelayServer.post;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.ManualClock;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths and methods are OpenAI's, over real sockets. */
@Timeout(60)
class OpenAiRoutesTest {

  private static final int OTHERS = 299;

  private final RelayServer server = new RelayServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/api/v1/models", "/v1/models?x=1"})
  void lists_models(String path) throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(get(path));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-type")).isEqualTo("application/json");
      assertThat(new JsonObject(answer.text()))
          .isEqualTo(
              new JsonObject(
                  """
                  {"object":"list","data":[
                   {"id":"alpha","object":"model","created":%1$d,"owned_by":"simulator"},
                   {"id":"vendor/zeta:1","object":"model","created":%1$d,
                    "owned_by":"openai,simulator"}]}"""
                      .formatted(ManualClock.START.getEpochSecond())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/vendor/zeta:1",
        "/v1/models/vendor%2Fzeta%3A1",
        "/v1/models/vendor%2fzeta:1?a=b",
        "/api/v1/models/vendor/zeta%3a1"
      })
  void reads_a_model_whose_name_has_slashes_and_colons(String path) throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(get(path));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(new JsonObject(answer.text()).getString("id")).isEqualTo("vendor/zeta:1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/models/none", "/v1/models/a+b", "/v1/models/%C3%A9%00", "/v1/models/alpha/"})
  void knows_no_other_model(String path) throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(get(path));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error().getString("code")).isEqualTo("model_not_found");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models/%zz", "/v1/models/%", "/v1/models/%C3"})
  void survives_names_that_are_wrongly_encoded(String path) throws Exception {
    try (var caller = server.connect()) {
      assertThat(caller.call(get(path)).status()).isIn(400, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/nothing", "/v1/", "/v1", "/v1/chat", "/v1/chat/completions/x"})
  void says_in_the_dialect_that_there_is_no_such_path(String path) throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(get(path));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error().getString("code")).isEqualTo("unknown_url");
      assertThat(answer.error().getString("type")).isEqualTo("invalid_request_error");
      assertThat(answer.header("x-request-id")).isNotEmpty();
      assertThat(caller.call(post(path, BODY, "")).status()).as("with a body").isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, POST",
    "PUT, /v1/chat/completions, POST",
    "DELETE, /v1/chat/completions/stream, POST",
    "POST, /v1/models, GET",
    "DELETE, /v1/models/vendor/zeta:1, GET",
    "GET, /api/v1/chat/completions, POST",
    "PATCH, /api/v1/models/vendor/zeta:1, GET"
  })
  void says_which_method_a_path_has(String method, String path, String allowed) throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(post(path, BODY, "").replaceFirst("POST", method));
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo(allowed);
      assertThat(answer.error().getString("code")).isEqualTo("method_not_supported");
      assertThat(server.relays.noneStarted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/models", "/v1/nothing", "/api/v1/models/x"})
  void leaves_preflights_to_others(String path) throws Exception {
    try (var caller = server.connect()) {
      assertThat(caller.call(get(path).replaceFirst("GET", "OPTIONS")).status()).isEqualTo(OTHERS);
    }
    try (var caller = server.connect()) {
      caller.send(get(path).replaceFirst("GET", "HEAD"));
      assertThat(caller.head().status()).isEqualTo(OTHERS);
    }
  }

  @Test
  void leaves_other_roots_to_others() throws Exception {
    try (var caller = server.connect()) {
      for (var path : new String[] {"/", "/v1x/models", "/api/v1/channels", "/api/v2/models"}) {
        assertThat(caller.call(get(path)).status()).as(path).isEqualTo(OTHERS);
      }
    }
  }
}
