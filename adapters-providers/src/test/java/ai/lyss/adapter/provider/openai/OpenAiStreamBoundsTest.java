package ai.lyss.adapter.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerBounds;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.provider.Credential;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a vendor may make the gateway hold of calls that it never names. */
class OpenAiStreamBoundsTest {

  private final OpenAiAnswerTranslator translator =
      new OpenAiAnswerTranslator(OpenAiQuirks.OPENAI, new Redaction(Credential.NONE, null));
  private int told;

  /** Returns how many deltas pass before one is refused. */
  private int passing(IntFunction<String> calls, int most) {
    for (int i = 0; i < most; i++) {
      var text =
          "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + calls.apply(i) + "]}}]}";
      var event = text.getBytes(StandardCharsets.UTF_8);
      if (translator.event(event, 0, event.length, chunk -> told++)
          instanceof Progress.Failed failed) {
        assertThat(failed.failure()).isInstanceOf(ProviderFailure.Malformed.class);
        return i;
      }
    }
    return most;
  }

  @Test
  void holds_as_many_calls_without_a_name_as_an_answer_may_have() {
    assertThat(passing(i -> "{\"index\":" + i % 256 + ",\"id\":\"c" + i + "\"}", 2_000))
        .isEqualTo(AnswerBounds.MOST_CALLS);
  }

  @Test
  void holds_as_much_of_a_call_without_a_name_as_a_call_may_have() {
    // 960 bytes, and 64 for each piece that is kept
    var piece = "{\"index\":0,\"function\":{\"arguments\":\"" + "x".repeat(960) + "\"}}";
    assertThat(passing(i -> piece, 5_000)).isEqualTo(4_096);
  }

  @Test
  void holds_nothing_of_a_call_with_a_name() {
    var piece =
        "{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"" + "x".repeat(960) + "\"}}";
    assertThat(passing(i -> piece, 5_000)).isEqualTo(5_000);
    assertThat(told).isEqualTo(5_002); // the start of the answer and of the call
  }
}
