package ai.lyss.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-4o-mini",
        "claude-3-5-sonnet@20240620",
        "meta-llama/Llama-3.1-8B-Instruct",
        "anthropic.claude-v2:1",
        "models/gemini-1.5-pro",
        "llama3:8b",
        "a",
        "..a",
        "a..b",
        ".a",
        "a.",
        "...",
        "ft:gpt-4o:org::id",
        "us.amazon.nova-pro-v1:0",
        "a/b/c",
        "~x",
        "a=b&c",
        "a,b;c"
      })
  void takes_names_that_vendors_use(String name) {
    assertThat(new ModelName(name).value()).isEqualTo(name);
    assertThat(new ModelName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\tb",
        "a\nb",
        "a\r\nX-Injected: 1",
        "a\u0000",
        "a\u007f",
        "a\u0085b",
        "é",
        "漢",
        "a\u200bb",
        "a\u202eb",
        "ａ",
        "..",
        ".",
        "../x",
        "x/..",
        "a/../b",
        "a/./b",
        "./a",
        "a/.",
        "/a",
        "a/",
        "a//b",
        "/",
        "//",
        "//evil.example/x",
        "a?b",
        "a#b",
        "a%2e%2e",
        "%2e%2e/x",
        "a%00",
        "a\\b",
        "..\\x",
        "a\"b",
        "<script>",
        "a<b",
        "a>b",
        "http://evil.example",
        "a/..%2f",
        "{a}\u2028"
      })
  void refuses_names_that_leave_their_place(String name) {
    assertThat(ModelName.problem(name)).as(name).startsWith("model name: ");
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelName(name));
  }

  @Test
  void takes_256_characters_and_no_more() {
    assertThat(new ModelName("m".repeat(256)).value()).hasSize(256);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelName("m".repeat(257)))
        .withMessage("model name: 257 characters (expected: 1 to 256)");
  }

  @Test
  void never_repeats_a_bad_name_in_its_message() {
    assertThat(ModelName.problem("abc\r\nSet-Cookie: x"))
        .isEqualTo(
            "model name: character U+000D (expected: visible ASCII without ? # % \\ \" < >)");
  }

  /** Whatever single character is let in, a path with it stays one path below its folder. */
  @Test
  void stays_below_its_folder_with_every_character_it_takes() {
    for (char c = 0; c < 0x300; c++) {
      for (var name : new String[] {"" + c, "a" + c + "b", "." + c, c + ".", c + "..", ".." + c}) {
        if (ModelName.problem(name) == null && "{}|^`[]".indexOf(c) < 0) {
          var folder = URI.create("https://vendor.example/v1/models/");
          var resolved = folder.resolve("./" + name).normalize();
          assertThat(resolved.getHost()).as(name).isEqualTo("vendor.example");
          assertThat(resolved.getPath()).as(name).isEqualTo("/v1/models/" + name);
          assertThat(resolved.getQuery()).as(name).isNull();
        }
      }
    }
  }

  @Test
  void is_ordered_by_its_letters() {
    assertThat(new ModelName("a")).isLessThan(new ModelName("b"));
  }
}
