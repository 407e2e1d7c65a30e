package ai.lyss.runtime.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubRequest;
import ai.lyss.adapter.provider.stub.StubVendor;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ThinkingConfigEnabled;
import com.anthropic.models.messages.Tool;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic as a vendor and as a dialect, through the whole service and its official clients. */
@Timeout(300)
final class AnthropicIT {

  private static final String CLAUDE = "claude-sonnet-4-5";
  private static final String VENDOR_KEY = "sk-ant-secret-0123456789";
  private static final String MESSAGE =
      "{\"model\":\""
          + CLAUDE
          + "\",\"max_tokens\": 64,\"messages\":"
          + "[{\"role\":\"user\",\"content\":\"Hello\"}],\"x_new\":1.50}";

  @TempDir static Path temporary;
  private static StubVendor vendor;
  private static StubbedService service;
  private static AnthropicClient client;

  @BeforeAll
  static void start() throws IOException {
    vendor = StubVendor.start().always(AnthropicIT::answer);
    service =
        StubbedService.start(
            temporary.resolve("state"),
            vendor,
            Map.of(
                "ANTHROPIC_API_KEY",
                VENDOR_KEY,
                "ANTHROPIC_BASE_URL",
                "http://127.0.0.1:" + vendor.port()));
    client = client(StubbedService.KEY);
  }

  /** One stub stands for two vendors, told apart by their paths. */
  private static StubAnswer answer(StubRequest request) {
    if (request.path().endsWith("/messages")) {
      return ClaudeStub.answer(request);
    }
    return request.text().contains("\"tools\"") ? called(request) : StubbedService.answer(request);
  }

  private static StubAnswer called(StubRequest request) {
    var calls =
        "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"tide\",\"arguments\":\"{\\\"port\\\":\\\"Brest\\\"}\"}}]";
    return request.text().contains("\"stream\":true")
        ? StubAnswer.stream(
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                + calls
                + "},\"finish_reason\":null}]}\n\n",
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
                + "\"tool_calls\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n",
            "data: [DONE]\n\n")
        : StubAnswer.json(
            200,
            StubbedService.whole(
                "{\"role\":\"assistant\",\"content\":null," + calls + "}", "tool_calls"));
  }

  @AfterAll
  static void stop() {
    client.close();
    service.close();
    vendor.close();
  }

  private static AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(service.process().base().toString())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static MessageCreateParams.Builder ask(String text) {
    return MessageCreateParams.builder().model(CLAUDE).maxTokens(2_000).addUserMessage(text);
  }

  private static Message streamed(MessageCreateParams asked) {
    var whole = MessageAccumulator.create();
    try (var stream = client.messages().createStreaming(asked)) {
      stream.stream().forEach(event -> whole.accumulate(event.validate()));
    }
    return whole.message();
  }

  @Test
  void a_caller_of_openais_dialect_reaches_claude() {
    var openAi =
        OpenAIOkHttpClient.builder()
            .baseUrl(service.baseUrl())
            .apiKey(StubbedService.KEY)
            .maxRetries(0)
            .build();
    chatsWhole(openAi);
    chatsStreamed(openAi);
    openAi.close();
  }

  private static ChatCompletionCreateParams.Builder chat() {
    return ChatCompletionCreateParams.builder()
        .model(CLAUDE)
        .addSystemMessage("Be brief.")
        .addUserMessage("Hello")
        .seed(7);
  }

