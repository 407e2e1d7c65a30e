package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.golden.CanonicalRequest;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.VendorRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case × every kind of vendor of this dialect. */
class OpenAiGoldenRequestTest {

  private static final URI BASE = URI.create("http://vendor.test/v1");
  private static final Map<String, OpenAiProtocol> PROTOCOLS =
      Map.of(
          "openai", OpenAiProtocol.openAi("1", InstantSource.system(), AnswerLimits.STANDARD),
          "deepseek", OpenAiProtocol.deepSeek("1", InstantSource.system(), AnswerLimits.STANDARD),
          "openai-compatible",
              OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD));
  private static final Map<String, JsonTree> CASES = GoldenFile.read("requests/cases.jsonl");

  static Stream<Arguments> cases() {
    var all = new ArrayList<Arguments>();
    for (var vendor : PROTOCOLS.keySet()) {
      var expected = new HashMap<>(GoldenFile.read("requests/openai.jsonl"));
      expected.putAll(GoldenFile.read("requests/" + vendor + ".jsonl"));
      CASES.forEach((name, item) -> all.add(Arguments.of(vendor, name, expected.get(name))));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void is_sent_as_the_vendor_takes_it(String vendor, String name, JsonTree expected) {
    assertThat(expected).as("an expectation of %s", name).isNotNull();
    var provider = Chats.provider(vendor, BASE, Map.of());
    var content = CASES.get(name).get("content").raw().tree(); // places are told within it
    var chat = CanonicalRequest.whole(Dialect.ANTHROPIC, content);
    var request = PROTOCOLS.get(vendor).call(Chats.call(provider, chat, "m", null));

    switch (request) {
      case HttpCall call -> {
        assertThat(expected.textOf("refused")).as("%s was sent", name).isNull();
        var wanted = expected.get("expected").raw().text();
        assertThat(GoldenFile.normal(new String(call.body(), StandardCharsets.UTF_8)))
            .isEqualTo(GoldenFile.normal("{\"model\":\"m\"," + wanted.substring(1)));
        assertThat(call.dropped()).containsExactlyInAnyOrderElementsOf(texts(expected, "dropped"));
      }
      case VendorRequest.None none -> {
        assertThat(none.failure()).isInstanceOf(ProviderFailure.Unfit.class);
        var error = ((ProviderFailure.Unfit) none.failure()).error();
        assertThat(error.param()).as(error.message()).isEqualTo(expected.textOf("refused"));
        assertThat(error.status()).isEqualTo(400);
      }
    }
  }

  private static List<String> texts(JsonTree from, String name) {
    var list = from.get(name);
    return list == null ? List.of() : list.children().stream().map(JsonTree::text).toList();
  }

  @Test
  void has_no_expectation_without_its_case() {
    for (var vendor : PROTOCOLS.keySet()) {
      assertThat(CASES.keySet())
          .containsAll(GoldenFile.read("requests/" + vendor + ".jsonl").keySet());
    }
  }
}
