package ai.lyss.adapter.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.http.Redaction;
import ai.lyss.adapter.provider.translate.AnswerTranslator.Progress;
import ai.lyss.domain.content.ChatChunk;
import ai.lyss.domain.content.Citation;
import ai.lyss.domain.content.Citation.Range;
import ai.lyss.domain.provider.Credential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many citations wait for the end of their block of text. */
class AnthropicCitationBoundsTest {

  private static final int MOST_WAITING = 64;

  private final AnthropicAnswerTranslator translator =
      new AnthropicAnswerTranslator(new Redaction(Credential.NONE, null));
  private final List<Citation> cited = new ArrayList<>();

  @BeforeEach
  void a_message_begins() {
    read("{\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}");
  }

  private void read(String event) {
    var in = event.getBytes(UTF_8);
    var progress =
        translator.event(
            in,
            0,
            in.length,
            chunk -> {
              if (chunk instanceof ChatChunk.Cited one) {
                cited.add(one.citation());
              }
            });
    assertThat(progress).isInstanceOf(Progress.Going.class);
  }

  private void begin(int block) {
    read(
        "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":{\"type\":\"text\"}}"
            .formatted(block));
  }

  private void say(int block) {
    delta(block, "{\"type\":\"text_delta\",\"text\":\"High.\"}");
  }

  private void cite(int block, String quote) {
    delta(
        block,
        "{\"type\":\"citations_delta\",\"citation\":{\"url\":\"u\",\"cited_text\":\"%s\"}}"
            .formatted(quote));
  }

  private void delta(int block, String delta) {
    read("{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":%s}".formatted(block, delta));
  }

  private void end(int block) {
    read("{\"type\":\"content_block_stop\",\"index\":%d}".formatted(block));
  }

  private static Citation citation(Range words) {
    return Citation.ofPage("u", null, "q").of(words);
  }

  @Test
  void tells_a_citation_at_once_whose_block_never_began() {
    begin(0);
    say(0);
    cite(1, "q");
    assertThat(cited).containsExactly(Citation.ofPage("u", null, "q"));
    end(1);
    assertThat(cited).hasSize(1);
  }

  @Test
  void counts_what_waits_over_all_blocks() {
    for (int i = 0; i < 1_000; i++) {
      begin(i);
      cite(i, "q");
      assertThat(i + 1 - cited.size()).isEqualTo(Math.min(i + 1, MOST_WAITING));
    }
    end(0);
    assertThat(cited).hasSize(1_000 - MOST_WAITING + 1);
    cite(1, "q");
    assertThat(cited).as("there is room again").hasSize(1_000 - MOST_WAITING + 1);
  }

  @Test
  void counts_how_long_what_waits_is() {
    begin(0);
    begin(1);
    for (int i = 0; i < 4; i++) {
      cite(0, "q".repeat((1 << 20) - 1));
    }
    assertThat(cited).isEmpty();
    cite(1, "q");
    assertThat(cited).hasSize(1);
    end(0);
    assertThat(cited).hasSize(5);
  }

  @Test
  void tells_what_waits_when_its_block_begins_anew() {
    begin(0);
    say(0);
    cite(0, "q");
    begin(0);
    assertThat(cited).containsExactly(citation(new Range(0, 5)));
    say(0);
    cite(0, "q");
    end(0);
    assertThat(cited).containsExactly(citation(new Range(0, 5)), citation(new Range(5, 10)));
  }
}
