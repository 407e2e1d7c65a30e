package ai.lyss.adapter.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.chat.AnswerText;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What depends on the model, the version of the API and settings: {@code
 * requests/anthropic-models.jsonl} names what a request has beside {@code model} and {@code
 * messages}.
 */
class AnthropicModelsTest {

  @TestFactory
  Stream<DynamicTest> models() {
    return GoldenFile.read("requests/anthropic-models.jsonl").entrySet().stream()
        .map(item -> DynamicTest.dynamicTest(item.getKey(), () -> check(item.getValue())));
  }

  private static void check(JsonTree item) {
    switch (sent(item)) {
      case HttpCall http -> {
        var body = GoldenFile.json(new String(http.body(), UTF_8));
        var rest = new StringBuilder("{");
        for (var member : body.children()) {
          if (!member.name().equals("model") && keeps(item, member)) {
            rest.append(rest.length() > 1 ? "," : "").append('"').append(member.name());
            rest.append("\":").append(member.raw().text());
          }
        }
        assertThat(item.get("expected")).as("sent: %s", rest).isNotNull();
        assertThat(GoldenFile.normal(rest + "}"))
            .isEqualTo(GoldenFile.normal(item.get("expected")));
        var dropped = item.get("dropped");
        List<String> named =
            dropped == null ? List.of() : dropped.children().stream().map(JsonTree::text).toList();
        assertThat(http.dropped()).containsExactlyInAnyOrderElementsOf(named);
      }
      case VendorRequest.None none ->
          assertThat(((ProviderFailure.Unfit) none.failure()).error().message())
              .contains(String.valueOf(item.textOf("refused")));
    }
  }

  private static boolean keeps(JsonTree item, JsonTree member) {
    var expected = item.get("expected");
    return !member.name().equals("messages")
        || (expected != null && expected.get("messages") != null);
  }

  private static VendorRequest sent(JsonTree item) {
    var settings = new HashMap<String, Object>();
    var given = item.get("settings");
    for (var setting : given == null ? List.<JsonTree>of() : given.children()) {
      settings.put(setting.name(), setting.isText() ? setting.text() : setting.whole());
    }
    var content = GoldenFile.json(item.get("content").raw().text());
    var request = CanonicalRequest.whole(Dialect.OPENAI, content);
    return new AnthropicProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD)
        .call(
            new Call(
                Chats.provider("anthropic", URI.create("http://vendor.test"), settings),
                new ModelName(item.textOf("model")),
                request,
                item.get("clipped") == null ? null : item.get("clipped").whole(),
                Long.MAX_VALUE,
                AnswerText.DROPPED));
  }
}
