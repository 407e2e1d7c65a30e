package ai.lyss.adapter.rest.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.relay.RequestReading;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.fixture.Untranslated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiTokenEstimateTest {

  private static final String CONTENTS = "{\"contents\":[{\"parts\":[{\"text\":\"ninety\"}]}]}";

  private static RequestReading read(String body) {
    return GeminiTokenEstimate.read("m", body.getBytes(UTF_8), Untranslated.REQUEST);
  }

  private static long tokens(String body) {
    assertThat(read(body)).isInstanceOf(RequestReading.Relayable.class);
    var relayable = (RequestReading.Relayable) read(body);
    return GeminiTokenEstimate.of((ChatRequest) relayable.request());
  }

  @ParameterizedTest
  @ValueSource(strings = {"generateContentRequest", "generate_content_request"})
  void counts_a_whole_request_as_its_contents(String name) {
    assertThat(tokens("{\"" + name + "\":" + CONTENTS + "}")).isEqualTo(tokens(CONTENTS));
  }

  @Test
  void counts_contents_beside_a_null_in_place_of_a_request() {
    var body = CONTENTS.replaceFirst("\\{", "{\"generateContentRequest\":null,");
    assertThat(tokens(body)).isEqualTo(tokens(CONTENTS));
  }

  @Test
  void refuses_a_whole_request_in_a_body_that_is_malformed() {
    assertThat(read("{\"generateContentRequest\":" + CONTENTS + "} x"))
        .isInstanceOf(RequestReading.Unreadable.class);
  }
}
