package ai.lyss.adapter.rest.relay;

import static ai.lyss.adapter.rest.relay.RelayServer.BODY;
import static ai.lyss.adapter.rest.relay.RelayServer.KEY;
import static ai.lyss.adapter.rest.relay.RelayServer.post;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.chat.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure's paths, on which the deployment stands for the model, over real sockets. */
@Timeout(60)
class DeploymentPathsTest {

  private static final String CHAT = "/chat/completions?api-version=2024-10-21";

  private final RelayServer server = new RelayServer();

  @AfterEach
  void close() {
    server.close();
  }

  private static String keyed(String path, String body) {
    return post(path, body, "api-key: " + KEY + "\r\n")
        .replaceFirst("authorization: [^\r]*", "x: y");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-east, gpt-east",
    "gpt%2Deast, gpt-east",
    "vendor%2Fmodel%3A1, vendor/model:1",
    "a.b_c-1, a.b_c-1"
  })
  void takes_the_model_of_the_path(String segment, String model) throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    try (var caller = server.connect()) {
      var answer = caller.call(keyed("/openai/deployments/" + segment + CHAT, BODY));
      assertThat(answer.status()).isEqualTo(200);
      var request = server.relays.next().request;
      assertThat(request.dialect()).isEqualTo(Dialect.OPENAI);
      assertThat(request.outline().model().value()).isEqualTo(model);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
        "{\"model\":null,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
        "{\"model\":17,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
        "{\"model\":\"other?\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
      })
  void takes_no_heed_of_the_models_in_bodies(String body) throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    try (var caller = server.connect()) {
      assertThat(caller.call(keyed("/openai/deployments/east" + CHAT, body)).status())
          .isEqualTo(200);
      assertThat(server.relays.next().request.outline().model().value()).isEqualTo("east");
    }
  }

  @Test
  void takes_the_key_where_either_client_puts_it() throws Exception {
    server.relays.atOnce(relay -> relay.head().chunk("{}").end());
    var path = "/openai/deployments/east" + CHAT;
    try (var caller = server.connect()) {
      assertThat(caller.call(post(path, BODY, "")).status()).isEqualTo(200);
      assertThat(caller.call(keyed(path, BODY)).status()).isEqualTo(200);
      var wrong = caller.call(keyed(path, BODY).replace(KEY, "sk-lyss-nobody"));
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.error().getString("code")).isEqualTo("invalid_api_key");
      var none = caller.call(keyed(path, BODY).replace("api-key", "x-other"));
      assertThat(none.status()).isEqualTo(401);
    }
  }

  @Test
  void refuses_a_deployment_that_is_no_name_of_a_model() throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(keyed("/openai/deployments/a%3Fb" + CHAT, BODY));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error().getString("param")).isEqualTo("deployment");
      assertThat(server.relays.noneStarted()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/deployments/a/b/chat/completions",
        "/openai/deployments//chat/completions",
        "/openai/v1/chat/completions",
        "/openai/deployments/a/images/generations"
      })
  void says_in_the_dialect_that_there_is_no_such_path(String path) throws Exception {
    try (var caller = server.connect()) {
      var answer = caller.call(keyed(path, BODY));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error().getString("code")).isEqualTo("unknown_url");
    }
  }

  @Test
  void says_which_method_a_path_has() throws Exception {
    try (var caller = server.connect()) {
      var path = "/openai/deployments/east" + CHAT;
      var answer = caller.call(keyed(path, BODY).replaceFirst("POST", "PUT"));
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("POST");
    }
  }
}
