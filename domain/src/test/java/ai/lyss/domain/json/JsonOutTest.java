package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.domain.fixture.Seeds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonOutTest {

  private static String text(JsonOut out) {
    return new String(out.take(), StandardCharsets.UTF_8);
  }

  @Test
  void puts_commas_where_they_belong() {
    var out = new JsonOut();
    out.object().name("a").array().number(1).number(-2).object().endObject().endArray();
    out.name("b").object().name("c").none().name("d").flag(true).endObject();
    out.name("e").array().endArray().name("f").flag(false);
    out.name("g").raw(RawJson.of("{ \"x\" : 1.0 }")).name("h").quoted(RawJson.of("{\"y\":\"z\"}"));
    out.name("i").chars(JsonChars.of("a\"b")).name("j").number(new BigDecimal("2.50")).endObject();

    assertThat(text(out))
        .isEqualTo(
            "{\"a\":[1,-2,{}],\"b\":{\"c\":null,\"d\":true},\"e\":[],\"f\":false,"
                + "\"g\":{ \"x\" : 1.0 },\"h\":\"{\\\"y\\\":\\\"z\\\"}\",\"i\":\"a\\\"b\",\"j\":2.50}");
  }

  @Test
  void takes_members_that_are_spelled_already() {
    var out = new JsonOut();
    out.object().members("\"a\":1,\"b\":2".getBytes(StandardCharsets.US_ASCII)).name("c").number(3);
    assertThat(text(out.endObject())).isEqualTo("{\"a\":1,\"b\":2,\"c\":3}");
  }

  @Test
  void writes_bytes_between_values_and_starts_again_after_each_taking() {
    var out = new JsonOut();
    out.plain("data: ".getBytes(StandardCharsets.US_ASCII)).object().endObject();
    assertThat(out.length()).isEqualTo(8);
    var first = out.take();
    assertThat(out.length()).isZero();
    out.array().number(1).endArray();
    assertThat(text(out)).isEqualTo("[1]");
    assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("data: {}");
  }

  @Test
  void escapes_what_json_demands_and_nothing_else() {
    var out = new JsonOut();
    out.text("\"\\/\n\r\t\b\f\u0000\u001f\u007f é漢😀\u2028");
    assertThat(text(out))
        .isEqualTo("\"\\\"\\\\/\\n\\r\\t\\u0008\\u000c\\u0000\\u001f\u007f é漢😀\u2028\"");
  }

  @Test
  void says_half_a_surrogate_pair_with_an_escape() {
    var out = new JsonOut();
    out.text("a\ud83db\ude00c\ud83d");
    assertThat(text(out)).isEqualTo("\"a\\ud83db\\ude00c\\ud83d\"");
  }

  @Test
  void writes_texts_that_read_as_they_were() {
    for (int run = 0; run < 3_000; run++) {
      var random = Seeds.random(52, run);
      var text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        switch (random.nextInt(4)) {
          case 0 -> text.append((char) random.nextInt(0x80));
          case 1 -> text.append((char) random.nextInt(0x10000));
          case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
          default -> text.append((char) (0xd800 + random.nextInt(0x800)));
        }
      }
      var out = new JsonOut();
      out.object().name(text.toString()).text(text.toString()).endObject();
      var tree = RawJson.of(text(out)).tree();
      var where = "seed " + Seeds.seed() + ", run " + run;
      assertThat(tree.children().getFirst().name()).as(where).isEqualTo(text.toString());
      assertThat(tree.children().getFirst().text()).as(where).isEqualTo(text.toString());
    }
  }

  @Test
  void grows_as_far_as_is_needed() {
    var out = new JsonOut();
    var large = "x".repeat(100_000);
    out.array();
    for (int i = 0; i < 20; i++) {
      out.text(large).number(i);
    }
    assertThat(out.endArray().take()).hasSize(20 * 100_002 + 10 + 10 * 2 + 39 + 2);
  }

  @Test
  void refuses_to_nest_deeper_than_it_can_count() {
    var out = new JsonOut();
    for (int i = 0; i < 62; i++) {
      out.array();
    }
    assertThatThrownBy(out::object).hasMessageContaining("62");
    for (int i = 0; i < 62; i++) {
      out.endArray();
    }
    assertThat(text(out)).isEqualTo("[".repeat(62) + "]".repeat(62));
  }
}
