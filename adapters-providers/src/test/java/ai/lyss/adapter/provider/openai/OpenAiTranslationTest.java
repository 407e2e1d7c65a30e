package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings, models and the way of the answer make of a translated request. */
class OpenAiTranslationTest {

  private static final URI BASE = URI.create("http://vendor.test/v1");
  private static final OpenAiProtocol OPENAI =
      OpenAiProtocol.openAi("1", InstantSource.system(), AnswerLimits.STANDARD);
  private static final OpenAiProtocol AZURE =
      OpenAiProtocol.azure("1", InstantSource.system(), AnswerLimits.STANDARD);
  private static final OpenAiProtocol COMPATIBLE =
      OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD);

  private static ChatRequest chat(String rest) {
    return CanonicalRequest.whole(
        Dialect.GEMINI, GoldenFile.json("{\"messages\":[{\"user\":\"a\"}]" + rest + "}"));
  }

  private static HttpCall sent(OpenAiProtocol protocol, ChatRequest chat, String model) {
    return Chats.sent(
        protocol, Chats.call(Chats.provider("openai", BASE, Map.of()), chat, model, null));
  }

  private static JsonTree body(HttpCall call) {
    return GoldenFile.json(new String(call.body(), StandardCharsets.UTF_8));
  }

  @Test
  void asks_for_a_stream_and_its_usage_where_that_is_understood() {
    var chat = CanonicalRequest.asking(Dialect.ANTHROPIC, "hi", true);
    var body = body(sent(OPENAI, chat, "gpt-4o"));
    assertThat(body.get("stream").flag()).isTrue();
    assertThat(body.get("stream_options").get("include_usage").flag()).isTrue();

    var provider = Chats.provider("openai-compatible", BASE, Map.of("stream_options", false));
    var other = body(Chats.sent(COMPATIBLE, Chats.call(provider, chat, "m", null)));
    assertThat(other.get("stream").flag()).isTrue();
    assertThat(other.get("stream_options")).isNull();
  }

  @Test
  void says_which_requests_go_on_as_they_are_so_that_nothing_is_fetched_for_them() {
    var openAi = Chats.provider("openai", BASE, Map.of());
    var other = Chats.provider("openai-compatible", BASE, Map.of());
    var responses = CanonicalRequest.asking(Dialect.RESPONSES, "hi", false);
    var messages = CanonicalRequest.asking(Dialect.ANTHROPIC, "hi", false);
    assertThat(OPENAI.splices(Chats.call(openAi, responses, "m", null))).isTrue();
    assertThat(OPENAI.splices(Chats.call(openAi, Chats.chat("{\"model\":\"m\"}"), "m", null)))
        .isTrue();
    assertThat(OPENAI.splices(Chats.call(openAi, messages, "m", null))).isFalse();
    assertThat(COMPATIBLE.splices(Chats.call(other, responses, "m", null))).isFalse();
  }

  @Test
  void sends_the_limit_that_a_quota_leaves() {
    var provider = Chats.provider("openai", BASE, Map.of());
    var chat = chat(",\"sampling\":{\"outputLimit\":100}");
    var body = body(Chats.sent(OPENAI, Chats.call(provider, chat, "gpt-4o", 7L)));
    assertThat(body.get("max_completion_tokens").whole()).isEqualTo(7);
    assertThat(body.get("max_tokens")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, none, , false",
    "gpt-4o, high, , true",
    "gpt-4.1-mini, low, , true",
    "o3-mini, none, low, true",
    "o3, minimal, low, false",
    "o4-mini, max, high, false",
    "gpt-5, none, minimal, true",
    "gpt-5-mini, xhigh, high, false",
    "ft:o3:org::id, medium, medium, false",
    "gpt-5.1, none, none, false",
    "gpt-6, max, max, false",
  })
  void sends_efforts_that_the_model_knows(
      String model, String effort, String sent, boolean dropped) {
    var call = sent(OPENAI, chat(",\"reasoning\":{\"effort\":\"" + effort + "\"}"), model);
    assertThat(body(call).textOf("reasoning_effort")).isEqualTo(sent);
    assertThat(call.dropped().contains("/reasoning/effort")).isEqualTo(dropped);
  }

  @Test
  void draws_otherwise_only_with_models_that_let_it() {
    var chat =
        chat(",\"sampling\":{\"temperature\":0.5,\"topP\":1.0,\"presencePenalty\":1,\"seed\":3}");
    var always = sent(OPENAI, chat, "o3");
    assertThat(always.dropped())
        .containsExactlyInAnyOrder("/sampling/temperature", "/sampling/presencePenalty");
    assertThat(body(always).get("temperature")).isNull();
    assertThat(body(always).get("top_p").raw().text()).isEqualTo("1.0");
    assertThat(body(always).get("seed").whole()).isEqualTo(3);

    var free = sent(OPENAI, chat, "gpt-4o");
    assertThat(free.dropped()).isEmpty();
    assertThat(body(free).get("temperature").raw().text()).isEqualTo("0.5");
  }

  @Test
  void leaves_out_and_names_what_an_older_azure_or_a_setting_refuses() {
    var chat = chat(",\"reasoning\":{\"budgetTokens\":2000},\"sampling\":{\"seed\":1}");
    var azure =
        Chats.provider(
            "azure-openai",
            URI.create("https://r.openai.azure.com"),
            Map.of("api_version", "2024-10-21"));
    var call = Chats.sent(AZURE, Chats.call(azure, chat, "o1", null));
    assertThat(call.path())
        .isEqualTo("/openai/deployments/o1/chat/completions?api-version=2024-10-21");
    assertThat(call.dropped()).containsExactly("/reasoning/budgetTokens");
    assertThat(body(call).get("reasoning_effort")).isNull();

    var provider = Chats.provider("openai-compatible", BASE, Map.of("drop_fields", "seed"));
    var other = Chats.sent(COMPATIBLE, Chats.call(provider, chat, "m", null));
    assertThat(other.dropped()).containsExactly("/sampling/seed");
    assertThat(body(other).get("seed")).isNull();
  }

  @Test
  void puts_a_digest_in_place_of_an_end_users_id_that_is_too_long() {
    var name = "u".repeat(65);
    var user =
        body(sent(OPENAI, chat(",\"labels\":{\"endUser\":\"" + name + "\"}"), "m")).textOf("user");
    assertThat(user).matches("[0-9a-f]{32}").isEqualTo(OpenAiCallIds.digest(name));
  }

  @Test
  void does_not_ask_for_json_in_words_where_the_caller_did() {
    var content =
        GoldenFile.json("{\"messages\":[{\"user\":\"Give me JSON\"}],\"format\":\"json\"}");
    var body = body(sent(OPENAI, CanonicalRequest.whole(Dialect.GEMINI, content), "m"));
    assertThat(body.get("messages").children()).hasSize(1);
  }

  @Test
  void leaves_out_texts_that_say_nothing() {
    var content =
        GoldenFile.json("{\"messages\":[{\"user\":[\"\",\"a\",\"\"]},{\"user\":[\"\",\"\"]}]}");
    for (var protocol : new OpenAiProtocol[] {OPENAI, COMPATIBLE}) {
      var messages =
          body(sent(protocol, CanonicalRequest.whole(Dialect.GEMINI, content), "m"))
              .get("messages")
              .children();
      assertThat(messages)
          .extracting(message -> message.textOf("content"))
          .containsExactly("a", "");
    }
  }

  @Test
  void refuses_tools_that_cannot_be_named_so() {
    var chat = chat(",\"tools\":[{\"function\":\"a.b\"}]");
    var provider = Chats.provider("openai", BASE, Map.of());
    var none = (VendorRequest.None) OPENAI.call(Chats.call(provider, chat, "m", null));
    assertThat(((ProviderFailure.Unfit) none.failure()).error().param()).isEqualTo("/tools/0");
    assertThat(sent(COMPATIBLE, chat, "m").dropped()).isEmpty();
  }

  @Test
  void has_a_treatment_of_its_own_for_each_kind_of_vendor() {
    for (var feature : Feature.values()) {
      assertThat(OPENAI.treatments().of(feature)).isEqualTo(AZURE.treatments().of(feature));
    }
    assertThat(COMPATIBLE.treatments().of(Feature.VERBOSITY))
        .isNotEqualTo(OPENAI.treatments().of(Feature.VERBOSITY));
  }
}
