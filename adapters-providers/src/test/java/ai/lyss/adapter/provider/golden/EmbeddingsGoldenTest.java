package ai.lyss.adapter.provider.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.lyss.adapter.provider.Chats;
import ai.lyss.adapter.provider.gemini.GeminiProtocol;
import ai.lyss.adapter.provider.http.AnswerLimits;
import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.adapter.provider.http.HttpHead;
import ai.lyss.adapter.provider.http.VendorProtocol;
import ai.lyss.adapter.provider.ollama.OllamaProtocol;
import ai.lyss.adapter.provider.openai.OpenAiProtocol;
import ai.lyss.domain.chat.ByteSlice;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.content.EmbeddingsContent;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.ChannelCalls.Call;
import ai.lyss.domain.provider.Provider;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds vendors that embed against their golden files in {@code golden/embeddings}: {@code
 * requests/<vendor>.jsonl} has texts and what is sent for them, {@code responses/} what comes and
 * what is read of it, {@code errors/} what a refusal means.
 */
class EmbeddingsGoldenTest {

  private static final List<String> VENDORS = List.of("gemini", "ollama", "openai");

  private static VendorProtocol protocol(String vendor) {
    return switch (vendor) {
      case "gemini" -> new GeminiProtocol("1", () -> Instant.EPOCH, AnswerLimits.STANDARD, () -> 2);
      case "ollama" -> new OllamaProtocol("1", () -> Instant.EPOCH, () -> 2, AnswerLimits.STANDARD);
      default -> OpenAiProtocol.openAi("1", () -> Instant.EPOCH, AnswerLimits.STANDARD);
    };
  }

  private static Call call(String vendor, String model, EmbeddingsContent content) {
    var dialect = vendor.equals("openai") ? Dialect.GEMINI : Dialect.OPENAI;
    EmbeddingsRequest request = CanonicalEmbeddings.of(dialect, content);
    return new Call(provider(vendor), new ModelName(model), request, null, Long.MAX_VALUE);
  }

  private static Provider provider(String vendor) {
    return Chats.provider(vendor, URI.create("http://vendor.test"), Map.of());
  }

  private static Stream<DynamicTest> each(
      String kind, int fewest, BiConsumer<String, JsonTree> check) {
    return VENDORS.stream()
        .flatMap(
            vendor -> {
              var cases = GoldenFile.read("embeddings/" + kind + "/" + vendor + ".jsonl");
              assertThat(cases).as(vendor).hasSizeGreaterThanOrEqualTo(fewest);
              return cases.entrySet().stream()
                  .map(
                      item ->
                          dynamicTest(
                              vendor + " " + item.getKey(),
                              () -> check.accept(vendor, item.getValue())));
            });
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    return each("requests", 5, EmbeddingsGoldenTest::request);
  }

  private static void request(String vendor, JsonTree item) {
    var texts = item.get("texts").children().stream().map(JsonTree::chars).toList();
    var dimensions = item.get("dimensions");
    var content =
        new EmbeddingsContent(
            texts, dimensions == null ? null : dimensions.whole(), texts(item.get("others")));
    var model = item.textOf("model");
    var sent = (HttpCall) protocol(vendor).call(call(vendor, model == null ? "m" : model, content));

    assertThat(sent.path()).isEqualTo(item.textOf("path"));
    assertThat(GoldenFile.normal(new String(sent.body(), UTF_8)))
        .isEqualTo(GoldenFile.normal(item.get("expected")));
    assertThat(sent.dropped()).isEqualTo(texts(item.get("others")));
  }

  private static List<String> texts(JsonTree list) {
    return list == null ? List.of() : list.children().stream().map(JsonTree::text).toList();
  }

  @TestFactory
  Stream<DynamicTest> responses() {
    return each("responses", 10, EmbeddingsGoldenTest::response);
  }

  /** Half of it comes first, from within an array whose rest is rubbish. */
  private static void response(String vendor, JsonTree item) {
    var count = item.get("count");
    var texts = Stream.generate(() -> "a").limit(count == null ? 1 : count.whole()).toList();
    var request = CanonicalEmbeddings.of(Dialect.OPENAI, texts);
    var content = (EmbeddingsReading.Read) request.translation().content(request);
    var answer = new RecordedAnswer();
    var reader = protocol(vendor).reader(call(vendor, "m", content.content()), answer);
    reader.head(new HttpHead(200, MultiMap.caseInsensitiveMultiMap()));
    var in = item.get("in");
    var bytes = (in.isText() ? in.text() : in.raw().text()).getBytes(UTF_8);
    var padded = new byte[bytes.length + 4];
    Arrays.fill(padded, (byte) '#');
    System.arraycopy(bytes, 0, padded, 2, bytes.length);
    reader.bytes(new ByteSlice(padded, 2, bytes.length / 2));
    reader.bytes(new ByteSlice(padded, 2 + bytes.length / 2, bytes.length - bytes.length / 2));
    reader.end();

    assertThat(answer.failed()).isEqualTo(item.textOf("failed"));
    var expected = item.get("expected");
    if (expected != null) {
      assertThat(answer.lines().stream().map(GoldenFile::normal))
          .containsExactly(GoldenFile.normal(expected));
      var input = expected.get("input");
      assertThat(reader.usage().input()).isEqualTo(input == null ? null : input.whole());
      assertThat(reader.usage().output()).isNull();
    }
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return each("errors", 5, EmbeddingsGoldenTest::error);
  }

  private static void error(String vendor, JsonTree item) {
    var head =
        new HttpHead(item.get("status").whole().intValue(), MultiMap.caseInsensitiveMultiMap());
    var failure = protocol(vendor).refusal(provider(vendor), head, item.get("in").raw().bytes());

    assertThat(failure.kind()).isEqualTo(item.textOf("kind"));
    if (failure instanceof ProviderFailure.RequestRefused refused) {
      assertThat(refused.error().message()).isEqualTo(item.textOf("message"));
    }
  }
}
