package ai.lyss.domain.content;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.json.JsonChars;
import ai.lyss.domain.json.RawJson;
import org.junit.jupiter.api.Test;

class FreeTextTest {

  private static Tool.Custom tool(String description, String format) {
    return new Tool.Custom("sql", description, format == null ? null : RawJson.of(format));
  }

  @Test
  void is_a_function_of_one_text() {
    var function = FreeText.asFunction(tool("runs SQL", "{\"type\":\"text\"}"));
    assertThat(function.name()).isEqualTo("sql");
    assertThat(function.description()).isEqualTo("runs SQL");
    assertThat(function.parameters().tree().get("properties").get("input").textOf("type"))
        .isEqualTo("string");
  }

  @Test
  void asks_in_words_for_what_a_grammar_holds_to() {
    var chat = "{\"type\":\"grammar\",\"grammar\":{\"syntax\":\"regex\",\"definition\":\"a+\"}}";
    var responses = "{\"type\":\"grammar\",\"syntax\":\"regex\",\"definition\":\"a+\"}";
    for (var format : new String[] {chat, responses}) {
      assertThat(FreeText.asFunction(tool(null, format)).description())
          .isEqualTo("The input must follow this regex grammar:\na+");
    }
    assertThat(FreeText.asFunction(tool("d", "{\"type\":\"other\"}")).description())
        .isEqualTo("d\n\nThe input must follow this grammar:\n{\"type\":\"other\"}");
  }

  @Test
  void takes_arguments_of_another_form_for_the_text() {
    assertThat(FreeText.of("")).isEmpty();
    assertThat(FreeText.of("{}")).isEmpty();
    assertThat(FreeText.of("SELECT 1")).isEqualTo("SELECT 1");
    assertThat(FreeText.of("{\"sql\":\"a\"}")).isEqualTo("{\"sql\":\"a\"}");
    assertThat(FreeText.of("{\"input\":{\"a\":1}}")).isEqualTo("{\"input\":{\"a\":1}}");
    assertThat(FreeText.of("{\"why\":\"b\",\"input\":\"a\"}")).isEqualTo("a");
    assertThat(FreeText.of("{\"input\":\"a\",\"why\":\"b\"}")).isEqualTo("a");
    assertThat(FreeText.of(" ".repeat(1_000) + "{\"input\":\"a\"}")).isEqualTo("a");
    assertThat(FreeText.of("{\"input\":\"cut her")).isEqualTo("cut her");
  }

  @Test
  void reads_any_text_back_however_its_arguments_are_cut() {
    for (int run = 0; run < 500; run++) {
      var random = Seeds.random(92, run);
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(
            new String[] {"a", "\"", "\\", "\n", "é", "😀", "\u0001", "}"}[random.nextInt(8)]);
      }
      var arguments = FreeText.arguments(RawJson.of('"' + quoted(text.toString()) + '"')).text();
      var reader = new FreeText();
      var read = new StringBuilder();
      int at = 0;
      while (at < arguments.length()) {
        int to = Math.min(arguments.length(), at + 1 + random.nextInt(4));
        read.append(reader.add(JsonChars.of(arguments.substring(at, to))));
        at = to;
      }
      read.append(reader.end());
      assertThat(read.toString()).as("run %s of %s", run, arguments).isEqualTo(text.toString());
      assertThat(FreeText.of(arguments)).isEqualTo(text.toString());
    }
  }

  /** The inside of a JSON string, with every character beyond ASCII escaped. */
  private static String quoted(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
