package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonSpliceTest {

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonSplice splice) {
    return new String(splice.bytes(), StandardCharsets.UTF_8);
  }

  /** All values, containers too, in the order of their starts, read by entering and by skipping. */
  private static List<JsonSpan> spans(byte[] text) {
    var spans = new ArrayList<JsonSpan>();
    var cursor = new JsonCursor(text);
    collect(cursor, text, spans);
    assertThat(cursor.atEnd()).isTrue();
    return spans;
  }

  private static void collect(JsonCursor cursor, byte[] text, List<JsonSpan> spans) {
    var kind = cursor.peek();
    int start = cursor.offset();
    var skipped = new JsonCursor(text, start, text.length);
    assertThat(skipped.skipValue()).isTrue();
    spans.add(skipped.span());
    switch (kind) {
      case OBJECT -> {
        cursor.enterObject();
        while (cursor.nextField()) {
          collect(cursor, text, spans);
        }
      }
      case ARRAY -> {
        cursor.enterArray();
        while (cursor.nextElement()) {
          collect(cursor, text, spans);
        }
      }
      case STRING, NUMBER, TRUE, FALSE, NULL -> cursor.skipValue();
      case INVALID -> throw new AssertionError(cursor.fault());
    }
    assertThat(cursor.offset()).isEqualTo(skipped.offset());
  }

  @Test
  void finds_every_value_of_random_texts_where_it_stands() {
    for (long seed = 0; seed < 2_000; seed++) {
      var body = utf8(new RandomJson(new Random(seed)).object());
      for (var span : spans(body)) {
        var value = new JsonCursor(body, span.start(), span.end());
        assertThat(value.skipValue()).as("seed %d", seed).isTrue();
        assertThat(value.span()).as("seed %d", seed).isEqualTo(span);
        assertThat(value.offset()).as("seed %d", seed).isEqualTo(span.end());
      }
    }
  }

  @Test
  void refuses_every_truncation_of_a_random_text() {
    for (long seed = 0; seed < 500; seed++) {
      var body = utf8(new RandomJson(new Random(seed)).object().strip());
      for (int length = 0; length < body.length; length++) {
        var cursor = new JsonCursor(body, 0, length);
        assertThat(cursor.skipValue() && cursor.atEnd())
            .as("seed %d, cut at %d", seed, length)
            .isFalse();
        assertThat(cursor.fault()).isNotNull();
      }
    }
  }

  /** Whatever bytes come, the cursor ends, throws nothing, and never reads past its end. */
  @Test
  void survives_random_damage() {
    int refused = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      var random = new Random(seed);
      var body = utf8(new RandomJson(random).object());
      for (int i = 0; i <= random.nextInt(3); i++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      var cursor = new JsonCursor(body);
      refused += cursor.skipValue() && cursor.atEnd() ? 0 : 1;
      assertThat(cursor.offset()).as("seed %d", seed).isBetween(0, body.length);
    }
    assertThat(refused).isBetween(8_000, 19_999);
  }

  /** Replaces random values, in random order of adding, and compares piece by piece. */
  @Test
  void leaves_every_other_byte_as_it_was() {
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var body = utf8(new RandomJson(random).object());
      var edited = new ArrayList<JsonSpan>();
      int from = 0;
      for (var span : spans(body).reversed()) {
        if (random.nextInt(3) == 0 && edited.stream().noneMatch(e -> e.start() < span.end())) {
          edited.add(span);
        }
      }
      Collections.reverse(edited);
      var expected = new StringBuilder();
      var splice = new JsonSplice(body);
      var order = new ArrayList<>(edited);
      Collections.shuffle(order, random);
      for (var span : order) {
        splice.replace(span, utf8("<" + span.start() + ">"));
      }
      for (var span : edited) {
        expected.append(new String(body, from, span.start() - from, StandardCharsets.UTF_8));
        expected.append('<').append(span.start()).append('>');
        from = span.end();
      }
      expected.append(new String(body, from, body.length - from, StandardCharsets.UTF_8));
      var before = body.clone();
      assertThat(text(splice)).as("seed %d", seed).isEqualTo(expected.toString());
      assertThat(Arrays.equals(body, before)).as("seed %d: input changed", seed).isTrue();
    }
  }

  @Test
  void returns_the_very_body_when_there_are_no_edits() {
    var body = utf8("{}");
    assertThat(new JsonSplice(body).bytes()).isSameAs(body);
  }

  @Test
  void inserts_and_replaces_at_the_same_place_in_any_order() {
    var body = utf8("{\"a\":1}");
    var insert = JsonSpan.at(1);
    var replace = new JsonSpan(1, 4);
    assertThat(text(new JsonSplice(body).replace(insert, utf8("X")).replace(replace, utf8("Y"))))
        .isEqualTo("{XY:1}");
    assertThat(text(new JsonSplice(body).replace(replace, utf8("Y")).replace(insert, utf8("X"))))
        .isEqualTo("{XY:1}");
    assertThat(text(new JsonSplice(body).replace(insert, utf8("1")).replace(insert, utf8("2"))))
        .isEqualTo("{12\"a\":1}");
    assertThat(text(new JsonSplice(body).replace(JsonSpan.at(7), utf8("!"))))
        .isEqualTo("{\"a\":1}!");
    assertThat(
            text(
                new JsonSplice(body).replace(JsonSpan.at(4), utf8("!")).replace(replace, utf8(""))))
        .isEqualTo("{!:1}");
  }

  @Test
  void refuses_edits_that_overlap_or_lie_outside() {
    var body = utf8("{\"a\":1}");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new JsonSplice(body)
                    .replace(new JsonSpan(1, 4), utf8("x"))
                    .replace(new JsonSpan(3, 5), utf8("y"))
                    .bytes())
        .withMessageContaining("overlap");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsonSplice(body).replace(new JsonSpan(5, 8), utf8("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> new JsonSpan(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new JsonSpan(-1, 2));
  }
}
