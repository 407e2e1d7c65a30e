package ai.lyss.runtime.e2e.aimock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Google's client for Java speaks Gemini's dialect with every vendor that aimock plays. */
@Timeout(180)
@ExtendWith(MockedService.class)
final class GoogleClientIT {

  private static final String NAME = "google-genai";
  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

  private static Client client;

  @BeforeAll
  static void connect() {
    client =
        Client.builder()
            .apiKey(MockedService.KEY)
            .httpOptions(HttpOptions.builder().baseUrl(MockedService.address()).build())
            .build();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  private static String about(Scenario scenario, Mocked vendor) {
    return "[" + scenario.fixture() + "] " + NAME + " to " + vendor.vendor();
  }

  @ParameterizedTest
  @EnumSource
  void gets_text_whole_and_streamed(Mocked vendor) {
    var model = vendor.model(Scenario.HELLO, NAME);
    var asked = about(Scenario.HELLO, vendor);

    var whole = client.models.generateContent(model, asked, PLAIN);
    assertThat(whole.text()).isEqualTo("Marée haute à 14 h, ☀ à Brest.");
    assertThat(whole.usageMetadata().orElseThrow().totalTokenCount()).contains(vendor.tokens());
    assertThat(streamed(model, asked)).isEqualTo("Marée haute à 14 h, ☀ à Brest.");
    assertThat(client.models.countTokens(model, asked, null).totalTokens().orElseThrow())
        .isPositive();
  }

  private static String streamed(String model, String asked) {
    var text = new StringBuilder();
    try (var stream = client.models.generateContentStream(model, asked, PLAIN)) {
      for (var chunk : stream) {
        text.append(Answer.text(chunk.text()));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void calls_tools_and_goes_on_with_what_they_returned(Mocked vendor) {
    var tide =
        FunctionDeclaration.builder()
            .name("tide")
            .parametersJsonSchema(Caller.parameters().getMap())
            .build();
    var config =
        GenerateContentConfig.builder()
            .tools(Tool.builder().functionDeclarations(tide).build())
            .build();
    var model = vendor.model(Scenario.TIDES, NAME);
    var asked =
        Content.builder().role("user").parts(Part.fromText(about(Scenario.TIDES, vendor))).build();

    var first = client.models.generateContent(model, List.of(asked), config);
    var results = first.functionCalls().stream().map(GoogleClientIT::result).toList();
    var returned = Content.builder().role("user").parts(results).build();
    var said = first.candidates().orElseThrow().getFirst().content().orElseThrow();
    var second = client.models.generateContent(model, List.of(asked, said, returned), config);

    assertThat(results).hasSize(2);
    assertThat(second.text()).isEqualTo("Brest 14:10, Dover 11:05.");
  }

  private static Part result(FunctionCall call) {
    var port = call.args().orElseThrow().get("port");
    var result = FunctionResponse.builder().name(call.name().orElseThrow());
    call.id().ifPresent(result::id);
    return Part.builder()
        .functionResponse(result.response(Map.of("output", Caller.RESULTS.get(port))).build())
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void learns_of_refusals_and_of_streams_that_break_off(Mocked vendor) {
    var plain = vendor.model(Scenario.REFUSE, NAME);
    assertThatThrownBy(
            () -> client.models.generateContent(plain, about(Scenario.REFUSE, vendor), PLAIN))
        .isInstanceOfSatisfying(
            ApiException.class, failure -> assertThat(failure.code()).isEqualTo(422));
    var breaking = vendor.model(Scenario.CUT, NAME);
    assertThatThrownBy(() -> streamed(breaking, about(Scenario.CUT, vendor)))
        .hasStackTraceContaining("broke off");
  }
}
