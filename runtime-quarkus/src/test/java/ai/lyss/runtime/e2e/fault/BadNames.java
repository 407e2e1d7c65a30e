package ai.lyss.runtime.e2e.fault;

import static ai.lyss.runtime.e2e.fault.BadInput.field;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Names of models that nobody has, or that try to leave their place. */
final class BadNames {

  private BadNames() {}

  static List<BadInput> all() {
    var rows = new ArrayList<BadInput>();
    for (var name : List.of("nobody-has-it", "good-model ".strip() + "2", "GOOD-MODEL", "a/b:c")) {
      rows.add(unknown(name));
    }
    rows.add(character("a\\r\\nx-evil: 1", "U+000D"));
    rows.add(character("a\\nSet-Cookie: x=y", "U+000A"));
    rows.add(character("a\\u0000b", "U+0000"));
    rows.add(character("a b", "U+0020"));
    rows.add(character("mod\u00e8le", "U+00E8"));
    rows.add(character("\\ud83d\\ude00", "U+D83D"));
    rows.add(character("\\ud800", "U+D800"));
    rows.add(character("a\\\"b", "U+0022"));
    rows.add(character("<script>", "U+003C"));
    rows.add(character("a?key=b", "U+003F"));
    rows.add(character("%2e%2e", "U+0025"));
    for (var path : List.of("../admin", "a/../b", "a//b", "./a", "/a", "a/")) {
      rows.add(name(path, "model name: a path segment . or .. (expected: none)"));
    }
    rows.add(name("", "model name: 0 characters (expected: 1 to 256)"));
    rows.add(name("m".repeat(257), "model name: 257 characters (expected: 1 to 256)"));
    return rows;
  }

  private static BadInput unknown(String name) {
    var body = "{\"model\":\"" + name + "\",\"messages\":" + Asking.MESSAGES + "}";
    return new BadInput(
        "an unknown model, " + name, body.getBytes(UTF_8), 404, Failing.unknownModel(name));
  }

  private static BadInput character(String name, String code) {
    return name(
        name,
        "model name: character " + code + " (expected: visible ASCII without ? # % \\ \" < >)");
  }

  private static BadInput name(String name, String message) {
    return field("\"model\":\"" + name + "\"", "model", message);
  }
}
