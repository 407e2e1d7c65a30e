package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Azure OpenAI, DeepSeek and the simulator's moods through the whole service. */
@Timeout(300)
final class OpenAiVendorsIT {

  private static final String CHATS = "/v1/chat/completions";
  private static final String AZURE_KEY = "azure-secret-0123456789";
  private static final String DEEPSEEK_KEY = "sk-deepseek-secret-0123456789";
  private static final String PROMPT_FILTER =
      "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
          + "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}\n\n";

  @TempDir static Path temporary;

  private static StubVendor azure;
  private static StubVendor deepSeek;
  private static StubbedService service;

  @BeforeAll
  static void start() throws IOException {
    azure = StubVendor.start().always(StubbedService::answer);
    deepSeek = StubVendor.start().always(StubbedService::answer);
    var environment =
        Map.of(
            "AZURE_OPENAI_API_KEY",
            AZURE_KEY,
            "AZURE_OPENAI_ENDPOINT",
            "http://127.0.0.1:" + azure.port() + "/",
            "DEEPSEEK_API_KEY",
            DEEPSEEK_KEY,
            "DEEPSEEK_BASE_URL",
            deepSeek.baseUrl().toString());
    service = StubbedService.start(temporary.resolve("state"), azure, environment);
  }

  @AfterAll
  static void stop() {
    service.close();
    azure.close();
    deepSeek.close();
  }

  private static HttpResponse<String> chat(String body, String... headers) {
    return service.post(CHATS, body.getBytes(UTF_8), headers);
  }

  private static String code(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getJsonObject("error").getString("code");
  }

