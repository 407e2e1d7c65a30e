package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.BadInput.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys given twice, plainly or behind an escape: whichever one a vendor takes, it was checked. */
final class RepeatedKeys {

  private static final Map<String, String> READ =
      Map.ofEntries(
          Map.entry("model", "\"good-model\""),
          Map.entry("messages", Asking.MESSAGES),
          Map.entry("stream", "false"),
          Map.entry("stream_options", "{}"),
          Map.entry("max_tokens", "5"),
          Map.entry("max_completion_tokens", "5"),
          Map.entry("n", "1"),
          Map.entry("tools", "[]"),
          Map.entry("functions", "[]"),
          Map.entry("response_format", "{\"type\":\"text\"}"),
          Map.entry("modalities", "[\"text\"]"));

  private RepeatedKeys() {}

  static List<BadInput> all() {
    var rows = new ArrayList<BadInput>();
    READ.forEach(
        (key, value) -> {
          rows.add(twice(key, value, key));
          rows.add(twice(key, value, escaped(key)));
        });
    rows.add(otherCase("Model", "model", "\"other-model\""));
    rows.add(otherCase("MAX_TOKENS", "max_tokens", "9"));
    rows.add(otherCase("Max_Completion_Tokens", "max_completion_tokens", "9"));
    rows.add(otherCase("\u017ftream", "stream", "true"));
    rows.add(
        nested(
            "stream_options",
            "{\"include_usage\":true,\"include_us\\u0061ge\":false}",
            "stream_options.include_usage"));
    rows.add(
        nested(
            "response_format",
            "{\"type\":\"text\",\"t\\u0079pe\":\"json_schema\"}",
            "response_format.type"));
    rows.add(
        nested(
            "messages",
            "[{\"role\":\"user\",\"content\":\"a\",\"conten\\u0074\":\"b\"}]",
            "messages[0].content"));
    rows.add(
        nested(
            "messages",
            "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"type\":\"image_url\"}]}]",
            "messages[0].content[0].type"));
    return rows;
  }

  private static String escaped(String key) {
    return "\\u%04x".formatted((int) key.charAt(0)) + key.substring(1);
  }

  private static BadInput twice(String key, String value, String again) {
    return field("\"" + key + "\":" + value + ",\"" + again + "\":" + value, key, message(key));
  }

  /** Readers that do not look at the case of names would take it for the other one. */
  private static BadInput otherCase(String name, String read, String value) {
    return field(
        "\"" + name + "\":" + value,
        name,
        "Invalid field '" + name + "' (expected: '" + read + "').");
  }

  private static BadInput nested(String key, String value, String at) {
    return field("\"" + key + "\":" + value, at, message(at));
  }

  private static String message(String key) {
    return "'" + key + "' is given twice (expected: once).";
  }
}
