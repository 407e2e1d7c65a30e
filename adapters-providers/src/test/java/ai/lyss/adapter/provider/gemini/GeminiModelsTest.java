package ai.lyss.adapter.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model's name decides: by gemini.md §2 and translation.md §5. */
class GeminiModelsTest {

  private static HttpCall sent(String model, String content, Map<String, Object> settings) {
    var request = CanonicalRequest.whole(Dialect.OPENAI, GoldenFile.json(content));
    var provider = Chats.provider("gemini", URI.create("http://v.test/v1beta"), settings);
    var call =
        new Call(provider, new ModelName(model), request, null, Long.MAX_VALUE, AnswerText.DROPPED);
    var protocol = new GeminiProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD, () -> 2);
    return Chats.sent(protocol, call);
  }

  private static HttpCall effort(String model, String effort) {
    return sent(
        model,
        "{\"messages\":[{\"user\":\"a\"}],\"reasoning\":{\"effort\":\"" + effort + "\"}}",
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-3-pro-preview, none, '\"thinkingLevel\":\"LOW\"', 1",
    "gemini-3-pro-preview, minimal, '\"thinkingLevel\":\"LOW\"', 0",
    "gemini-3.1-flash, minimal, '\"thinkingLevel\":\"MINIMAL\"', 0",
    "gemini-4-pro, xhigh, '\"thinkingLevel\":\"HIGH\"', 0",
    "gemini-flash-latest, medium, '\"thinkingLevel\":\"MEDIUM\"', 0",
    "gemini-2.5-flash, none, '\"thinkingBudget\":0', 0",
    "gemini-2.5-pro, none, '\"thinkingBudget\":128', 1",
    "gemini-2.5-pro, low, '\"thinkingBudget\":1024', 0",
    "gemini-2.5-flash-lite, max, '\"thinkingBudget\":16384', 0",
    "gemini-2.0-flash, high, '\"parts\"', 1",
    "gemma-3-27b, high, '\"parts\"', 1"
  })
  void tells_a_model_how_much_to_reason(String model, String effort, String said, int dropped) {
    var call = effort(model, effort);

    assertThat(new String(call.body(), UTF_8)).contains(said);
    assertThat(call.dropped()).hasSize(dropped);
  }

  @Test
  void gives_a_stand_in_for_a_signature_where_one_is_asked_for_only() {
    var content =
        "{\"messages\":[{\"user\":\"a\"},{\"assistant\":[{\"call\":\"1\",\"name\":\"f\"},"
            + "{\"call\":\"2\",\"name\":\"f\"}]},{\"tool\":\"1\",\"parts\":\"x\"},"
            + "{\"tool\":\"2\",\"parts\":[{\"image\":{\"mediaType\":\"image/png\",\"base64\":\"QQ==\"}}]}"
            + "]}";
    var third = new String(sent("gemini-3-pro", content, Map.of()).body(), UTF_8);
    var older = new String(sent("gemini-2.5-pro", content, Map.of()).body(), UTF_8);

    assertThat(third.split("skip_thought_signature_validator", -1)).as("the first only").hasSize(2);
    assertThat(third).contains("\"name\":\"f\",\"response\":{\"output\":\"x\"}");
    assertThat(third).contains("\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\"");
    assertThat(older).doesNotContain("skip_thought");
    assertThat(older).contains("{\"output\":\"\"}}},{\"inlineData\":{\"mimeType\":\"image/png\"");
  }

  @Test
  void tells_the_thresholds_of_the_settings() {
    var body =
        sent(
                "gemini-2.5-pro",
                "{\"messages\":[{\"user\":\"a\"}]}",
                Map.of("safety_settings", Map.of("HARM_CATEGORY_HARASSMENT", "OFF")))
            .body();

    assertThat(new String(body, UTF_8))
        .contains(
            "\"safetySettings\":[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"OFF\"}]");
  }

  @Test
  void lets_the_user_say_what_only_instructions_say() {
    var body = sent("gemini-2.5-pro", "{\"messages\":[{\"system\":\"Be.\"}]}", Map.of()).body();

    assertThat(new String(body, UTF_8))
        .isEqualTo("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Be.\"}]}]}");
  }
}
