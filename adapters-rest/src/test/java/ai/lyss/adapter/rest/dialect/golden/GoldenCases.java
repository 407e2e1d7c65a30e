package ai.lyss.adapter.rest.dialect.golden;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads files of golden cases: one JSON object a line, each with a {@code case} that names it and a
 * {@code source} that says where it is known from. Empty lines and lines that start with {@code #}
 * are left out.
 */
public final class GoldenCases {

  private GoldenCases() {}

  /** One case of a file; prints as its name. */
  public record Case(String name, JsonObject fields) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Returns the cases of a file in their order.
   *
   * @param path below {@code golden/}, such as {@code requests/responses.jsonl}
   */
  public static List<Case> of(String path) {
    var names = new HashSet<String>();
    return text(path)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(JsonObject::new)
        .map(
            fields -> {
              var name = fields.getString("case");
              if (name == null || fields.getString("source") == null || !names.add(name)) {
                throw new IllegalStateException(path + ": no name or source of its own: " + name);
              }
              return new Case(name, fields);
            })
        .toList();
  }

  private static String text(String path) {
    try (var in = GoldenCases.class.getResourceAsStream("/golden/" + path)) {
      if (in == null) {
        throw new IllegalStateException("no file golden/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns a value with its keys sorted, one member or element a line, to compare by. */
  public static String normal(Object value) {
    return switch (value) {
      case null -> "null";
      case JsonObject object ->
          new TreeMap<>(object.getMap())
              .keySet().stream()
                  .map(key -> "\"" + key + "\":" + normal(object.getValue(key)))
                  .collect(Collectors.joining(",\n", "{", "}"));
      case JsonArray array ->
          array.stream().map(GoldenCases::normal).collect(Collectors.joining(",\n", "[", "]"));
      case String text -> "\"" + text + "\"";
      default -> value.toString();
    };
  }
}
