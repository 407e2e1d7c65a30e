package ai.lyss.adapter.provider.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.RawJson;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerBoundsTest {

  private static final JsonChars KIB = JsonChars.of("x".repeat(1_024));
  private static final int MIB = 1_024;

  private final AnswerBounds bounds = new AnswerBounds();

  /** Returns how many pieces pass before one is refused. */
  private int passing(IntFunction<ChatChunk> pieces, int most) {
    for (int i = 0; i < most; i++) {
      var failure = bounds.add(pieces.apply(i));
      if (failure != null) {
        assertThat(failure).isInstanceOf(ProviderFailure.Malformed.class);
        return i;
      }
    }
    return most;
  }

  private static ChatChunk call(int choice, int number) {
    return new ChatChunk.CallStarted(choice, number, "id", "f", null);
  }

  @Test
  void takes_a_thousand_calls_and_no_more_in_whatever_choice() {
    assertThat(passing(i -> call(i % 3, i), 2_000)).isEqualTo(AnswerBounds.MOST_CALLS);
  }

  @Test
  void takes_four_mebibytes_of_one_call_and_no_more() {
    assertThat(passing(i -> new ChatChunk.CallArguments(0, 0, KIB), 5 * MIB)).isEqualTo(4 * MIB);
  }

  @Test
  void counts_each_call_by_itself() {
    int passing = passing(i -> new ChatChunk.CallArguments(i & 1, (i >> 1) & 1, KIB), 16 * MIB);
    assertThat(passing).isEqualTo(16 * MIB);
  }

  @Test
  void takes_thirty_two_mebibytes_of_text_and_no_more_in_whatever_choice() {
    // the piece that begins the text costs half a piece more
    assertThat(passing(i -> new ChatChunk.Text(i % 2, KIB), 40 * MIB)).isEqualTo(32 * MIB - 1);
  }

  @Test
  void counts_what_small_pieces_cost_that_are_kept_apart() {
    var one = JsonChars.of("x");
    var changing =
        passing(
            i -> i % 2 == 0 ? new ChatChunk.Text(0, one) : new ChatChunk.Refusal(0, one), 1 << 20);
    // 512 bytes and one each
    assertThat(changing).isEqualTo((32 << 20) / 513);
  }

  @Test
  void takes_every_kind_of_piece_within_its_bounds_only() {
    var signature = new ThoughtSignature(Issuer.GEMINI, "x".repeat(1_000_000));
    Stream.<ChatChunk>of(
            new ChatChunk.Reasoning(0, JsonChars.of("x".repeat(1_000_000))),
            new ChatChunk.ReasoningSigned(0, signature),
            new ChatChunk.SealedReasoning(0, signature),
            new ChatChunk.CallStarted(0, 0, "id", "f", signature),
            new ChatChunk.CallStarted(0, 0, "x".repeat(1_000_000), "f", null),
            new ChatChunk.ImageMade(0, "image/png", "x".repeat(1_000_000)),
            new ChatChunk.Cited(0, Citation.ofPage("x".repeat(1_000_000), null, null)),
            new ChatChunk.Logprobs(0, RawJson.of("\"" + "x".repeat(1_000_000) + "\"")))
        .forEach(
            chunk -> {
              var one = new AnswerBounds();
              for (int i = 0; i < 33; i++) {
                assertThat(one.add(chunk)).as(chunk.getClass().getSimpleName()).isNull();
              }
              // 33,554,432 bytes are taken, 34,000,000 are not
              assertThat(one.add(chunk)).as(chunk.getClass().getSimpleName()).isNotNull();
            });
  }

  @Test
  void takes_a_thousand_citations_and_no_more() {
    assertThat(passing(i -> new ChatChunk.Cited(0, Citation.ofPage("u" + i, null, null)), 2_000))
        .isEqualTo(AnswerBounds.MOST_CITATIONS);
  }

  @Test
  void lets_log_probabilities_come_with_every_token() {
    var token = JsonChars.of("word");
    var probs = RawJson.of("[" + "x".repeat(198) + "]");
    // 4 + 200 + 64 bytes a token
    assertThat(
            passing(
                i -> i % 2 == 0 ? new ChatChunk.Text(0, token) : new ChatChunk.Logprobs(0, probs),
                200_000))
        .isEqualTo(200_000);
  }
}
