package ai.lyss.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean accepts(byte[] text) {
    var cursor = new JsonCursor(text);
    boolean accepted = cursor.skipValue() && cursor.atEnd();
    assertThat(cursor.fault() == null).isEqualTo(accepted);
    return accepted;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "-7",
        "10",
        "0.0",
        "-0.5",
        "1.5e3",
        "1E+3",
        "1e-3",
        "0e0",
        "0E+00",
        "1e400",
        "-1e-999999999999",
        "123456789012345678901234567890",
        "3.141592653589793238462643383279",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\uFFFF\"",
        "\"é ü 漢 😀\"",
        "\"\u007f\"",
        "\"\u2028\u2029\"",
        "\"\uFFFF\uFFFE\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"\":{}}",
        "[1]",
        "[1,2]",
        " [ 1 , 2 ] ",
        "\t\r\n{ \"a\" : 1 }\r\n\t",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[{\"b\":[{}]}]}",
        "[null,true,false,\"x\",1,{},[]]",
        "{\"a\\u0062\":\"\\\\\"}",
        "[1,[2,[3,[4]]],5]",
        "\"/\"",
        "[\"a,b]\",\"{\"]",
        "[-1,-0,0]",
      })
  void accepts_well_formed_text(String text) {
    assertThat(accepts(utf8(text))).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulL",
        "True",
        "TRUE",
        "truefalse",
        "true false",
        "NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-",
        "+1",
        "1e",
        "1e+",
        "1.e1",
        "1.5.5",
        "0x10",
        "1_000",
        "--1",
        "1e5.5",
        "١",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\\\\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u123g\"",
        "\"\\u\"",
        "\"\\U0041\"",
        "\"\\'\"",
        "'a'",
        "\"a\nb\"",
        "\"\t\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "\"a\"b",
        "[",
        "]",
        "{",
        "}",
        "[}",
        "{]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[,]",
        "[1,,2]",
        "[1 2]",
        "[1;2]",
        "[1:2]",
        "[\"a\":1]",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{,\"a\":1}",
        "{\"a\" 1}",
        "{\"a\"::1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,,\"b\":2}",
        "{1:2}",
        "{null:1}",
        "{\"a\":1]",
        "{\"a\":1}}",
        "[]]",
        "[] []",
        "{} {}",
        "1 2",
        "1,2",
        "// c\n1",
        "/* c */1",
        "[1] // c",
        "\u00a01",
        "\uFEFF1",
        "\f1",
        "\u000b1",
        "[1]\u0000",
        "{\"a\":1,\"b\"",
        "[\"a\",\"b",
        "{\"\\x\":1}",
        "{\"a\n\":1}",
        "@",
        "#",
        "[*]",
        "\\u0031",
        "[\"\\",
        "{'a':1}",
        "{\"a\":'b'}",
        "[1.]",
        "[tru]",
        "[nul]",
      })
  void refuses_malformed_text(String text) {
    assertThat(accepts(utf8(text))).as(text).isFalse();
  }

  /**
   * Table 3-7 of the Unicode standard: each first byte with continuations at and past its edges.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c280",
        "dfbf",
        "e0a080",
        "e0bfbf",
        "e18080",
        "ecbfbf",
        "ed8080",
        "ed9fbf",
        "ee8080",
        "efbfbf",
        "f0908080",
        "f0bfbfbf",
        "f1808080",
        "f3bfbfbf",
        "f4808080",
        "f48fbfbf",
      })
  void accepts_well_formed_utf8(String hex) {
    assertThat(accepts(quoted(hex))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0",
        "c080",
        "c1bf",
        "c2",
        "c27f",
        "c2c0",
        "e0",
        "e080",
        "e08080",
        "e09fbf",
        "e180",
        "e1807f",
        "eda080",
        "edbfbf",
        "eeff80",
        "f0808080",
        "f08fbfbf",
        "f08080",
        "f4908080",
        "f5808080",
        "f8888080",
        "fe",
        "ff",
        "c3c3",
        "efbf",
        "f09f98",
        "e28020",
        "61ff62",
      })
  void refuses_malformed_utf8(String hex) {
    assertThat(accepts(quoted(hex))).isFalse();
    assertThat(accepts(utf8("{" + "}"))).isTrue();
    var field = (new String(quoted(hex), StandardCharsets.ISO_8859_1) + ":1}");
    assertThat(accepts(("{" + field).getBytes(StandardCharsets.ISO_8859_1))).isFalse();
  }

  private static byte[] quoted(String hex) {
    return HexFormat.of().parseHex("22" + hex + "22");
  }

  @Test
  void agrees_with_the_platform_on_which_bytes_are_utf8() {
    for (int seed = 0; seed < 200_000; seed++) {
      var random = new Random(seed);
      var bytes = new byte[1 + random.nextInt(4)];
      random.nextBytes(bytes);
      bytes[0] |= (byte) 0x80;
      for (int i = 1; i < bytes.length; i++) {
        bytes[i] = random.nextInt(8) == 0 ? bytes[i] : (byte) (0x80 | bytes[i] & 0x3f);
      }
      var text = new byte[bytes.length + 2];
      text[0] = '"';
      System.arraycopy(bytes, 0, text, 1, bytes.length);
      text[text.length - 1] = '"';
      var read = new String(bytes, StandardCharsets.UTF_8);
      boolean wellFormed = Arrays.equals(read.getBytes(StandardCharsets.UTF_8), bytes);
      boolean plain = read.chars().allMatch(c -> c >= 0x20 && c != '"' && c != '\\');
      if (plain) {
        assertThat(accepts(text)).as("seed %d", seed).isEqualTo(wellFormed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[|]", "{\"a\":|}", "[{\"a\":|}]"})
  void takes_nesting_up_to_512_levels_and_no_deeper(String shape) {
    var opening = shape.substring(0, shape.indexOf('|'));
    var closing = shape.substring(shape.indexOf('|') + 1);
    int perShape = closing.length();
    for (int levels : new int[] {1, 15, 16, 17, 512}) {
      int times = levels / perShape;
      assertThat(accepts(utf8(opening.repeat(times) + "1" + closing.repeat(times)))).isTrue();
    }
    for (int levels : new int[] {514, 10_000}) {
      int times = levels / perShape;
      var cursor = new JsonCursor(utf8(opening.repeat(times) + "1" + closing.repeat(times)));
      assertThat(cursor.skipValue()).isFalse();
      assertThat(cursor.fault()).contains("nested deeper than 512 levels");
    }
    assertThat(accepts(utf8("[".repeat(513) + "]".repeat(513)))).isFalse();
    assertThat(accepts(utf8("[".repeat(512) + "]".repeat(512)))).isTrue();
    assertThat(accepts(utf8("[".repeat(1_000_000)))).isFalse();
  }

  @Test
  void walks_objects_and_arrays() {
    var cursor = new JsonCursor(utf8(" {\"a\" : [1, \"x\", {\"b\":null}], \"c\\u0064\":-5 } "));
    assertThat(cursor.peek()).isEqualTo(JsonKind.OBJECT);
    assertThat(cursor.enterObject()).isTrue();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.key()).isEqualTo("a");
    assertThat(cursor.enterArray()).isTrue();
    assertThat(cursor.nextElement()).isTrue();
    assertThat(cursor.wholeNumber()).isEqualTo(1);
    assertThat(cursor.nextElement()).isTrue();
    assertThat(cursor.string()).isEqualTo("x");
    assertThat(cursor.nextElement()).isTrue();
    assertThat(cursor.enterObject()).isTrue();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.peek()).isEqualTo(JsonKind.NULL);
    assertThat(cursor.skipValue()).isTrue();
    assertThat(cursor.nextField()).isFalse();
    assertThat(cursor.nextElement()).isFalse();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.keyIs(utf8("cd"))).isTrue();
    assertThat(cursor.keyIs(utf8("c"))).isFalse();
    assertThat(cursor.wholeNumber()).isEqualTo(-5);
    assertThat(cursor.nextField()).isFalse();
    assertThat(cursor.atEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model", "\\u006dodel", "mode\\u006C", "\\u006D\\u006f\\u0064\\u0065\\u006c"})
  void knows_a_key_through_its_escapes(String key) {
    var cursor = new JsonCursor(utf8("{\"" + key + "\":1}"));
    cursor.enterObject();
    cursor.nextField();
    assertThat(cursor.keyIs(utf8("model"))).isTrue();
    assertThat(cursor.keyIs(utf8("Model"))).isFalse();
    assertThat(cursor.key()).isEqualTo("model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u0062",
        "a\\u0062cd",
        "\\u0061",
        "\\u0161bc",
        "\\bbc",
        "\\/bc",
        "ab\\u0063\\n"
      })
  void takes_no_other_key_with_escapes_for_it(String key) {
    var cursor = new JsonCursor(utf8("{\"" + key + "\":1}"));
    cursor.enterObject();
    cursor.nextField();
    assertThat(cursor.keyIs(utf8("abc"))).isFalse();
    assertThat(cursor.keyIs(utf8(cursor.key()))).isEqualTo(!key.contains("0161"));
  }

  @Test
  void takes_no_lone_surrogate_for_another_key() {
    var cursor = new JsonCursor(utf8("{\"\\ud800\":1}"));
    cursor.enterObject();
    cursor.nextField();
    assertThat(cursor.keyIs(utf8("?"))).isFalse();
    assertThat(cursor.key()).isEqualTo("\ud800");
  }

  @Test
  void remembers_the_key_while_its_value_is_skipped() {
    var cursor = new JsonCursor(utf8("{\"outer\":{\"inner\":[{\"x\":1}]}}"));
    cursor.enterObject();
    cursor.nextField();
    cursor.skipValue();
    assertThat(cursor.key()).isEqualTo("outer");
    assertThat(cursor.keyIs(utf8("outer"))).isTrue();
  }

  @Test
  void resolves_the_escapes_of_a_string() {
    assertThat(
            new JsonCursor(utf8("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00é😀\"")).string())
        .isEqualTo("\"\\/\b\f\n\r\té😀é😀");
  }

  @Test
  void reads_whole_numbers_within_a_long_only() {
    assertThat(new JsonCursor(utf8("9223372036854775807")).wholeNumber()).isEqualTo(Long.MAX_VALUE);
    assertThat(new JsonCursor(utf8("-9223372036854775808")).wholeNumber())
        .isEqualTo(Long.MIN_VALUE);
    for (var other : new String[] {"9223372036854775808", "1.0", "1e2", "0.5", "-1E400"}) {
      var cursor = new JsonCursor(utf8(other));
      assertThat(cursor.wholeNumber()).as(other).isNull();
      assertThat(cursor.fault()).as(other).isNull();
      assertThat(cursor.atEnd()).as(other).isTrue();
    }
    var text = new JsonCursor(utf8("\"1\""));
    assertThat(text.wholeNumber()).isNull();
    assertThat(text.fault()).isEqualTo("a number expected at byte 0");
  }

  @Test
  void keeps_to_its_part_of_the_bytes() {
    var in = utf8("xx[1, 2]yy");
    var cursor = new JsonCursor(in, 2, 8);
    assertThat(cursor.skipValue() && cursor.atEnd()).isTrue();
    assertThat(cursor.span()).isEqualTo(new JsonSpan(2, 8));
    assertThat(new JsonCursor(in, 2, 7).skipValue()).isFalse();
    assertThat(new JsonCursor(utf8("\"é\""), 0, 2).skipValue()).isFalse();
    assertThat(new JsonCursor(utf8("\"\\u0041\""), 0, 6).skipValue()).isFalse();
  }

  @Test
  void stays_faulty_after_a_fault() {
    var cursor = new JsonCursor(utf8("[1, x, 2]"));
    assertThat(cursor.skipValue()).isFalse();
    var fault = cursor.fault();
    assertThat(fault).isEqualTo("a value expected at byte 4");
    assertThat(cursor.peek()).isEqualTo(JsonKind.INVALID);
    assertThat(cursor.skipValue()).isFalse();
    assertThat(cursor.nextElement()).isFalse();
    assertThat(cursor.nextField()).isFalse();
    assertThat(cursor.enterArray()).isFalse();
    assertThat(cursor.enterObject()).isFalse();
    assertThat(cursor.string()).isNull();
    assertThat(cursor.wholeNumber()).isNull();
    assertThat(cursor.atEnd()).isFalse();
    assertThat(cursor.fault()).isEqualTo(fault);
  }
}
