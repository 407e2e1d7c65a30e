package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose fault a refusal is. */
class OpenAiGoldenErrorTest {

  private static final OpenAiProtocol PROTOCOL =
      OpenAiProtocol.compatible("1", InstantSource.system(), AnswerLimits.STANDARD);

  static Stream<Arguments> errors() {
    return GoldenFile.read("errors/openai.jsonl").entrySet().stream()
        .map(item -> Arguments.of(item.getKey(), item.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void tells_whose_fault_it_is(String name, JsonTree item) {
    var head =
        new HttpHead(item.get("status").whole().intValue(), MultiMap.caseInsensitiveMultiMap());
    var provider = Chats.provider(URI.create("http://vendor.test/v1"));
    var failure = PROTOCOL.refusal(provider, head, item.get("in").raw().bytes());

    assertThat(failure.kind()).isEqualTo(item.textOf("kind"));
    assertThat(failure.scope().name()).isEqualTo(item.textOf("scope"));
    if (failure instanceof ProviderFailure.RequestRefused refused) {
      assertThat(refused.error().param()).isEqualTo(item.textOf("param"));
      assertThat(refused.error().status()).isEqualTo(item.get("status").whole().intValue());
    }
  }
}
