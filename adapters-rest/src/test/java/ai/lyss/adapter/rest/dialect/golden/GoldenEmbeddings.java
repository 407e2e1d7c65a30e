package ai.lyss.adapter.rest.dialect.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.EmbeddingsRequest;
import ai.lyss.domain.content.EmbeddingsReading;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds a dialect against its golden files of embeddings: {@code requests/<dialect>.jsonl} has
 * bodies and what is read of them ({@code texts}, {@code dimensions} and {@code others}), {@code
 * refused} with the field at fault, or {@code untranslatable} with the place that only the
 * dialect's own vendors take; {@code answers/} has vectors and what is written of them.
 */
public abstract class GoldenEmbeddings {

  private final String dialect;

  /** A dialect, by the name of its files. */
  protected GoldenEmbeddings(String dialect) {
    this.dialect = dialect;
  }

  /** Reads a body for the model {@code m}. */
  protected abstract RequestReading read(byte[] body);

  /** Returns a body that asks for what a case of an answer is given in return. */
  protected abstract String asking(JsonTree item);

  @TestFactory
  Stream<DynamicTest> requests() {
    return GoldenFile.read("embeddings/requests/" + dialect + ".jsonl").entrySet().stream()
        .map(item -> dynamicTest(item.getKey(), () -> request(item.getValue())));
  }

  private void request(JsonTree item) {
    var in = item.get("in");
    var body = (in.isText() ? in.text() : in.raw().text()).getBytes(UTF_8);
    switch (read(body)) {
      case RequestReading.Unreadable unreadable ->
          assertThat(String.valueOf(unreadable.failure().param()))
              .as(unreadable.failure().message())
              .isEqualTo(item.textOf("refused"));
      case RequestReading.Relayable relayable -> {
        assertThat(item.get("refused")).isNull();
        read((EmbeddingsRequest) relayable.request(), item);
      }
    }
  }

  private static void read(EmbeddingsRequest request, JsonTree item) {
    switch (request.translation().content(request)) {
      case EmbeddingsReading.Untranslatable other ->
          assertThat(other.error().param())
              .as(other.error().message())
              .isEqualTo(item.textOf("untranslatable"));
      case EmbeddingsReading.Read read -> {
        var content = read.content();
        assertThat(content.texts().stream().map(JsonChars::text).toList())
            .isEqualTo(texts(item.get("texts")));
        assertThat(request.inputs().count()).isEqualTo(content.texts().size());
        var dimensions = item.get("dimensions");
        assertThat(content.dimensions()).isEqualTo(dimensions == null ? null : dimensions.whole());
        assertThat(content.others()).isEqualTo(texts(item.get("others")));
      }
    }
  }

  private static List<String> texts(JsonTree list) {
    return list == null ? List.of() : list.children().stream().map(JsonTree::text).toList();
  }

  @TestFactory
  Stream<DynamicTest> answers() {
    return GoldenFile.read("embeddings/answers/" + dialect + ".jsonl").entrySet().stream()
        .map(item -> dynamicTest(item.getKey(), () -> answer(item.getValue())));
  }

  /** In one piece and in two: what was split is what was not. */
  private void answer(JsonTree item) {
    var request =
        (EmbeddingsRequest)
            ((RequestReading.Relayable) read(asking(item).getBytes(UTF_8))).request();
    int count = item.get("vectors").children().size();
    for (int first = 0; first <= count; first++) {
      assertThat(GoldenFile.normal(written(request, item, first)))
          .isEqualTo(GoldenFile.normal(item.get("expected")));
    }
  }

  /** Returns an answer whose first vectors were written before the others. */
  protected static String written(EmbeddingsRequest request, JsonTree item, int first) {
    var vectors = item.get("vectors").children().stream().map(JsonTree::raw).toList();
    var input = item.get("input");
    var usage = new TokenUsage(input == null ? null : input.whole(), null, null, null, null);
    var dialect = request.translation();
    var out = new ByteArrayOutputStream();
    out.writeBytes(dialect.opening(request));
    out.writeBytes(dialect.vectors(request, vectors.subList(0, first), 0));
    out.writeBytes(dialect.vectors(request, vectors.subList(first, vectors.size()), first));
    out.writeBytes(dialect.closing(request, item.textOf("model"), usage));
    return out.toString(UTF_8);
  }
}
