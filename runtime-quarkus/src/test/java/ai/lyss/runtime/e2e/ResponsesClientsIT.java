package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.stub.StubVendor;
import com.openai.azure.AzureOpenAIServiceVersion;
import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Official clients speak the Responses dialect, embed texts and use Azure's paths. One model is a
 * vendor's with the Responses API, so that all is spliced; the other's vendor knows chats only, so
 * that all is translated.
 */
@Timeout(300)
final class ResponsesClientsIT {

  private static final String TRANSLATED = StubbedService.MODEL;

  @TempDir static Path temporary;

  private static StubVendor vendor;
  private static StubbedService service;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws IOException {
    vendor = StubVendor.start().always(ResponsesStub::answer);
    service = StubbedService.start(temporary.resolve("state"), vendor);
    FurtherChannel.of("openai", vendor.baseUrl(), service, ResponsesStub.NATIVE);
    FurtherChannel.of("gemini", vendor.baseUrl(), service, ResponsesStub.OF_GEMINI);
    FurtherChannel.of("ollama", vendor.baseUrl(), service, ResponsesStub.OF_OLLAMA);
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(service.baseUrl())
            .apiKey(StubbedService.KEY)
            .maxRetries(0)
            .responseValidation(true)
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    service.close();
    vendor.close();
  }

