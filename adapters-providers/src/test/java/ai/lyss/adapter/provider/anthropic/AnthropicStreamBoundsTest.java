package ai.lyss.adapter.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerBounds;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.provider.Credential;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a vendor may make the gateway hold of blocks that never end. */
class AnthropicStreamBoundsTest {

  private static final String START = "{\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}";

  private final AnthropicAnswerTranslator translator =
      new AnthropicAnswerTranslator(new Redaction(Credential.NONE, null));

  /** Returns how many events pass before one is refused. */
  private int passing(IntFunction<String> events, int most) {
    assertThat(read(START)).isInstanceOf(Progress.Going.class);
    for (int i = 0; i < most; i++) {
      if (read(events.apply(i)) instanceof Progress.Failed failed) {
        assertThat(failed.failure()).isInstanceOf(ProviderFailure.Malformed.class);
        return i;
      }
    }
    return most;
  }

  private Progress read(String text) {
    var event = text.getBytes(StandardCharsets.UTF_8);
    return translator.event(event, 0, event.length, chunk -> {});
  }

  private static String start(int index, String block) {
    return "{\"type\":\"content_block_start\",\"index\":"
        + index
        + ",\"content_block\":"
        + block
        + "}";
  }

  private static String signature(int index) {
    return "{\"type\":\"content_block_delta\",\"index\":"
        + index
        + ",\"delta\":{\"type\":\"signature_delta\",\"signature\":\""
        + "x".repeat(1_024)
        + "\"}}";
  }

  @Test
  void holds_as_many_open_blocks_as_an_answer_may_have() {
    assertThat(passing(i -> start(i, "{\"type\":\"text\"}"), 2_000))
        .isEqualTo(AnswerBounds.MOST_CALLS);
  }

  @Test
  void holds_as_many_blocks_that_never_began() {
    assertThat(passing(AnthropicStreamBoundsTest::signature, 2_000))
        .isEqualTo(AnswerBounds.MOST_CALLS);
  }

  @Test
  void holds_as_much_of_a_signature_as_a_part_may_have() {
    assertThat(passing(i -> i == 0 ? start(0, "{\"type\":\"thinking\"}") : signature(0), 5_000))
        .isEqualTo(4_097);
  }

  @Test
  void holds_as_much_of_inputs_that_came_with_their_calls() {
    var call =
        "{\"type\":\"tool_use\",\"id\":\"i\",\"name\":\"f\",\"input\":\""
            + "x".repeat(65_532)
            + "\"}";
    assertThat(passing(i -> start(i, call), 100)).isEqualTo(64);
  }

  @Test
  void lets_go_of_a_block_that_is_over() {
    assertThat(
            passing(
                i ->
                    switch (i % 3) {
                      case 0 -> start(i / 3, "{\"type\":\"thinking\"}");
                      case 1 -> signature(i / 3);
                      default -> "{\"type\":\"content_block_stop\",\"index\":" + i / 3 + "}";
                    },
                15_000))
        .isEqualTo(15_000);
  }
}
