package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.BadInput.unreadable;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Bodies that are no JSON object at all, or one that nobody should follow down. */
final class BadSyntax {

  private static final String NO_OBJECT = "a JSON object expected";
  private static final int DEPTH = 10_000;
  private static final int DEEPEST = 512;

  private BadSyntax() {}

  static List<BadInput> all() {
    var rows = new ArrayList<BadInput>();
    for (var text :
        List.of("", " ", "hello", "[]", "\"x\"", "null", "17", "\uFEFF{}", "%PDF-1.7")) {
      rows.add(unreadable("no JSON object: " + text, text, NO_OBJECT));
    }
    rows.add(unreadable("another encoding", "{}".getBytes(UTF_16), NO_OBJECT));
    rows.add(at("{", "'}' expected at byte 1"));
    rows.add(at("{\"model\":\"m\",}", "a field name expected at byte 13"));
    rows.add(at("{\"model\" \"m\"}", "':' expected at byte 9"));
    rows.add(at("{\"model\":\"m\"} {}", "text after the end of the JSON value at byte 14"));
    rows.add(at("{'model':'m'}", "a field name expected at byte 1"));
    rows.add(at("{\"x\":NaN}", "a value expected at byte 5"));
    rows.add(at("{\"x\":01}", "',' or '}' expected at byte 6"));
    rows.add(at("{\"x\":1.}", "a malformed number at byte 5"));
    rows.add(at("{\"x\":tru}", "'true' expected at byte 5"));
    rows.add(at("{\"x\":\"\\q\"}", "a malformed string at byte 5"));
    rows.add(at("{\"x\":\"\n\"}", "a malformed string at byte 5"));
    rows.add(at("{\"\\u12\":1}", "a malformed field name at byte 1"));
    rows.add(bytes("an overlong character", 0xc0, 0xaf));
    rows.add(bytes("half a surrogate pair in UTF-8", 0xed, 0xa0, 0x80));
    rows.add(bytes("a character cut short", 0xe2, 0x82));
    rows.add(deep("arrays", "{\"messages\":", "[", "]"));
    rows.add(deep("objects", "{\"x\":", "{\"a\":", "}"));
    return rows;
  }

  private static BadInput at(String body, String why) {
    return unreadable(body, body, why);
  }

  private static BadInput bytes(String name, int... wrong) {
    var body = "{\"x\":\"????\"}".getBytes(UTF_8);
    for (int i = 0; i < wrong.length; i++) {
      body[6 + i] = (byte) wrong[i];
    }
    return unreadable(name, body, "a malformed string at byte 5");
  }

  private static BadInput deep(String of, String start, String open, String close) {
    var body = start + open.repeat(DEPTH) + "1" + close.repeat(DEPTH) + "}";
    int at = start.length() + open.length() * (DEEPEST - 1);
    return unreadable(
        DEPTH + " levels of " + of,
        body,
        "nested deeper than " + DEEPEST + " levels at byte " + at);
  }
}
