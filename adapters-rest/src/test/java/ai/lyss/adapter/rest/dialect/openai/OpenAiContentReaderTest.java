package ai.lyss.adapter.rest.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.golden.ContentPrinter;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.golden.GoldenFile;
import ai.lyss.domain.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiContentReaderTest {

  static Stream<Arguments> cases() {
    return GoldenFile.read("requests/openai.jsonl").entrySet().stream()
        .map(item -> Arguments.of(item.getKey(), item.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void reads_what_a_body_says(String name, JsonTree item) {
    switch (OpenAiContentReader.read(item.get("in").raw().bytes())) {
      case ContentReading.Read read -> {
        assertThat(item.textOf("wrong")).as("%s was read", name).isNull();
        assertThat(GoldenFile.normal(ContentPrinter.print(read.content())))
            .isEqualTo(GoldenFile.normal(whole(item.get("expected"))));
      }
      case ContentReading.Unreadable unreadable -> {
        assertThat(item.get("expected")).as(unreadable.error().message()).isNull();
        assertThat(unreadable.error().param())
            .as(unreadable.error().message())
            .isEqualTo(item.textOf("wrong"));
        assertThat(unreadable.error().status()).isEqualTo(400);
        assertThat(unreadable.error().type()).isEqualTo("invalid_request_error");
      }
    }
  }

  /** Adds the parts that an expectation leaves out. */
  private static String whole(JsonTree expected) {
    var text = expected.raw().text();
    var out = new StringBuilder(text.substring(0, text.length() - 1));
    for (var part : new String[] {"sampling", "reasoning", "labels", "given"}) {
      if (expected.get(part) == null) {
        out.append(",\"").append(part).append("\":{}");
      }
    }
    return out.append('}').toString();
  }

  @Test
  void refuses_what_is_no_json() {
    for (var body : new String[] {"", "[", "{\"messages\":[}", "{\"a\":\"\\x\"}"}) {
      assertThat(OpenAiContentReader.read(body.getBytes(StandardCharsets.UTF_8)))
          .as(body)
          .isInstanceOf(ContentReading.Unreadable.class);
    }
  }

  @Test
  @Timeout(60)
  void reads_a_long_conversation_in_the_time_its_length_takes() {
    var message = "{\"role\":\"user\",\"name\":\"n\",\"content\":\"x\"},";
    var body =
        ("{\"messages\":[" + message.repeat(100_000) + message.replace("},", "}") + "]}")
            .getBytes(StandardCharsets.UTF_8);
    long started = System.nanoTime();
    var read = (ContentReading.Read) OpenAiContentReader.read(body);
    assertThat(read.content().messages()).hasSize(100_001);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
  }
}
