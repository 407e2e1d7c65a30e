package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service that may connect to one port of this machine, where its stub vendor is, and to nothing
 * else that is not of the public Internet.
 */
@Timeout(300)
final class EgressIT {

  @TempDir static Path temporary;

  private static StubVendor allowed;
  private static StubVendor forbidden;
  private static StubbedService service;

  @BeforeAll
  static void start() throws IOException {
    allowed = StubVendor.start().always(StubbedService::answer);
    forbidden = StubVendor.start().always(StubbedService::answer);
    service =
        StubbedService.start(
            temporary.resolve("state"),
            allowed,
            Map.of(
                "LYSS_EGRESS_ALLOW_PRIVATE",
                "false",
                "LYSS_EGRESS_ALLOW",
                "127.0.0.1:" + allowed.port(),
                "OPENAI_API_KEY",
                "sk-environment-0123456789",
                "OPENAI_BASE_URL",
                forbidden.baseUrl().toString()));
  }

  @AfterAll
  static void stop() {
    service.close();
    allowed.close();
    forbidden.close();
  }

  private static byte[] chat(String model) {
    return ("{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}")
        .getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/v1",
        "http://127.0.0.1:1/v1",
        "http://localhost:8080/v1",
        "http://127.1/v1",
        "http://2130706433/v1",
        "http://0x7f000001/v1",
        "http://0177.0.0.1/v1",
        "http://[::1]/v1",
        "http://[::ffff:127.0.0.1]/v1",
        "http://169.254.169.254/latest",
        "http://metadata.google.internal/v1",
        "http://10.0.0.1/v1",
        "http://%31%32%37.0.0.1/v1",
        "https://api.openai.com@127.0.0.1/v1"
      })
  void refuses_to_store_a_base_url_that_leads_inside(String url) {
    var body =
        new JsonObject()
            .put("name", "inside")
            .put("vendor", "openai-compatible")
            .put("base_url", url);

    var answer = service.post("/api/v1/providers", body.toBuffer().getBytes());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("egress_denied");
    assertThat(answer.body()).contains("/base_url");
  }

  @Test
  void relays_where_it_is_allowed_and_connects_nowhere_else() {
    assertThat(service.post("/v1/chat/completions", chat(StubbedService.MODEL)).statusCode())
        .isEqualTo(200);
    var refused = service.post("/v1/chat/completions", chat("gpt-4o"));

    assertThat(refused.statusCode()).isEqualTo(502);
    assertThat(refused.body()).doesNotContain("127.0.0.1", "not allowed");
    assertThat(forbidden.connections()).isZero();
  }

  @Test
  void tests_no_connection_to_where_it_must_not_go() {
    var providers = new JsonObject(service.get("/api/v1/providers?name=openai").body());
    var id = providers.getJsonArray("items").getJsonObject(0).getString("id");

    var tested = service.post("/api/v1/providers/" + id + "/test", new byte[0]);

    assertThat(tested.statusCode()).as(tested.body()).isEqualTo(200);
    var result = new JsonObject(tested.body());
    assertThat(result.getBoolean("ok")).isFalse();
    assertThat(result.getJsonObject("error").getString("type")).isEqualTo("egress_denied");
    assertThat(forbidden.connections()).isZero();
  }

  @Test
  void follows_no_redirect_to_where_it_must_not_go() {
    allowed.next(
        StubAnswer.json(307, "{}").header("location", forbidden.baseUrl() + "/chat/completions"));

    var answer = service.post("/v1/chat/completions", chat(StubbedService.MODEL));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-lyss-attempts")).contains("2");
    assertThat(forbidden.connections()).isZero();
  }
}
