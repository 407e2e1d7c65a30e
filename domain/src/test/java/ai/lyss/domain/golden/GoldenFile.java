package ai.lyss.domain.golden;

import ai.lyss.domain.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads files of golden cases: one JSON object a line, each with a {@code case} that names it and a
 * {@code source} that says where it is known from. Empty lines and lines that start with {@code #}
 * are left out.
 */
public final class GoldenFile {

  private GoldenFile() {}

  /**
   * Returns the cases of a file by their names, in their order.
   *
   * @param path below {@code golden/}, such as {@code requests/cases.jsonl}
   */
  public static Map<String, JsonTree> read(String path) {
    var cases = new LinkedHashMap<String, JsonTree>();
    int line = 0;
    for (var text : lines(path)) {
      line++;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      var item = json(text);
      var name = item.textOf("case");
      if (name == null || cases.put(name, item) != null) {
        throw new IllegalStateException(path + ":" + line + ": no name of its own: " + name);
      }
      if (item.textOf("source") == null) {
        throw new IllegalStateException(path + ":" + line + ": " + name + ": no source");
      }
    }
    return cases;
  }

  private static List<String> lines(String path) {
    try (var in = GoldenFile.class.getResourceAsStream("/golden/" + path)) {
      if (in == null) {
        throw new IllegalStateException("no file golden/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns a text that is JSON as a tree; fails when it is none. */
  public static JsonTree json(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var problems = new ArrayList<String>();
    var tree = JsonTree.read(bytes, 0, bytes.length, problems::add);
    if (tree == null) {
      throw new IllegalArgumentException(problems + ": " + text);
    }
    return tree;
  }

  /** Returns a value with its keys sorted, white space gone and escapes resolved, to compare by. */
  public static String normal(JsonTree value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /** Returns the same of a text that is JSON. */
  public static String normal(String json) {
    return normal(json(json));
  }

  private static void write(JsonTree value, StringBuilder out) {
    switch (value.kind()) {
      case OBJECT -> {
        var sorted = new TreeMap<String, JsonTree>();
        value.children().forEach(child -> sorted.put(child.name(), child));
        var before = "{";
        for (var member : sorted.entrySet()) {
          out.append(before).append('"').append(member.getKey()).append("\":");
          write(member.getValue(), out);
          before = ",\n";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        var before = "[";
        for (var element : value.children()) {
          out.append(before);
          write(element, out);
          before = ",\n";
        }
        out.append(value.children().isEmpty() ? "[]" : "]");
      }
      case STRING -> out.append('"').append(value.text()).append('"');
      case NUMBER, TRUE, FALSE, NULL, INVALID -> out.append(value.raw().text());
    }
  }
}