  /** Makes a provider with one channel for a model and waits until the model is served. */
  private static void serve(String model, JsonObject provider) {
    var made = service.create("/api/v1/providers", provider.put("name", model));
    service.create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", model)
            .put("provider_id", made.getString("id"))
            .put("models", new JsonArray().add(new JsonObject().put("name", model))));
    service.await(() -> service.get("/v1/models/" + model).statusCode() == 200);
  }

  @Test
  void a_first_start_makes_azure_of_the_environment() {
    azure.next(
        StubAnswer.stream(PROMPT_FILTER, ": x\n\n")
            .piece(streamText())
            .header("apim-request-id", "1"));
    var body = "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\"}]}";
    var answer = chat(body);
    var request = azure.requests().getLast();

    assertThat(request.path())
        .isEqualTo("/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21");
    assertThat(request.headers()).containsEntry("api-key", AZURE_KEY);
    assertThat(request.headers()).doesNotContainKey("authorization");
    assertThat(request.text())
        .isEqualTo(
            "{\"stream_options\":{\"include_usage\":true},\"model\":\"gpt-4o\",\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\"}]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith(PROMPT_FILTER).endsWith("data: [DONE]\n\n");
    assertThat(answer.headers().firstValue("x-lyss-provider")).contains("azure-openai");
    assertThat(answer.headers().map()).doesNotContainKey("apim-request-id");
  }

  private static String streamText() {
    return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Oui\"},"
        + "\"finish_reason\":\"stop\",\"content_filter_results\":{}}]}\n\ndata: [DONE]\n\n";
  }

  @Test
  void azure_is_called_by_deployment_and_its_filter_is_the_callers_matter() {
    serve(
        "house-model",
        new JsonObject()
            .put("vendor", "azure-openai")
            .put("base_url", "http://127.0.0.1:" + azure.port() + "/openai/v1")
            .put("credential", new JsonObject().put("api_key", AZURE_KEY))
            .put(
                "settings",
                new JsonObject()
                    .put("deployments", new JsonObject().put("house-model", "dep.one"))));
    azure.next(
        StubAnswer.json(
            400,
            "{\"error\":{\"message\":\"filtered\",\"type\":null,\"param\":\"prompt\",\"code\":"
                + "\"content_filter\",\"status\":400}}"));
    var refused = chat("{\"model\":\"house-model\",\"messages\":[{}]}");
    var request = azure.requests().getLast();

    assertThat(request.path()).isEqualTo("/openai/v1/chat/completions");
    assertThat(request.text()).isEqualTo("{\"model\":\"dep.one\",\"messages\":[{}]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("content_filter");

    azure.next(StubAnswer.json(404, "{\"error\":{\"code\":\"DeploymentNotFound\"}}"));
    var missing = chat("{\"model\":\"house-model\",\"messages\":[{}]}");
    assertThat(missing.statusCode()).isEqualTo(502);
    assertThat(missing.body()).doesNotContain("dep.one").doesNotContain(AZURE_KEY);
  }

  @Test
  void settings_are_checked_when_a_provider_is_saved() {
    var draft =
        new JsonObject()
            .put("name", "bad")
            .put("vendor", "azure-openai")
            .put("base_url", "https://r.openai.azure.com")
            .put("credential", new JsonObject().put("api_key", "k"))
            .put(
                "settings",
                new JsonObject()
                    .put("api_version", "latest")
                    .put("deployments", new JsonObject().put("m", "a/../b")));
    var answer = service.post("/api/v1/providers", draft.toBuffer().getBytes());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"/settings/api_version\"")
        .contains("\"/settings/deployments\"");
    var vendors = service.get("/api/v1/vendors").body();
    assertThat(vendors).contains("\"preset\"").contains("\"groq\"").contains("\"break_rate\"");
  }

  @Test
  void deepseek_gets_the_reasoning_it_must_have_and_gives_its_own() {
    var reasoned =
        StubbedService.whole(
            "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"b\"}", "stop");
    deepSeek.next(StubAnswer.json(200, "\n\n" + reasoned));
    var body =
        "{\"model\":\"deepseek-flash\", \"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9\"},"
            + "{%s\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\"}]},"
            + "{\"role\":\"tool\",\"content\":\"x\"}],\"%s\":64}";
    var answer = chat(body.formatted("", "max_completion_tokens"));
    var request = deepSeek.requests().getLast();

    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.headers()).containsEntry("authorization", "Bearer " + DEEPSEEK_KEY);
    assertThat(request.text())
        .isEqualTo(body.formatted("\"reasoning_content\":\" \",", "max_tokens"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("\n\n" + reasoned);
    assertThat(answer.headers().map()).doesNotContainKey("x-lyss-dropped");
  }

  @Test
  void what_deepseek_does_not_take_is_named_or_refused() {
    var body =
        "{\"model\":\"deepseek-v4-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
            + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{}}}}";
    var named = chat(body);
    assertThat(named.statusCode()).isEqualTo(200);
    assertThat(named.headers().firstValue("x-lyss-dropped"))
        .contains("/response_format/json_schema");
    assertThat(deepSeek.requests().getLast().text())
        .contains("\"response_format\":{\"type\":\"json_object\"}");

    int before = deepSeek.requests().size();
    var strict = chat(body, "x-lyss-strict", "true");
    assertThat(strict.statusCode()).isEqualTo(400);
    assertThat(strict.body()).contains("/response_format/json_schema");
    assertThat(code(strict)).isEqualTo("unsupported_parameter");
    assertThat(deepSeek.requests()).hasSize(before);
  }

  @Test
  void an_answer_that_deepseek_gave_up_is_asked_for_again() {
    deepSeek.next(
        StubAnswer.json(
            200,
            StubbedService.whole(
                "{\"role\":\"assistant\",\"content\":\"ha\"}", "insufficient_system_resource")));
    var answer = chat("{\"model\":\"deepseek-flash\",\"messages\":[{}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Bonjour").doesNotContain("\"ha\"");
    assertThat(answer.headers().firstValue("x-lyss-attempts")).contains("2");
  }

  @Test
  void a_simulator_that_breaks_off_ends_in_an_error_event() {
    serve(
        "moody",
        new JsonObject()
            .put("vendor", "simulator")
            .put(
                "settings",
                new JsonObject()
                    .put("break_rate", 1)
                    .put("answer_tokens", 12)
                    .put("latency_ms", 1)
                    .put("tokens_per_second", 10_000)));
    var answer = chat("{\"model\":\"moody\",\"stream\":true,\"messages\":[{\"role\":\"user\"}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"content\":\"This\"").contains("upstream_error");
    assertThat(answer.body()).doesNotContain("[DONE]");
  }
}
