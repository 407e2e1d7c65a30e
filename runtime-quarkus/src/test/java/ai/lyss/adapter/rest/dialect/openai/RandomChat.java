package ai.lyss.adapter.rest.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Bodies of chats at random: the fields that the gateway reads among others, in any order, spelled
 * with escapes, repeated, nested look-alikes, odd numbers, odd spaces, all scripts.
 */
final class RandomChat {

  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t ", "\r\n  ");
  private static final List<String> READ =
      List.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "max_tokens",
          "max_completion_tokens",
          "n",
          "tools",
          "functions",
          "response_format",
          "modalities");

  private final Random random;

  RandomChat(Random random) {
    this.random = random;
  }

  byte[] body() {
    var members = new ArrayList<String>();
    members.add(member("model", model()));
    members.add(member("messages", messages()));
    optional(members, "stream", () -> any("true", "false", "true", "null"));
    optional(members, "stream_options", this::streamOptions);
    optional(members, "max_tokens", this::limit);
    optional(members, "max_completion_tokens", this::limit);
    optional(members, "n", () -> any("1", "2", "7", "128", "null", "129", "1.0", "1e1"));
    optional(members, "tools", () -> any("[]", "[{\"type\":\"function\"}]", "null", value(1)));
    optional(members, "functions", () -> any("[]", "[{\"name\":\"f\"}]"));
    optional(members, "response_format", this::responseFormat);
    optional(members, "modalities", () -> any("[\"text\"]", "[\"text\",\"audio\"]", "null"));
    for (int i = random.nextInt(5); i > 0; i--) {
      members.add(member(unknownName(), value(0)));
    }
    if (random.nextInt(6) == 0) { // a name once more, often one that is read, in any spelling
      members.add(member(random.nextInt(3) == 0 ? unknownName() : any(READ), value(0)));
    }
    if (random.nextInt(8) == 0) {
      members.add(member(disguised(any(READ)), value(0)));
    }
    Collections.shuffle(members, random);
    var text = space() + "{" + space() + String.join(space() + "," + space(), members);
    return (text + space() + "}" + space()).getBytes(UTF_8);
  }

  private interface Text {
    String get();
  }

  private void optional(List<String> members, String name, Text value) {
    if (random.nextInt(3) == 0) {
      members.add(member(name, value.get()));
    }
  }

  private String model() {
    return any("\"m\"", "\"m\"", "\"a/b:c\"", "\"\\u006d\"", "\"m\\/x\"", "\"gpt-4o-mini\"", "7");
  }

  private String limit() {
    return any("1", "77", "16384", "null", "0", "1.0", "1e3", "99999999999999999999", "\"5\"");
  }

  private String messages() {
    var messages = new ArrayList<String>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      var content =
          any(
              string(),
              "null",
              "[{"
                  + member("type", "\"text\"")
                  + ","
                  + member("text", string())
                  + (random.nextInt(8) == 0 ? "," + member("type", "\"image_url\"") : "")
                  + "}]");
      messages.add(
          "{"
              + member("role", "\"user\"")
              + space()
              + ","
              + member("content", content)
              + (random.nextInt(20) == 0 ? "," + member("content", string()) : "")
              + (random.nextBoolean() ? "," + member("model", "\"other\"") : "")
              + "}");
    }
    return "[" + String.join("," + space(), messages) + "]";
  }

  private String streamOptions() {
    var flag = any("true", "false", "null", "true", "0");
    return any(
        "null",
        "{}",
        "{" + space() + "}",
        "{" + member("include_usage", flag) + "}",
        "{" + member("x", value(1)) + "}",
        "{" + member("x", value(1)) + "," + space() + member("include_usage", flag) + "}",
        "{" + member("include_usage", flag) + "," + member("include_usage", "false") + "}",
        "{" + member("Include_Usage", "false") + "}",
        "[]");
  }

  private String responseFormat() {
    return any(
        "{" + member("type", "\"text\"") + "}",
        "{" + member("type", "\"json_schema\"") + "," + member("json_schema", value(1)) + "}",
        "{" + member("type", "\"text\"") + "," + member("type", "\"json_schema\"") + "}",
        "null");
  }

  private String unknownName() {
    return any(
        "temperature",
        "top_p",
        "user",
        "seed",
        "metadata",
        "models",
        "mode",
        "mode\\u006c_",
        "streams",
        "max_token",
        "nn",
        "",
        "ключ",
        "模型",
        "😀",
        "a\\\\b",
        "\\\"",
        "x".repeat(300));
  }

  /** The same letters in another case, those included that only a folding of case equates. */
  private String disguised(String name) {
    return any(
        name.toUpperCase(java.util.Locale.ROOT),
        Character.toUpperCase(name.charAt(0)) + name.substring(1),
        name.replace('s', 'ſ'),
        name.replace('k', '\u212a'));
  }

  private String member(String name, String value) {
    return '"' + spelled(name) + '"' + space() + ":" + space() + value;
  }

  /** Spells some ASCII letters of a name by escapes; a name with escapes stays as it is. */
  private String spelled(String name) {
    if (random.nextInt(4) != 0 || name.indexOf('\\') >= 0) {
      return name;
    }
    var out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(
          c < 128 && random.nextInt(4) == 0 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return out.toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 9)) {
      case 0 -> any("null", "true", "false");
      case 1, 2 ->
          any(
              "0",
              "-0",
              "1",
              "2.50",
              "1e400",
              "-1.5E-7",
              "123456789012345678901234567890",
              "9e+01",
              "0.1000000000000000055511151231257827",
              "1E-400");
      case 3, 4 -> string();
      case 5 -> any("[]", "{}", "[ ]", "{\n}");
      case 6 -> "[" + value(depth + 1) + "," + space() + value(depth + 1) + "]";
      default ->
          "{"
              + member(any(READ), value(depth + 1))
              + ","
              + member(any(READ), value(depth + 1))
              + ","
              + member(unknownName(), value(depth + 1))
              + "}";
    };
  }

  private String string() {
    var out = new StringBuilder("\"");
    for (int i = random.nextInt(6); i > 0; i--) {
      out.append(
          any(
              "a",
              " ",
              "é",
              "漢",
              "😀",
              "\\n",
              "\\\"",
              "\\\\",
              "\\/",
              "\\u0041",
              "\\ud83d\\ude00",
              "\\uD800",
              "{",
              "}",
              "[",
              ",",
              "\\\"model\\\":\\\"x\\\"",
              "\u2028",
              "\u007f",
              "'"));
    }
    return out.append('"').toString();
  }

  private String space() {
    return any(SPACES);
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
