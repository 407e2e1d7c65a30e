package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonCharsTest {

  @Test
  void is_a_view_until_it_is_kept() {
    var bytes = "xx\\n漢yy".getBytes(StandardCharsets.UTF_8);
    var view = new JsonChars(bytes, 2, 7);
    var kept = view.kept();
    assertThat(view.text()).isEqualTo("\n漢");
    assertThat(view.length()).isEqualTo(5);
    assertThat(view).isEqualTo(kept).hasSameHashCodeAs(kept);
    bytes[3] = 't';
    assertThat(view.text()).isEqualTo("\t漢");
    assertThat(kept.text()).isEqualTo("\n漢");
    assertThat(view).isNotEqualTo(kept);
  }

  @Test
  void is_empty_when_there_is_no_text() {
    assertThat(JsonChars.NONE.isEmpty()).isTrue();
    assertThat(JsonChars.of("")).isEqualTo(JsonChars.NONE);
    assertThat(JsonChars.of("a").isEmpty()).isFalse();
  }

  @Test
  void spells_any_text_and_any_value_within_a_string() {
    for (int run = 0; run < 1_000; run++) {
      var json = new RandomJson(Seeds.random(53, run)).object().strip();
      var where = "seed " + Seeds.seed() + ", run " + run + ": " + json;
      assertThat(JsonChars.of(json).text()).as(where).isEqualTo(json);
      assertThat(JsonChars.of(RawJson.of(json)).text()).as(where).isEqualTo(json);
      var out = new JsonOut();
      out.quoted(RawJson.of(json));
      assertThat(RawJson.of(new String(out.take(), StandardCharsets.UTF_8)).tree().text())
          .as(where)
          .isEqualTo(json);
    }
  }

  @Test
  void values_are_equal_when_they_are_spelled_alike() {
    assertThat(RawJson.of("{\"a\":1}"))
        .isEqualTo(RawJson.of("x{\"a\":1}y".getBytes(StandardCharsets.UTF_8), new JsonSpan(1, 8)))
        .hasSameHashCodeAs(RawJson.of("{\"a\":1}"))
        .isNotEqualTo(RawJson.of("{\"a\":1.0}"));
    assertThat(RawJson.EMPTY_OBJECT.tree().isObject()).isTrue();
    assertThat(RawJson.of("\"ü\"").bytes()).hasSize(4);
  }
}
