package ai.lyss.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GeneratedTextTest {

  private static final List<String> UNITS =
      List.of("a", " ", "é", "漢", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "\\/");

  @Test
  void is_what_was_added_with_escapes_resolved() {
    var text = new GeneratedText.Collector();
    add(text, 0, "Gr\\u00fc\\u00dfe ");
    add(text, 0, "");
    add(text, 0, "\\ud83d");
    add(text, 0, "\\ude00\\n");

    assertThat(text.soFar().texts()).containsExactly("Grüße 😀\n");
    assertThat(text.soFar().toString()).doesNotContain("Gr");
  }

  @Test
  void keeps_the_choices_apart() {
    var text = new GeneratedText.Collector();
    for (int choice : new int[] {0, 1, 0, 1, 1, 255, 0}) {
      add(text, choice, "c" + choice + " ");
    }

    assertThat(text.soFar().texts()).containsExactly("c0 c0 c0 ", "c1 c1 c1 ", "c255 ");
    assertThat(text.soFar().kept()).isEqualTo(text.soFar().bytes());
  }

  @Test
  void does_not_change_once_it_was_taken() {
    var text = new GeneratedText.Collector();
    add(text, 0, "before");
    var taken = text.soFar();
    add(text, 0, " after");

    assertThat(taken.texts()).containsExactly("before");
  }

  @Test
  void takes_no_memory_before_the_first_text_and_a_bounded_amount_after() {
    var text = new GeneratedText.Collector();
    assertThat(text.soFar().json()).isEmpty();
    for (int i = 0; i < 100_000; i++) {
      add(text, i % 3, "some text ");
    }
    var taken = text.soFar();
    assertThat(taken.json().length).isLessThanOrEqualTo(GeneratedText.MOST_KEPT);
    assertThat(taken.kept()).isBetween(GeneratedText.MOST_KEPT - 16, GeneratedText.MOST_KEPT);
    assertThat(taken.bytes()).isBetween(1_000_000L, 1_070_000L);
  }

  @Test
  void never_tears_a_character_or_an_escape_where_it_cuts() {
    var random = new SplittableRandom(Seeds.seed());
    for (int run = 0; run < 2_000; run++) {
      var units = new ArrayList<String>();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        units.add(UNITS.get(random.nextInt(UNITS.size())));
      }
      var whole = String.join("", units);
      var bytes = ("xx" + whole).getBytes(StandardCharsets.UTF_8);
      int most = random.nextInt(bytes.length + 2);
      int cut = JsonString.cut(bytes, 2, bytes.length, most);
      var kept = new String(bytes, 2, cut - 2, StandardCharsets.UTF_8);
      var where = "seed %d run %d: %s at %d".formatted(Seeds.seed(), run, whole, most);

      assertThat(cut - 2).as(where).isLessThanOrEqualTo(most);
      assertThat(whole).as(where).startsWith(kept);
      assertThat(cut - 2).as(where).isGreaterThan(Math.min(most, bytes.length - 2) - 6);
      assertThat(whole).as(where).startsWith(kept);
      assertThat(isWholeUnits(kept)).as(where).isTrue();
    }
  }

  /** Tells whether a text is made of whole units, halves of an escaped pair included. */
  private static boolean isWholeUnits(String text) {
    return text.matches("(?:[^\\\\\\ufffd]|\\\\[^u]|\\\\u[0-9a-f]{4})*");
  }

  private static void add(GeneratedText.Collector text, int choice, String json) {
    var bytes = ("\"" + json + "\"").getBytes(StandardCharsets.UTF_8);
    text.add(choice, bytes, 1, bytes.length - 1);
  }
}
