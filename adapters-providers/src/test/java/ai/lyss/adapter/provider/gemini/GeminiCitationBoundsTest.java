package ai.lyss.adapter.provider.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.provider.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many sources an answer tells, in all of its candidates together. */
class GeminiCitationBoundsTest {

  private static final int MOST_LENGTH = 4 << 20;

  private static List<Citation> cited(String candidates) {
    var in = ("{\"candidates\":[" + candidates + "]}").getBytes(UTF_8);
    var cited = new ArrayList<Citation>();
    var translator =
        new GeminiAnswerTranslator(new Redaction(Credential.apiKey("k-secret"), null), () -> 2);
    var progress =
        translator.whole(
            in,
            0,
            in.length,
            chunk -> {
              if (chunk instanceof ChatChunk.Cited one) {
                cited.add(one.citation());
              }
            });
    assertThat(progress).isEqualTo(Progress.WHOLE);
    return cited;
  }

  private static String candidate(int index, String grounding) {
    return "{\"index\":"
        + index
        + ",\"content\":{\"parts\":[{\"text\":\""
        + "x".repeat(2_000)
        + "\"}]},\"finishReason\":\"STOP\",\"groundingMetadata\":{"
        + grounding
        + "}}";
  }

  private static String list(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(",", "[", "]"));
  }

  private static String chunks(int count, String text) {
    return "\"groundingChunks\":"
        + list(
            count,
            i ->
                "{\"retrievedContext\":{\"uri\":\"u%05d\",\"title\":\"t\",\"text\":\"%s\"}}"
                    .formatted(i, text));
  }

  private static String supports(int count) {
    return "\"groundingSupports\":"
        + list(
            count,
            i ->
                "{\"segment\":{\"startIndex\":%d,\"endIndex\":%d},\"groundingChunkIndices\":[0]}"
                    .formatted(i, i + 1));
  }

  @Test
  void counts_sources_and_the_words_that_are_of_them_together() {
    assertThat(cited(candidate(0, chunks(900, "q") + "," + supports(900))))
        .hasSize(999) // the source that has words is not told without them
        .filteredOn(citation -> citation.words() != null)
        .hasSize(100);
  }

  @Test
  void counts_the_sources_of_all_candidates_together() {
    var candidates =
        IntStream.range(0, 8)
            .mapToObj(index -> candidate(index, chunks(300, "q")))
            .collect(Collectors.joining(","));
    assertThat(cited(candidates)).hasSize(1_000);
  }

  @Test
  void counts_a_source_once_that_is_told_again() {
    var candidate = candidate(0, chunks(800, "q"));
    assertThat(cited(candidate + "," + candidate)).hasSize(800);
  }

  @Test
  void holds_as_much_of_sources_as_a_part_may_have() {
    var cited = cited(candidate(0, chunks(100, "q".repeat(65_536 - 7))));
    assertThat(cited).hasSize(MOST_LENGTH / 65_536);
  }

  @Test
  void counts_the_length_of_a_source_with_each_of_its_words() {
    var cited = cited(candidate(0, chunks(1, "q".repeat(65_536 - 7)) + "," + supports(100)));
    assertThat(cited).hasSize(MOST_LENGTH / 65_536 - 1);
  }
}
