package ai.lyss.adapter.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.ThoughtSeal;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.model.ModelName;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests of the Responses dialect go on as they are, where to, and with which edits. */
class OpenAiResponsesSpliceTest {

  private static final String FOREIGN =
      "{\"type\":\"reasoning\",\"encrypted_content\":\""
          + ThoughtSeal.of(new ThoughtSignature(Issuer.ANTHROPIC, "sig"), "Hm.")
          + "\"}";
  private static final String OWN = "{\"type\":\"reasoning\",\"encrypted_content\":\"gAAAA\"}";

  private static ChatRequest responses(String body) {
    var chat = Chats.chat(body);
    return new ChatRequest(Dialect.RESPONSES, chat.body(), chat.outline(), chat.translation());
  }

  private static OpenAiResponsesSplice splice(String body, String model, Long clipped) {
    return OpenAiResponsesSplice.of(responses(body), new ModelName(model), clipped);
  }

  private static String text(OpenAiResponsesSplice splice) {
    return new String(splice.body(), UTF_8);
  }

  @Test
  void sends_the_callers_own_array_when_there_is_nothing_to_edit() {
    var chat = responses("{ \"model\":\"m\" ,\"store\":true,\"input\":[" + OWN + "],\"x\":1e400}");
    var splice = OpenAiResponsesSplice.of(chat, new ModelName("m"), null);

    assertThat(splice.body()).isSameAs(chat.body());
    assertThat(splice.dropped()).isEmpty();
  }

  @Test
  void changes_the_model_and_the_limit_and_no_other_byte() {
    assertThat(text(splice("{\"model\":\"p\", \"input\":\"ü\"}", "v", null)))
        .isEqualTo("{\"model\":\"v\", \"input\":\"ü\"}");
    assertThat(text(splice("{\"model\":\"p\"}", "p", 9L)))
        .isEqualTo("{\"max_output_tokens\":9,\"model\":\"p\"}");
  }

  @Test
  void leaves_the_thoughts_of_other_vendors_out_and_names_them() {
    var between = "{\"role\":\"user\"}";
    for (var input :
        List.of(
            List.of(FOREIGN, between, OWN),
            List.of(between, FOREIGN, FOREIGN, OWN),
            List.of(between, OWN, FOREIGN),
            List.of(FOREIGN, FOREIGN, between),
            List.of(FOREIGN))) {
      for (var separator : List.of(",", " , ")) {
        var sent =
            splice(
                "{\"model\":\"m\",\"input\":[" + String.join(separator, input) + "]}", "m", null);
        var kept = input.stream().filter(item -> !item.equals(FOREIGN)).toList();

        assertThat(text(sent).replace(" ", ""))
            .isEqualTo("{\"model\":\"m\",\"input\":[" + String.join(",", kept) + "]}");
        assertThat(sent.dropped()).hasSize(input.size() - kept.size());
        assertThat(sent.dropped().getFirst()).isEqualTo("/input/" + input.indexOf(FOREIGN));
      }
    }
  }

  @Test
  void leaves_thoughts_out_that_no_vendor_signed_but_keeps_what_openai_stores() {
    var told = "{\"type\":\"reasoning\",\"id\":\"rs_lyss_01\",\"summary\":[]}";
    var stored = "{\"type\":\"reasoning\",\"id\":\"rs_01\",\"summary\":[]}";
    var sent = splice("{\"model\":\"m\",\"input\":[" + told + "," + stored + "]}", "m", null);

    assertThat(text(sent)).isEqualTo("{\"model\":\"m\",\"input\":[" + stored + "]}");
    assertThat(sent.dropped()).containsExactly("/input/0");
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.openai.azure.com/openai/v1, v1,                 /openai/v1/responses",
    "https://r.openai.azure.com,           2025-04-01-preview, /openai/responses?api-version=2025-04-01-preview",
    "https://r.openai.azure.com,           2025-03-01-preview, /openai/responses?api-version=2025-03-01-preview",
  })
  void finds_azures_path(String base, String version, String path) {
    var azure = OpenAiProtocol.azure("1", InstantSource.system(), AnswerLimits.STANDARD);
    Map<String, Object> settings =
        Map.of("api_version", version, "deployments", Map.of("m", "east"));
    var provider = Chats.provider("azure-openai", URI.create(base), settings);
    var sent = Chats.sent(azure, Chats.call(provider, responses("{\"model\":\"m\"}")));

    assertThat(sent.path()).isEqualTo(path);
    assertThat(new String(sent.body(), UTF_8)).isEqualTo("{\"model\":\"east\"}");
  }

  @Test
  void goes_to_openai_itself_but_to_no_vendor_that_is_merely_like_it() {
    var openAi = OpenAiProtocol.openAi("1", InstantSource.system(), AnswerLimits.STANDARD);
    var compatible = OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD);
    var base = URI.create("https://e.org/v1");
    var chat = responses("{\"model\":\"m\"}");

    assertThat(
            Chats.sent(openAi, Chats.call(Chats.provider("openai", base, Map.of()), chat)).path())
        .isEqualTo("/responses");
    assertThatThrownBy(() -> compatible.call(Chats.call(Chats.provider(base), chat)))
        .hasMessageContaining("was translated");
  }
}
