package ai.lyss.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonChars;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextRulerTest {

  private static JsonChars spelled(String inside) {
    var bytes = inside.getBytes(StandardCharsets.UTF_8);
    return new JsonChars(bytes, 0, bytes.length);
  }

  @Test
  void counts_what_is_escaped_as_what_it_stands_for() {
    var ruler = new TextRuler();
    ruler.add(spelled("a\\n\\\"\\u00e9\\u20ac\\ud83d"));
    ruler.add(spelled("\\ude00é😀"));
    assertThat(ruler.characters()).isEqualTo("a\n\"é€😀é😀".codePointCount(0, 10));
    assertThat(ruler.bytes()).isEqualTo(3 + 2 + 3 + 4 + 2 + 4);
    assertThat(TextRuler.characters(spelled("a\\n\\u00e9\\ud83d\\ude00é😀"))).isEqualTo(6);
  }

  @Test
  void takes_what_is_outside_of_the_text_for_its_end() {
    var ruler = new TextRuler();
    ruler.add(spelled("héé"));
    assertThat(ruler.charactersAt(-1)).isZero();
    assertThat(ruler.charactersAt(99)).isEqualTo(3);
    assertThat(ruler.bytesAt(-1)).isZero();
    assertThat(ruler.bytesAt(99)).isEqualTo(5);
  }

  @Test
  void tells_which_byte_is_which_character_of_any_text() {
    for (int run = 0; run < 300; run++) {
      var random = Seeds.random(91, run);
      var ruler = new TextRuler();
      var text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        var more = word(random);
        text.append(more);
        ruler.add(JsonChars.of(more));
      }
      var whole = text.toString();
      int[] points = whole.codePoints().toArray();
      int bytes = 0;
      for (int i = 0; i < points.length; i++) {
        assertThat(ruler.charactersAt(bytes)).as("run %s, %s", run, whole).isEqualTo(i);
        assertThat(ruler.bytesAt(i)).as("run %s, %s", run, whole).isEqualTo(bytes);
        bytes += Character.toString(points[i]).getBytes(StandardCharsets.UTF_8).length;
      }
      assertThat(ruler.bytes()).isEqualTo(bytes);
      assertThat(ruler.characters()).isEqualTo(points.length);
      assertThat(TextRuler.characters(JsonChars.of(whole))).isEqualTo(points.length);
    }
  }

  private static String word(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "tide";
      case 1 -> "é\n";
      case 2 -> "潮";
      default -> "😀\u0001";
    };
  }
}
