package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.vertx.core.json.JsonArray;
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

/** The official clients of OpenAI against the service that {@code ./lyss run} started. */
@Timeout(300)
final class OpenAiClientsIT {

  @TempDir static Path temporary;

  private static StubVendor vendor;
  private static StubbedService service;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws IOException {
    vendor = StubVendor.start().always(OpenAiClientsIT::answer);
    service = StubbedService.run(temporary.resolve("a built tree"), vendor);
    client = client(StubbedService.KEY);
  }

  @AfterAll
  static void stop() {
    service.close();
    vendor.close();
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(service.baseUrl())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static StubAnswer answer(StubRequest request) {
    if (request.text().contains("\"temperature\":99")) {
      return StubAnswer.json(
          400,
          "{\"error\":{\"message\":\"too hot\",\"type\":\"invalid_request_error\","
              + "\"param\":\"temperature\",\"code\":\"decimal_above_max_value\"}}");
    }
    if (request.text().contains("break")) {
      return StubbedService.streamed(3);
    }
    if (request.text().contains("\"json_schema\"")) {
      var port = "{\"role\":\"assistant\",\"content\":\"{\\\"port\\\":\\\"Brest\\\"}\"}";
      return StubAnswer.json(200, StubbedService.whole(port, "stop"));
    }
    if (request.text().contains("\"tools\"")) {
      return called(request);
    }
    return StubbedService.answer(request);
  }

  private static StubAnswer called(StubRequest request) {
    var calls =
        "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"tide\",\"arguments\":\"{\\\"port\\\":1}\"}}]}";
    return StubbedService.asksForStream(request)
        ? StubAnswer.stream(
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                + calls
                + ",\"finish_reason\":null}]}\n\n",
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},"
                + "\"finish_reason\":\"tool_calls\"}]}\n\n",
            "data: [DONE]\n\n")
        : StubAnswer.json(
            200,
            StubbedService.whole(
                "{\"role\":\"assistant\",\"content\":null," + calls, "tool_calls"));
  }

  private static ChatCompletionCreateParams.Builder chat() {
    return ChatCompletionCreateParams.builder().model(StubbedService.MODEL).addUserMessage("Hello");
  }

  @Test
  void java_client_chats() {
    var answer = client.chat().completions().create(chat().build());
    assertThat(answer.choices().getFirst().message().content()).contains("Bonjour");
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(5);
  }

  @Test
  void java_client_streams() {
    var text = new StringBuilder();
    var usages = new StringBuilder();
    try (var stream = client.chat().completions().createStreaming(chat().build())) {
      stream.stream()
          .peek(chunk -> chunk.usage().ifPresent(usage -> usages.append(usage.totalTokens())))
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> choice.delta().content().ifPresent(text::append));
    }
    assertThat(text).hasToString("Bonjour");
    assertThat(usages).as("usage that was not asked for").isEmpty();
  }

  @Test
  void java_client_gets_the_usage_it_asks_for() {
    var asked = ChatCompletionStreamOptions.builder().includeUsage(true).build();
    try (var stream =
        client.chat().completions().createStreaming(chat().streamOptions(asked).build())) {
      assertThat(stream.stream().filter(chunk -> chunk.usage().isPresent())).hasSize(1);
    }
  }

  @Test
  void java_client_calls_tools() {
    var parameters =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty("properties", JsonValue.from(Map.of()))
            .build();
    var tide = FunctionDefinition.builder().name("tide").parameters(parameters).build();
    var answer = client.chat().completions().create(chat().addFunctionTool(tide).build());
    var call = answer.choices().getFirst().message().toolCalls().orElseThrow().getFirst();
    assertThat(call.asFunction().function().name()).isEqualTo("tide");
    assertThat(call.asFunction().function().arguments()).isEqualTo("{\"port\":1}");
  }

  @Test
  void java_client_lists_models() {
    assertThat(client.models().list().data())
        .extracting(com.openai.models.models.Model::id)
        .containsExactly("simulator", StubbedService.MODEL);
    assertThat(client.models().retrieve(StubbedService.MODEL).id()).isEqualTo(StubbedService.MODEL);
  }

  @Test
  void java_client_learns_of_an_unknown_model_and_a_wrong_key() {
    assertThatThrownBy(
            () -> client.chat().completions().create(chat().model("no-such-model").build()))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            failure -> assertThat(failure.code()).contains("model_not_found"));
    var stranger = client("sk-lyss-wrong");
    assertThatThrownBy(() -> stranger.models().list())
        .isInstanceOfSatisfying(
            UnauthorizedException.class,
            failure -> assertThat(failure.code()).contains("invalid_api_key"));
    stranger.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "openai-6"})
  void javascript_client_does_all_of_it(String library) {
    var node =
        library.equals("openai") ? NodeClient.ON_THE_NEWEST_NODE : NodeClient.ON_THE_SYSTEMS_NODE;
    var call = new JsonObject().put("name", "tide").put("arguments", "{\"port\":1}");
    assertThat(node.run("client.mjs", library, service.baseUrl(), StubbedService.KEY))
        .isEqualTo(
            new JsonObject()
                .put("chat", "Bonjour")
                .put("usage", 5)
                .put("stream", "Bonjour")
                .put("streamUsage", new JsonArray().add(5))
                .put("tool", call)
                .put("streamedTool", call)
                .put("structured", new JsonObject().put("port", "Brest"))
                .put("models", new JsonArray().add("simulator").add(StubbedService.MODEL))
                .put("model", StubbedService.MODEL)
                .put("unknownModel", failure(404, "model_not_found", "NotFoundError"))
                .put("wrongKey", failure(401, "invalid_api_key", "AuthenticationError"))
                .put("vendorRefusal", failure(400, "decimal_above_max_value", "BadRequestError"))
                .put(
                    "broken",
                    new JsonObject().put("code", "upstream_error").put("kind", "APIError")));
  }

  private static JsonObject failure(int status, String code, String kind) {
    return new JsonObject().put("status", status).put("code", code).put("kind", kind);
  }
}
