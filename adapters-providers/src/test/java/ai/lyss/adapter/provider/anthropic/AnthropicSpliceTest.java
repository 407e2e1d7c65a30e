package ai.lyss.adapter.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHeader;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.provider.Provider;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes out for callers who speak the vendor's own dialect. */
class AnthropicSpliceTest {

  private static final String BODY =
      "{\"model\": \"m\",\"max_tokens\":64, \"x\":[1.50,\"\\u00e9\"],"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";

  private static final AnthropicProtocol PROTOCOL =
      new AnthropicProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD);

  private static ChatRequest chat(String body, Map<String, String> headers) {
    var chat = Chats.chat(body);
    return new ChatRequest(Dialect.ANTHROPIC, chat.body(), chat.outline(), chat.translation())
        .with(headers);
  }

  private static Provider provider(String base, Map<String, Object> settings) {
    return Chats.provider("anthropic", URI.create(base), settings);
  }

  private static HttpCall sent(String body) {
    return sent(body, "m", null);
  }

  private static HttpCall sent(String body, String model, Long clipped) {
    var provider = provider("https://vendor.test", Map.of());
    return Chats.sent(PROTOCOL, Chats.call(provider, chat(body, Map.of()), model, clipped));
  }

  private static String text(HttpCall call) {
    return new String(call.body(), UTF_8);
  }

  private static List<String> values(HttpCall call, String name) {
    return call.headers().stream()
        .filter(header -> header.name().toString().equals(name))
        .map(HttpHeader::value)
        .map(Object::toString)
        .toList();
  }

  @Test
  void leaves_a_body_as_it_is() {
    assertThat(text(sent(BODY))).isEqualTo(BODY);
    assertThat(sent(BODY).dropped()).isEmpty();
  }

  @Test
  void writes_the_vendors_model_and_a_lowered_limit_and_nothing_else() {
    assertThat(text(sent(BODY, "claude-x", 7L)))
        .isEqualTo(BODY.replace("\"m\"", "\"claude-x\"").replace(":64", ":7"));
  }

  @Test
  void takes_out_thoughts_that_claude_did_not_sign() {
    var own = "{\"type\":\"thinking\",\"thinking\":\"a\",\"signature\":\"Q2F0\"}";
    var foreign = "{\"type\":\"thinking\",\"thinking\":\"b\",\"signature\":\"lyss.gemini.x\"}";
    var unsigned = "{\"type\":\"thinking\",\"thinking\":\"c\",\"signature\":\"\"}";
    var sealed = "{\"type\":\"redacted_thinking\",\"data\":\"lyss.openai.x\"}";
    var said = "{\"type\":\"text\",\"text\":\"d\"}";
    var body =
        "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"q\"},"
            + "{\"role\":\"assistant\",\"content\":[%s]},{\"role\":\"user\",\"content\":\"r\"}%s]}";
    var call =
        sent(
            body.formatted(
                String.join(" , ", unsigned, own, foreign, said, sealed),
                ",{\"role\":\"assistant\",\"content\":[" + foreign + "," + unsigned + "]}"));

    assertThat(text(call)).isEqualTo(body.formatted(own + " , " + said, ""));
    assertThat(call.dropped())
        .containsExactly(
            "/messages/1/content/0",
            "/messages/1/content/2",
            "/messages/1/content/4",
            "/messages/3/content/0",
            "/messages/3/content/1");
  }

  @Test
  void leaves_thoughts_of_claude_alone() {
    var body =
        BODY.replace(
            "\"a\"}",
            "\"a\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"\","
                + "\"signature\":\"Q2F0\"},{\"type\":\"redacted_thinking\",\"data\":\"RW1w\"}]}");
    assertThat(text(sent(body))).isEqualTo(body);
  }

  @Test
  void sends_the_callers_version_and_betas_when_they_can_be_a_header() {
    var provider = provider("https://vendor.test", Map.of("api_version", "2026-10-21"));
    var given = Map.of("anthropic-version", "2023-06-01", "anthropic-beta", "a-1, b-2");
    var call = Chats.sent(PROTOCOL, Chats.call(provider, chat(BODY, given)));
    assertThat(values(call, "anthropic-version")).containsExactly("2023-06-01");
    assertThat(values(call, "anthropic-beta")).containsExactly("a-1, b-2");
    assertThat(values(call, "x-api-key")).containsExactly(Chats.KEY);

    var odd = Map.of("anthropic-version", "x\r\ny: z", "anthropic-beta", "a\r\nb: c");
    var plain = Chats.sent(PROTOCOL, Chats.call(provider, chat(BODY, odd)));
    assertThat(values(plain, "anthropic-version")).containsExactly("2026-10-21");
    assertThat(values(plain, "anthropic-beta")).isEmpty();
  }

  @Test
  void takes_base_urls_with_and_without_the_version_in_their_path() {
    for (var base : List.of("https://v.test", "https://v.test/", "https://v.test/proxy")) {
      var call = Chats.call(provider(base, Map.of()), chat(BODY, Map.of()));
      assertThat(Chats.sent(PROTOCOL, call).path()).as(base).isEqualTo("/v1/messages");
    }
    for (var base : List.of("https://v.test/v1", "https://v.test/v1/")) {
      var call = Chats.call(provider(base, Map.of()), chat(BODY, Map.of()));
      assertThat(Chats.sent(PROTOCOL, call).path()).as(base).isEqualTo("/messages");
    }
  }
}
