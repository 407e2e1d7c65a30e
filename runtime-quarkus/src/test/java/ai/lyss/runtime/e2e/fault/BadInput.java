package ai.lyss.runtime.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/**
 * One request that is wrong in itself, and what its caller must be told.
 *
 * @param name what is wrong with it; unique
 * @param body what is sent
 * @param status the status
 * @param told the exact body of the answer
 */
record BadInput(String name, byte[] body, int status, String told) {

  static final String MODEL = "good-model";

  private static final String TYPE = "invalid_request_error";

  /** A body that is no JSON, for this reason. */
  static BadInput unreadable(String name, byte[] body, String why) {
    return new BadInput(
        name,
        body,
        400,
        error("We could not parse the JSON body of your request: " + why + ".", "null", "null"));
  }

  static BadInput unreadable(String name, String body, String why) {
    return unreadable(name, body.getBytes(UTF_8), why);
  }

  /** A good body with these fields before its own, the first of which is at fault. */
  static BadInput field(String fields, String param, String message) {
    return field(fields, fields + "," + rest(fields), param, message);
  }

  /** A body that is wrong in this field. */
  static BadInput field(String name, String body, String param, String message) {
    return new BadInput(
        name, ("{" + body + "}").getBytes(UTF_8), 400, error(message, quoted(param), "null"));
  }

  /** What a good body has besides these fields. */
  private static String rest(String fields) {
    var model =
        fields.toLowerCase(Locale.ROOT).contains("\"model\"") ? "" : "\"model\":\"" + MODEL + "\",";
    return fields.contains("\"messages\"")
        ? model + "\"x\":1"
        : model + "\"messages\":" + Asking.MESSAGES;
  }

  /** Returns an error in the caller's dialect; {@code param} and {@code code} as JSON. */
  static String error(String message, String param, String code) {
    return Failing.body(message.replace("\\", "\\\\").replace("\"", "\\\""), TYPE, param, code);
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }

  @Override
  public String toString() {
    return name;
  }
}
