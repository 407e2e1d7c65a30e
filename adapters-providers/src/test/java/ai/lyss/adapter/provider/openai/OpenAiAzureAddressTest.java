package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.openai.OpenAiQuirks.Trait;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiAzureAddressTest {

  private static final OpenAiProtocol AZURE =
      OpenAiProtocol.azure("1", InstantSource.system(), AnswerLimits.STANDARD);

  private static Provider provider(String base, Map<String, Object> settings) {
    return Chats.provider("azure-openai", URI.create(base), settings);
  }

  private static String path(Provider provider, String model) {
    return Chats.sent(AZURE, Chats.call(provider, Chats.chat("{\"model\":\"p\"}"), model, null))
        .path();
  }

  private static String body(Provider provider, String chat, String model) {
    var sent = Chats.sent(AZURE, Chats.call(provider, Chats.chat(chat), model, null));
    return new String(sent.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.openai.azure.com,            https://r.openai.azure.com,   2024-10-21",
    "https://r.openai.azure.com/,           https://r.openai.azure.com/,  2024-10-21",
    "https://r.openai.azure.com/openai,     https://r.openai.azure.com,   2024-10-21",
    "https://r.openai.azure.com/openai/,    https://r.openai.azure.com,   2024-10-21",
    "https://r.openai.azure.com/openai/v1,  https://r.openai.azure.com,   v1",
    "https://r.openai.azure.com/openai/v1/, https://r.openai.azure.com,   v1",
    "https://gate:8443/a%20b/openai,        https://gate:8443/a%20b,      2024-10-21",
    "https://gate/myopenai,                 https://gate/myopenai,        2024-10-21",
  })
  void finds_the_endpoint_in_what_people_copy(String given, String base, String version) {
    var provider = provider(given, Map.of());

    assertThat(AZURE.baseUrl(provider)).hasToString(base);
    assertThat(path(provider, "m"))
        .isEqualTo(
            version.equals("v1")
                ? "/openai/v1/chat/completions"
                : "/openai/deployments/m/chat/completions?api-version=" + version);
  }

  @Test
  void takes_the_deployment_of_the_vendors_model_or_the_model_itself() {
    var settings =
        Map.<String, Object>of(
            "deployments", Map.of("gpt-4o", "prod-4o", "odd", "../../evil", "p", "public-name"));
    var provider = provider("https://r", settings);

    assertThat(path(provider, "gpt-4o")).startsWith("/openai/deployments/prod-4o/chat");
    assertThat(path(provider, "gpt-5")).startsWith("/openai/deployments/gpt-5/chat");
    assertThat(path(provider, "odd")).startsWith("/openai/deployments/odd/chat");
  }

  @Test
  void keeps_any_model_name_within_one_segment() {
    var provider = provider("https://r", Map.of());

    assertThat(path(provider, "a/b:c@d;e=f&g+h"))
        .isEqualTo(
            "/openai/deployments/a%2Fb%3Ac%40d%3Be%3Df%26g%2Bh/chat/completions"
                + "?api-version=2024-10-21");
  }

  @Test
  void names_the_deployment_in_the_body_where_the_path_does_not() {
    var settings = Map.<String, Object>of("api_version", "v1", "deployments", Map.of("m", "dep-1"));
    var chat = "{ \"model\" : \"p\", \"messages\":[],\"x\":1.0}";

    assertThat(body(provider("https://r", settings), chat, "m"))
        .isEqualTo("{ \"model\" : \"dep-1\", \"messages\":[],\"x\":1.0}");
    assertThat(body(provider("https://r", Map.of("deployments", Map.of("m", "dep-1"))), chat, "m"))
        .isEqualTo("{ \"model\" : \"m\", \"messages\":[],\"x\":1.0}");
  }

  @Test
  void falls_back_to_the_usual_version_for_one_that_is_none() {
    var provider = provider("https://r", Map.of("api_version", "1&api-key=x"));

    assertThat(path(provider, "m")).endsWith("?api-version=2024-10-21");
  }

  @ParameterizedTest
  @CsvSource({
    "v1,                 true,  true,  true,  max_completion_tokens",
    "2025-04-01-preview, true,  true,  true,  max_completion_tokens",
    "2024-12-01-preview, true,  true,  true,  max_completion_tokens",
    "2024-10-21,         true,  false, false, max_completion_tokens",
    "2024-09-01-preview, true,  false, false, max_completion_tokens",
    "2024-06-01,         false, false, false, max_tokens",
  })
  void knows_what_each_version_takes(
      String version, boolean usage, boolean developer, boolean effort, String limit) {
    var quirks = OpenAiAzureAddress.quirks(provider("https://r", Map.of("api_version", version)));

    assertThat(quirks.streamOptions()).isEqualTo(usage);
    assertThat(quirks.has(Trait.NO_DEVELOPER_ROLE)).isEqualTo(!developer);
    assertThat(quirks.dropped().contains("reasoning_effort")).isEqualTo(!effort);
    assertThat(quirks.limitField()).isEqualTo(limit);
    assertThat(quirks.keyHeader()).isEqualTo("api-key");
  }

  @Test
  void asks_no_usage_of_a_chat_with_data_sources() {
    var provider = provider("https://r", Map.of("api_version", "v1"));
    var chat = "{\"model\":\"m\",\"stream\":true,\"data_sources\":[]}";

    assertThat(body(provider, chat, "m")).isEqualTo(chat);
    var asked =
        Chats.sent(
            AZURE,
            Chats.call(
                provider,
                Chats.chat(chat.replace("}", ",\"stream_options\":{\"include_usage\":true}}"))));
    assertThat(new String(asked.body(), StandardCharsets.UTF_8)).isEqualTo(chat);
    assertThat(asked.dropped()).containsExactly("/stream_options");
  }
}
