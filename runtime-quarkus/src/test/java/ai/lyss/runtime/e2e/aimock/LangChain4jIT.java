package ai.lyss.runtime.e2e.aimock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * LangChain4j's clients for Anthropic's and Gemini's dialects, which are clients of its own and not
 * the vendors', reach every vendor that aimock plays.
 */
@Timeout(180)
@ExtendWith(MockedService.class)
final class LangChain4jIT {

  private static final ToolSpecification TIDE =
      ToolSpecification.builder()
          .name("tide")
          .parameters(JsonObjectSchema.builder().addStringProperty("port").required("port").build())
          .build();

  /** A library, and a vendor to reach with it. */
  record Reach(String library, Mocked vendor) {

    ChatModel chat() {
      return library.endsWith("anthropic")
          ? AnthropicChatModel.builder()
              .baseUrl(MockedService.address() + "/v1/")
              .apiKey(MockedService.KEY)
              .modelName(vendor.model(Scenario.HELLO, library))
              .maxRetries(0)
              .build()
          : GoogleAiGeminiChatModel.builder()
              .baseUrl(MockedService.address() + "/v1beta")
              .apiKey(MockedService.KEY)
              .modelName(vendor.model(Scenario.HELLO, library))
              .maxRetries(0)
              .build();
    }

    StreamingChatModel streaming(Scenario about) {
      return library.endsWith("anthropic")
          ? AnthropicStreamingChatModel.builder()
              .baseUrl(MockedService.address() + "/v1/")
              .apiKey(MockedService.KEY)
              .modelName(vendor.model(about, library))
              .build()
          : GoogleAiGeminiStreamingChatModel.builder()
              .baseUrl(MockedService.address() + "/v1beta")
              .apiKey(MockedService.KEY)
              .modelName(vendor.model(about, library))
              .build();
    }

    String about(Scenario scenario) {
      return "[" + scenario.fixture() + "] " + library + " to " + vendor.vendor();
    }
  }

  static Stream<Reach> everyVendor() {
    return Stream.of("langchain4j-anthropic", "langchain4j-gemini")
        .flatMap(
            library -> Arrays.stream(Mocked.values()).map(vendor -> new Reach(library, vendor)));
  }

  /**
   * Without Gemini to Gemini, where aimock's end of a call is none of Gemini's, and unknown here.
   */
  static Stream<Reach> everyVendorWithItsOwnEnds() {
    return everyVendor()
        .filter(reach -> reach.vendor() != Mocked.GEMINI || reach.library().endsWith("anthropic"));
  }

  /** Without Gemini's dialect: the library overlooks the events that tell errors there. */
  static Stream<Reach> everyVendorWhereErrorsAreSeen() {
    return everyVendor().filter(reach -> reach.library().endsWith("anthropic"));
  }

  @ParameterizedTest
  @MethodSource("everyVendor")
  void gets_text_whole_and_streamed(Reach reach) throws Exception {
    var asked = reach.about(Scenario.HELLO);
    assertThat(reach.chat().chat(asked)).isEqualTo("Marée haute à 14 h, ☀ à Brest.");
    assertThat(streamed(reach.streaming(Scenario.HELLO), asked))
        .isEqualTo("Marée haute à 14 h, ☀ à Brest.");
  }

  @ParameterizedTest
  @MethodSource("everyVendorWithItsOwnEnds")
  void calls_tools_and_goes_on_with_what_they_returned(Reach reach) {
    var messages = new ArrayList<ChatMessage>();
    messages.add(UserMessage.from(reach.about(Scenario.TIDES)));
    var first = reach.chat().chat(request(messages)).aiMessage();
    messages.add(first);
    first.toolExecutionRequests().forEach(call -> messages.add(result(call)));

    assertThat(reach.chat().chat(request(messages)).aiMessage().text())
        .isEqualTo("Brest 14:10, Dover 11:05.");
  }

  private static ChatRequest request(List<ChatMessage> messages) {
    return ChatRequest.builder().messages(messages).toolSpecifications(TIDE).build();
  }

  private static ChatMessage result(ToolExecutionRequest call) {
    var port = new JsonObject(call.arguments()).getString("port");
    return ToolExecutionResultMessage.from(call, Caller.RESULTS.get(port));
  }

  @ParameterizedTest
  @MethodSource("everyVendor")
  void learns_of_refusals(Reach reach) {
    assertThatThrownBy(() -> reach.chat().chat(reach.about(Scenario.REFUSE)))
        .hasStackTraceContaining(
            reach.vendor() == Mocked.OLLAMA ? "refused" : "No such tone of voice");
  }

  @ParameterizedTest
  @MethodSource("everyVendorWhereErrorsAreSeen")
  void learns_of_streams_that_break_off(Reach reach) {
    var breaking = reach.streaming(Scenario.CUT);
    assertThatThrownBy(() -> streamed(breaking, reach.about(Scenario.CUT)))
        .hasStackTraceContaining("broke off");
  }

  private static String streamed(StreamingChatModel model, String asked) throws Exception {
    var whole = new CompletableFuture<String>();
    model.chat(
        asked,
        new StreamingChatResponseHandler() {
          @Override
          public void onCompleteResponse(ChatResponse response) {
            whole.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
          }
        });
    return whole.get(60, TimeUnit.SECONDS);
  }
}