  private static ResponseCreateParams.Builder asked(String model) {
    return ResponseCreateParams.builder().model(model).input("Hello").store(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {ResponsesStub.NATIVE, StubbedService.MODEL})
  void java_client_gets_a_response(String model) {
    var response = client.responses().create(asked(model).instructions("Be brief.").build());

    var said = response.output().getFirst().asMessage().content().getFirst().asOutputText();
    assertThat(said.text()).isEqualTo("Bonjour");
    assertThat(response.usage().orElseThrow().totalTokens()).isEqualTo(5);
    assertThat(response.validate()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {ResponsesStub.NATIVE, StubbedService.MODEL})
  void java_client_streams_a_response(String model) {
    var whole = ResponseAccumulator.create();
    var numbers = new ArrayList<Long>();
    var text = new StringBuilder();
    try (var stream = client.responses().createStreaming(asked(model).build())) {
      stream.stream()
          .peek(ResponseStreamEvent::validate)
          .peek(whole::accumulate)
          .peek(event -> numbers.add(number(event)))
          .forEach(event -> event.outputTextDelta().ifPresent(delta -> text.append(delta.delta())));
    }
    assertThat(text).hasToString("Bonjour");
    assertThat(numbers).isEqualTo(count(numbers.size()));
    var said = whole.response().output().getFirst().asMessage().content().getFirst();
    assertThat(said.asOutputText().text()).isEqualTo("Bonjour");
  }

  private static Long number(ResponseStreamEvent event) {
    var json = event._json().orElseThrow().convert(Map.class);
    return ((Number) json.get("sequence_number")).longValue();
  }

  private static List<Long> count(int to) {
    var numbers = new ArrayList<Long>();
    for (long i = 0; i < to; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(strings = {ResponsesStub.NATIVE, StubbedService.MODEL})
  void java_client_calls_tools(String model) {
    var parameters =
        FunctionTool.Parameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .build();
    var tide = FunctionTool.builder().name("tide").parameters(parameters).strict(false).build();
    var call =
        client.responses().create(asked(model).addTool(tide).build()).output().stream()
            .flatMap(item -> item.functionCall().stream())
            .findFirst()
            .orElseThrow();

    assertThat(call.callId()).isEqualTo("call_1");
    assertThat(call.name()).isEqualTo("tide");
    assertThat(call.arguments()).isEqualTo("{\"port\":1}");
  }

  @Test
  void what_is_stored_goes_to_openai_only() {
    var later = asked(TRANSLATED).previousResponseId("resp_1").build();
    assertThatThrownBy(() -> client.responses().create(later))
        .isInstanceOfSatisfying(
            BadRequestException.class,
            failure -> {
              assertThat(failure.code()).contains("unsupported_parameter");
              assertThat(failure.getMessage()).contains("previous_response_id");
            });
    var known = asked(ResponsesStub.NATIVE).previousResponseId("resp_1").build();
    assertThat(client.responses().create(known).output()).isNotEmpty();
    assertThat(vendor.requests().getLast().text()).contains("\"previous_response_id\":\"resp_1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {ResponsesStub.NATIVE, StubbedService.MODEL})
  void a_stream_that_breaks_off_ends_in_a_numbered_error(String model) {
    var body = new JsonObject().put("model", model).put("input", "break").put("stream", true);
    var answer = service.post("/v1/responses", body.toBuffer().getBytes());

    var events = answer.body().split("\n\n");
    var last = events[events.length - 1];
    assertThat(last).startsWith("event: error\ndata: ");
    var error = new JsonObject(last.substring(last.indexOf('{')));
    assertThat(error.getString("type")).isEqualTo("error");
    assertThat(error.getString("code")).isEqualTo("upstream_error");
    assertThat(error.getInteger("sequence_number")).isEqualTo(events.length - 1);
    assertThat(answer.body()).doesNotContain("response.completed").doesNotContain("[DONE]");
  }

  @Test
  void java_client_embeds() {
    var asked = EmbeddingCreateParams.builder().model(TRANSLATED);
    var floats = client.embeddings().create(asked.input("one").build());
    assertThat(floats.data().getFirst().embedding()).containsExactly(0.5f, -1f, 0.25f);
    var packed =
        client
            .embeddings()
            .create(asked.encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64).build());
    assertThat(packed.data().getFirst().embedding()).containsExactly(0.5f, -1f, 0.25f);
    assertThat(packed.usage().promptTokens()).isEqualTo(3);
  }

  @Test
  void java_client_of_azure_chats_and_embeds() {
    var azure =
        OpenAIOkHttpClient.builder()
            .baseUrl(service.process().base().toString() + "/openai/deployments/" + TRANSLATED)
            .credential(AzureApiKeyCredential.create(StubbedService.KEY))
            .azureServiceVersion(AzureOpenAIServiceVersion.fromString("2024-10-21"))
            .maxRetries(0)
            .build();
    var asked =
        ChatCompletionCreateParams.builder().model("whatever").addUserMessage("Hello").build();
    assertThat(azure.chat().completions().create(asked).choices().getFirst().message().content())
        .contains("Bonjour");
    azure.close();
  }

  @Test
  void langchain4j_chats_streams_and_embeds() throws Exception {
    var chat =
        OpenAiChatModel.builder()
            .baseUrl(service.baseUrl())
            .apiKey(StubbedService.KEY)
            .modelName(TRANSLATED)
            .build();
    assertThat(chat.chat("Hello")).isEqualTo("Bonjour");

    var streaming =
        OpenAiStreamingChatModel.builder()
            .baseUrl(service.baseUrl())
            .apiKey(StubbedService.KEY)
            .modelName(TRANSLATED)
            .build();
    var streamed = new CompletableFuture<String>();
    streaming.chat("Hello", completing(streamed));
    assertThat(streamed.get(60, TimeUnit.SECONDS)).isEqualTo("Bonjour");

    for (var model : new String[] {TRANSLATED, ResponsesStub.OF_GEMINI, ResponsesStub.OF_OLLAMA}) {
      var embedding =
          OpenAiEmbeddingModel.builder()
              .baseUrl(service.baseUrl())
              .apiKey(StubbedService.KEY)
              .modelName(model)
              .build();
      assertThat(embedding.embed(TextSegment.from("one")).content().vector())
          .as(model)
          .containsExactly(0.5f, -1f, 0.25f);
    }
  }

  private static StreamingChatResponseHandler completing(CompletableFuture<String> whole) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onCompleteResponse(ChatResponse response) {
        whole.complete(response.aiMessage().text());
      }

      @Override
      public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
      }
    };
  }

  @Test
  void embeddings_of_other_vendors_are_whole_and_name_what_is_left_out() {
    var body =
        new JsonObject().put("model", ResponsesStub.OF_GEMINI).put("input", "one").put("user", "u");
    var answer = service.post("/v1/embeddings", body.toBuffer().getBytes());
    assertThat(answer.headers().firstValue("x-lyss-dropped")).contains("/user");
    assertThat(answer.body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":"
                + "[0.50,-1e0,0.25]}],\"model\":\""
                + ResponsesStub.OF_GEMINI
                + "\"}");
    assertThat(vendor.requests().getLast().headers()).containsKey("x-goog-api-key");

    var strict =
        service.post("/v1/embeddings", body.toBuffer().getBytes(), "x-lyss-strict", "true");
    assertThat(strict.statusCode()).isEqualTo(400);
    assertThat(strict.body()).contains("unsupported_parameter").contains("/user");

    var many = new JsonArray();
    for (int i = 0; i < 201; i++) {
      many.add("text " + i);
    }
    int before = vendor.requests().size();
    var split = service.post("/v1/embeddings", body.put("input", many).toBuffer().getBytes());
    assertThat(new JsonObject(split.body()).getJsonArray("data")).hasSize(201);
    assertThat(vendor.requests()).as("100, 100 and 1").hasSize(before + 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "openai-6"})
  void javascript_client_does_all_of_it(String library) {
    var node =
        library.equals("openai") ? NodeClient.ON_THE_NEWEST_NODE : NodeClient.ON_THE_SYSTEMS_NODE;
    var seen =
        node.run("responses.mjs", service.process().base().toString(), StubbedService.KEY, library);
    for (var model : new String[] {TRANSLATED, ResponsesStub.NATIVE}) {
      var of = seen.getJsonObject(model);
      assertThat(of.getString("text")).as(model).isEqualTo("Bonjour");
      assertThat(of.getInteger("usage")).isEqualTo(5);
      assertThat(of.getString("stream")).isEqualTo("Bonjour");
      assertThat(of.getString("final")).isEqualTo("Bonjour");
      assertThat(of.getString("call")).isEqualTo("tide {\"port\":1}");
      assertThat(of.getString("broken")).contains("broke off");
    }
    assertThat(seen.getString("stored")).isEqualTo("400 unsupported_parameter");
    assertThat(seen.getJsonArray("base64").encode()).isEqualTo("[[0.5,-1,0.25]]");
    assertThat(seen.getJsonArray("float").encode()).isEqualTo("[[0.5,-1,0.25],[0.5,-1,0.25]]");
    for (var model : new String[] {ResponsesStub.OF_GEMINI, ResponsesStub.OF_OLLAMA}) {
      var of = seen.getJsonObject(model);
      assertThat(of.getJsonArray("base64").encode()).as(model).isEqualTo("[[0.5,-1,0.25]]");
      assertThat(of.getJsonArray("float").encode()).isEqualTo("[[0.5,-1,0.25],[0.5,-1,0.25]]");
      assertThat(of.getInteger("many")).isEqualTo(250);
      assertThat(of.getBoolean("inOrder")).isTrue();
      assertThat(of.getString("tokens")).isEqualTo("400 unsupported_parameter");
    }
    assertThat(seen.getString("azure")).isEqualTo("Bonjour");
    assertThat(seen.getString("azureStream")).isEqualTo("Bonjour");
    assertThat(seen.getJsonArray("azureEmbedding").encode()).isEqualTo("[[0.5,-1,0.25]]");
    assertThat(seen.getString("azureKey")).isEqualTo("401 invalid_api_key");
  }
}
