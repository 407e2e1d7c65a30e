package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.BadInput.field;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Fields that the gateway reads, with values they do not take. */
final class BadFields {

  private BadFields() {}

  static List<BadInput> all() {
    var rows = new ArrayList<BadInput>();
    wrong(rows, "model", "a string", "null", "5", "true", "{}", "[\"good-model\"]");
    wrong(rows, "messages", "an array of messages", "null", "5", "\"Hello\"", "{}", "false");
    wrong(rows, "stream", "a boolean", "\"true\"", "1", "{}", "[]");
    wrong(rows, "stream_options", "an object", "\"x\"", "[]", "true", "7");
    for (var limit : List.of("max_tokens", "max_completion_tokens")) {
      wrong(
          rows,
          limit,
          "a whole number of at least 1",
          "\"5\"",
          "0",
          "-1",
          "1.5",
          "1e3",
          "99999999999999999999",
          "true",
          "[1]");
    }
    wrong(rows, "n", "a whole number from 1 to 128", "0", "129", "\"2\"", "1.5", "-9", "{}");
    for (var value : List.of("\"yes\"", "1", "{}")) {
      rows.add(
          field(
              "\"stream_options\":{\"include_usage\":" + value + "}",
              "stream_options.include_usage",
              "Invalid 'stream_options.include_usage': " + value + " (expected: a boolean)."));
    }
    rows.add(shortened());
    rows.add(bothLimits());
    rows.add(
        field(
            "no model",
            "\"messages\":" + Asking.MESSAGES,
            "model",
            "you must provide a model parameter"));
    rows.add(
        field(
            "no messages",
            "\"model\":\"good-model\"",
            "messages",
            "Missing required parameter: 'messages'."));
    rows.add(
        new BadInput(
            "an empty list of messages",
            "{\"model\":\"good-model\",\"messages\":[ ]}".getBytes(UTF_8),
            400,
            BadInput.error(
                "Invalid 'messages': empty array (expected: at least 1 message).",
                "\"messages\"",
                "\"empty_array\"")));
    return rows;
  }

  private static void wrong(List<BadInput> rows, String field, String expected, String... values) {
    for (var value : values) {
      rows.add(
          field(
              "\"" + field + "\":" + value,
              field,
              "Invalid '" + field + "': " + value + " (expected: " + expected + ")."));
    }
  }

  private static BadInput shortened() {
    var value = "\"" + "long ".repeat(1_000) + "\"";
    return field(
        "\"stream\":" + value,
        "stream",
        "Invalid 'stream': " + value.substring(0, 40) + "… (expected: a boolean).");
  }

  private static BadInput bothLimits() {
    return field(
        "\"max_tokens\":5,\"max_completion_tokens\":5",
        "max_completion_tokens",
        "'max_tokens' and 'max_completion_tokens' are both given (expected: one of them).");
  }
}