  private static void chatsWhole(OpenAIClient openAi) {
    var answer = openAi.chat().completions().create(chat().build());

    assertThat(answer.choices().getFirst().message().content()).contains("Bonjour");
    assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(5);
    var sent = vendor.requests().getLast();
    assertThat(sent.path()).isEqualTo("/v1/messages");
    assertThat(sent.headers())
        .containsEntry("x-api-key", VENDOR_KEY)
        .containsEntry("anthropic-version", "2023-06-01")
        .doesNotContainKey("authorization");
    assertThat(sent.text())
        .isEqualTo(
            "{\"model\":\""
                + CLAUDE
                + "\",\"max_tokens\":4096,\"system\":\"Be brief.\","
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
  }

  private static void chatsStreamed(OpenAIClient openAi) {
    var text = new StringBuilder();
    try (var stream = openAi.chat().completions().createStreaming(chat().build())) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> choice.delta().content().ifPresent(text::append));
    }
    assertThat(text).hasToString("Bonjour");
  }

  @Test
  void what_claude_does_not_take_is_named_or_refused() {
    var body =
        "{\"model\":\""
            + CLAUDE
            + "\",\"seed\":7,\"temperature\":1.5,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    var named = service.post("/v1/chat/completions", body.getBytes(UTF_8));
    assertThat(named.statusCode()).isEqualTo(200);
    assertThat(named.headers().firstValue("x-lyss-dropped")).contains("/seed,/temperature");

    var strict =
        service.post("/v1/chat/completions", body.getBytes(UTF_8), "x-lyss-strict", "true");
    assertThat(strict.statusCode()).isEqualTo(400);
    assertThat(strict.body()).contains("/seed");
  }

  private static HttpResponse<String> message(String path, String body, String... headers) {
    return service.post(path, body.getBytes(UTF_8), headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/messages", "/api/v1/messages"})
  void bytes_of_the_same_dialect_stay(String path) {
    var answer =
        message(path, MESSAGE, "anthropic-version", "2026-10-21", "anthropic-beta", "a-1,b-2");

    var sent = vendor.requests().getLast();
    assertThat(sent.text()).isEqualTo(MESSAGE);
    assertThat(sent.headers())
        .containsEntry("anthropic-version", "2026-10-21")
        .containsEntry("anthropic-beta", "a-1,b-2");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"id\":\"msg_01\"").contains("\"text\":\"Bonjour\"");
    assertThat(answer.headers().firstValue("request-id"))
        .isEqualTo(answer.headers().firstValue("x-request-id"));
  }

  @Test
  void a_broken_stream_ends_in_an_error_event() {
    var answer =
        message(
            "/v1/messages", MESSAGE.replace("Hello", "break").replace("1.50", "1,\"stream\":true"));

    assertThat(answer.body())
        .startsWith("event: message_start\n")
        .contains("\"text\":\"Bon\"")
        .contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",")
        .contains("\"request_id\":\"" + answer.headers().firstValue("x-request-id").orElseThrow())
        .doesNotContain("message_stop");
  }

  @Test
  void tokens_are_counted_for_callers_who_may_use_the_model() {
    var body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    var counted = message("/v1/messages/count_tokens", body.formatted(CLAUDE));
    assertThat(counted.statusCode()).isEqualTo(200);
    assertThat(counted.headers().firstValue("x-lyss-estimated")).contains("true");
    assertThat(new JsonObject(counted.body()).getInteger("input_tokens")).isBetween(5, 20);

    var unknown = message("/api/v1/messages/count_tokens", body.formatted("no-such-model"));
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("\"type\":\"not_found_error\"");
  }

  @Test
  void java_client_writes_and_streams_messages() {
    var whole = client.messages().create(ask("Hello").build()).validate();
    assertThat(whole.content().getFirst().asText().text()).isEqualTo("Bonjour");
    assertThat(whole.usage().inputTokens()).isEqualTo(3);

    var streamed = streamed(ask("Hello").build());
    assertThat(streamed.content().getFirst().asText().text()).isEqualTo("Bonjour");
    assertThat(streamed.stopReason()).contains(StopReason.END_TURN);
    assertThat(streamed.usage().outputTokens()).isEqualTo(2);
  }

  @Test
  void java_client_calls_tools_and_thinks() {
    var schema = Tool.InputSchema.builder().type(JsonValue.from("object")).build();
    var tide = Tool.builder().name("tide").inputSchema(schema).build();
    var called = streamed(ask("tools").addTool(tide).build());
    assertThat(called.content()).hasSize(2);
    assertThat(called.content().get(1).asToolUse()._input())
        .isEqualTo(JsonValue.from(Map.of("port", "Cork")));
    assertThat(called.stopReason()).contains(StopReason.TOOL_USE);

    var thinking = ThinkingConfigEnabled.builder().budgetTokens(1_024).build();
    var thought = streamed(ask("think").thinking(thinking).build());
    assertThat(thought.content().getFirst().asThinking().signature())
        .isEqualTo(ClaudeStub.SIGNATURE);
    var again =
        client.messages().create(ask("think").addMessage(thought).addUserMessage("go on").build());
    assertThat(again.content().getFirst().asText().text()).isEqualTo("gone on");
  }

  @Test
  void java_client_reaches_vendors_of_openais_dialect() {
    var whole = client.messages().create(ask("Hello").model(StubbedService.MODEL).build());
    assertThat(whole.validate().content().getFirst().asText().text()).isEqualTo("Bonjour");
    assertThat(vendor.requests().getLast().path()).endsWith("/chat/completions");
    assertThat(vendor.requests().getLast().headers()).doesNotContainKey("anthropic-version");
    var streamed = streamed(ask("Hello").model(StubbedService.MODEL).build());
    assertThat(streamed.validate().content().getFirst().asText().text()).isEqualTo("Bonjour");
    assertThat(streamed.usage().inputTokens()).isEqualTo(3);
    assertThat(streamed.usage().outputTokens()).isEqualTo(2);

    var schema = Tool.InputSchema.builder().type(JsonValue.from("object")).build();
    var tide = Tool.builder().name("tide").inputSchema(schema).build();
    for (var answer :
        List.of(
            streamed(ask("tools").model(StubbedService.MODEL).addTool(tide).build()),
            client
                .messages()
                .create(ask("tools").model(StubbedService.MODEL).addTool(tide).build()))) {
      assertThat(answer.validate().content().getFirst().asToolUse()._input())
          .isEqualTo(JsonValue.from(Map.of("port", "Brest")));
      assertThat(answer.stopReason()).contains(StopReason.TOOL_USE);
    }
  }

  @Test
  void java_client_lists_models_and_counts() {
    assertThat(client.models().list().autoPager().stream())
        .extracting(model -> model.validate().id())
        .contains(CLAUDE, "simulator", StubbedService.MODEL);
    assertThat(client.models().retrieve(CLAUDE).validate().id()).isEqualTo(CLAUDE);
    var counted = MessageCountTokensParams.builder().model(CLAUDE).addUserMessage("Hello").build();
    assertThat(client.messages().countTokens(counted).inputTokens()).isBetween(5L, 20L);
  }

  @Test
  void java_client_learns_of_failures() {
    assertThatThrownBy(() -> client.messages().create(ask("x").model("no-such-model").build()))
        .isInstanceOfSatisfying(
            NotFoundException.class,
            failure -> {
              assertThat(failure.type().orElseThrow().toString()).isEqualTo("not_found_error");
              assertThat(failure.requestId()).isPresent();
            });
    assertThatThrownBy(() -> client.messages().create(ask("refuse").build()))
        .isInstanceOfSatisfying(
            BadRequestException.class,
            failure -> assertThat(failure.apiMessage()).contains("no such thing"));
    var stranger = client("sk-lyss-wrong");
    assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
    stranger.close();
  }

  /** The present generation names version 2026-10-21 and a bearer, the one before neither. */
  @ParameterizedTest
  @ValueSource(strings = {"@anthropic-ai/sdk", "anthropic-sdk-0"})
  void javascript_clients_do_all_of_it(String module) throws IOException, InterruptedException {
    var base = service.process().base().toString();
    var node =
        new ProcessBuilder(
                List.of("node", "anthropic.mjs", module, base, StubbedService.KEY, CLAUDE))
            .directory(Path.of("src/test/node").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var printed = new String(node.getInputStream().readAllBytes(), UTF_8);

    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(printed).isZero();
    assertThat(new JsonObject(printed))
        .isEqualTo(
            new JsonObject()
                .put("text", "Bonjour")
                .put("usage", 5)
                .put("requestId", "string")
                .put("streamed", "Bon|jour")
                .put("stop", "end_turn")
                .put("streamUsage", 2)
                .put("calls", new JsonArray().add("Brest").add("Cork"))
                .put("callStop", "tool_use")
                .put("thought", "Need the table")
                .put("signature", ClaudeStub.SIGNATURE)
                .put("again", "gone on")
                .put("counted", true)
                .put("models", true)
                .put("model", CLAUDE)
                .put("unknownModel", failure(404, "not_found_error"))
                .put("wrongKey", failure(401, "authentication_error"))
                .put("refused", failure(400, "invalid_request_error"))
                .put("broken", failure(null, "api_error")));
  }

  private static JsonObject failure(Integer status, String type) {
    return new JsonObject().put("status", status).put("type", type);
  }
}
