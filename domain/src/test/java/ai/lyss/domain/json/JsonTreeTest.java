package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  private static JsonTree tree(String text) {
    return RawJson.of(text).tree();
  }

  private static String fault(String text) {
    var faults = new ArrayList<String>();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(JsonTree.read(bytes, 0, bytes.length, faults::add)).isNull();
    assertThat(faults).hasSize(1);
    return faults.getFirst();
  }

  private static List<String> unread(JsonTree tree) {
    return tree.unread().stream().map(JsonTree::pointer).toList();
  }

  @Test
  void knows_which_members_nobody_asked_for() {
    var root = tree("{\"a\":{\"b\":1,\"c\":2},\"d\":[{\"e\":1,\"f\":{\"g\":1}}],\"h\":1}");
    assertThat(unread(root)).containsExactly("/a", "/d", "/h");

    root.get("a").get("b");
    root.get("d").children().getFirst().textOf("e");

    assertThat(unread(root)).containsExactly("/a/c", "/d/0/f", "/h");
  }

  @Test
  void counts_members_that_are_gone_through_as_asked_for_but_not_what_is_in_them() {
    var root = tree("{\"a\":{\"b\":1},\"c\":2}");
    root.children();
    assertThat(unread(root)).containsExactly("/a/b");
  }

  @Test
  void does_not_look_into_what_was_taken_whole_nor_miss_what_says_nothing() {
    var root = tree("{\"a\":{\"b\":1},\"c\":{\"d\":1},\"e\":null,\"f\":false,\"g\":[],\"h\":{}}");
    root.get("a").take();
    root.get("c").raw();
    assertThat(unread(root)).isEmpty();
  }

  @Test
  void finds_members_and_elements_with_their_places() {
    var root = tree("{\"a/b\":[1, {\"~\":null,\"t\":true}] , \"c\":\"x\\u0079\"}");
    var element = root.get("a/b").children().get(1);

    assertThat(root.pointer()).isEmpty();
    assertThat(element.pointer()).isEqualTo("/a~1b/1");
    assertThat(element.children().getFirst().pointer()).isEqualTo("/a~1b/1/~0");
    assertThat(element.get("~")).as("a null says nothing").isNull();
    assertThat(element.get("t").flag()).isTrue();
    assertThat(root.textOf("c")).isEqualTo("xy");
    assertThat(root.get("c").is("xy")).isTrue();
    assertThat(root.get("c").raw().text()).isEqualTo("\"x\\u0079\"");
    assertThat(root.get("c").chars().text()).isEqualTo("xy");
    assertThat(root.get("none")).isNull();
    assertThat(root.children()).extracting(JsonTree::name).containsExactly("a/b", "c");
  }

  @Test
  void takes_the_last_of_members_of_one_name_be_it_a_null() {
    assertThat(tree("{\"a\":1,\"a\":2}").get("a").whole()).isEqualTo(2);
    assertThat(tree("{\"a\":1,\"a\":null}").get("a")).isNull();
    assertThat(tree("{\"a\":1,\"\\u0061\":3}").get("a").whole()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2.50, 2.50",
    "1e400, 1E+400",
    "-0, 0",
    "12345678901234567890123, 12345678901234567890123"
  })
  void keeps_the_digits_of_numbers(String spelled, String value) {
    var number = tree(spelled);
    assertThat(number.number()).isEqualTo(new BigDecimal(value));
    assertThat(number.raw().text()).isEqualTo(spelled);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "-7, -7", "7.0,", "1e2,", "9223372036854775808,", "true,", "\"7\","})
  void tells_whole_numbers_from_others(String spelled, Long value) {
    assertThat(tree(spelled).whole()).isEqualTo(value);
  }

  @Test
  void has_no_number_beyond_reason() {
    assertThat(tree("1e99999999999").number()).isNull();
    assertThat(tree("9".repeat(1_000)).number()).isNotNull();
    assertThat(tree("9".repeat(1_001)).number()).isNull();
    assertThat(tree("9".repeat(1_001)).whole()).isNull();
  }

  @Test
  void answers_null_for_what_a_value_is_not() {
    for (var text : new String[] {"{}", "[]", "\"x\"", "1", "true", "null"}) {
      var value = tree(text);
      assertThat(value.isText()).isEqualTo(text.startsWith("\""));
      assertThat(value.text() == null).isEqualTo(!value.isText());
      assertThat(value.chars() == null).isEqualTo(!value.isText());
      assertThat(value.number() == null).isEqualTo(!text.equals("1"));
      assertThat(value.flag() == null).isEqualTo(!text.equals("true"));
      assertThat(value.get("a")).isNull();
      assertThat(value.children()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1,]", "{\"a\":}", "\"\\ud83\"", "nul", "1 2", "{} x", "'a'"})
  void says_what_is_wrong_with_a_text(String text) {
    assertThat(fault(text)).contains("at byte");
  }

  @Test
  void reads_only_its_part_of_the_bytes() {
    var bytes = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
    var tree = JsonTree.read(bytes, 2, 9, fault -> {});
    assertThat(tree.get("a").whole()).isEqualTo(1);
    assertThat(tree.span()).isEqualTo(new JsonSpan(2, 9));
  }

  @Test
  void stands_the_deepest_nesting_and_refuses_more() {
    int most = JsonCursor.MAX_DEPTH;
    assertThat(tree("[".repeat(most) + "]".repeat(most)).isArray()).isTrue();
    assertThat(fault("[".repeat(most + 1) + "]".repeat(most + 1))).contains("nested deeper");
  }

  @Test
  void takes_so_many_values_and_no_more() {
    int most = JsonTree.MOST_VALUES;
    var many = "[" + "1,".repeat(most - 2) + "1]";
    assertThat(tree(many).children()).hasSize(most - 1);
    assertThat(fault("[1," + many.substring(1))).isEqualTo("more than 500000 values");
    assertThat(fault("[1,".repeat(300) + many + "]".repeat(300))).contains("more than");
    assertThat(fault("[1," + many.substring(1) + "x")).contains("at byte");
  }

  @Test
  @Timeout(20)
  void finds_places_in_long_arrays_at_once() {
    var long1 = tree("[" + "[],".repeat(400_000) + "[]]");
    long started = System.nanoTime();
    long length = 0;
    for (var element : long1.children()) {
      length += element.pointer().length();
    }
    // 10 of one digit, 90 of two, … 300,001 of six, each with its slash
    assertThat(length).isEqualTo(10 * 2 + 90 * 3 + 900 * 4 + 9_000 * 5 + 90_000 * 6 + 300_001 * 7);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void keeps_every_value_of_random_texts() {
    for (int run = 0; run < 2_000; run++) {
      var text = new RandomJson(Seeds.random(51, run)).object();
      var where = "seed " + Seeds.seed() + ", run " + run + ": " + text;
      var tree = tree(text);
      assertThat(text.strip()).as(where).isEqualTo(tree.raw().text());
      assertThat(written(tree)).as(where).isEqualTo(written(tree(written(tree))));
      assertThat(Values.of(tree)).as(where).isEqualTo(Values.of(tree(written(tree))));
      for (var child : tree.children()) {
        assertThat(child.pointer()).as(where).startsWith("/");
      }
    }
  }

  private static String written(JsonTree tree) {
    var out = new JsonOut();
    Values.write(tree, out);
    return new String(out.take(), StandardCharsets.UTF_8);
  }

  @Test
  void never_tells_text_in_its_description() {
    assertThat(tree("{\"secret\":1}").toString()).doesNotContain("secret");
    assertThat(RawJson.of("\"secret\"").toString()).doesNotContain("secret");
    assertThat(JsonChars.of("secret").toString()).doesNotContain("secret");
  }

  /** Values of trees, to be compared and written again by every way there is. */
  static final class Values {

    private Values() {}

    static String of(JsonTree tree) {
      return switch (tree.kind()) {
        case OBJECT ->
            tree.children().stream()
                .map(child -> child.name().length() + ":" + child.name() + "=" + of(child))
                .collect(Collectors.joining(",", "{", "}"));
        case ARRAY ->
            tree.children().stream().map(Values::of).collect(Collectors.joining(",", "[", "]"));
        case STRING -> tree.text().length() + ":" + tree.text();
        case NUMBER -> tree.number() == null ? tree.raw().text() : tree.number().toString();
        case TRUE, FALSE, NULL, INVALID -> tree.raw().text();
      };
    }

    static void write(JsonTree tree, JsonOut out) {
      switch (tree.kind()) {
        case OBJECT -> {
          out.object();
          for (var child : tree.children()) {
            write(child, out.name(child.name()));
          }
          out.endObject();
        }
        case ARRAY -> {
          out.array();
          tree.children().forEach(child -> write(child, out));
          out.endArray();
        }
        case STRING -> {
          if (tree.text().length() % 2 == 0) {
            out.text(tree.text());
          } else {
            out.chars(tree.chars());
          }
        }
        case NUMBER -> {
          if (tree.whole() != null) {
            out.number(tree.whole());
          } else {
            out.number(tree.number());
          }
        }
        case TRUE, FALSE -> out.flag(tree.flag());
        case NULL, INVALID -> out.none();
      }
    }
  }
}
