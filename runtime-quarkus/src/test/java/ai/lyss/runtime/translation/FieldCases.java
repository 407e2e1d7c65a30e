package ai.lyss.runtime.translation;

import ai.lyss.domain.chat.Dialect;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code fields/<dialect>.jsonl}: first bodies by their names ({@code base}, {@code body}),
 * then fields to set in them ({@code at}, {@code value}; {@code base} other than {@code plain},
 * {@code is}, {@code nothing}, in {@code body} what else is set beforehand, and in {@code also}
 * what goes with the field, as the other end of an id does).
 */
public final class FieldCases {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldCases() {}

  /** Returns the cases of a dialect in the order of its file. */
  public static List<FieldCase> of(Dialect dialect) {
    var bases = new HashMap<String, JsonNode>();
    var labels = new HashSet<String>();
    var cases = new ArrayList<FieldCase>();
    for (var line : lines(file(dialect) + ".jsonl")) {
      var read = json(line);
      if (read.has("at")) {
        var one = field(read, bases);
        if (!labels.add(one.label())) {
          throw new IllegalStateException("twice in " + file(dialect) + ": " + one.label());
        }
        cases.add(one);
      } else {
        bases.put(read.required("base").asText(), read.required("body"));
      }
    }
    return cases;
  }

  /** Returns the fields that a vendor's own documents list, as patterns. */
  static List<String> documented(Dialect dialect) {
    return lines(file(dialect) + ".documented.txt");
  }

  private static FieldCase field(JsonNode read, Map<String, JsonNode> bases) {
    var name = read.path("base").asText("plain");
    var without = bases.get(name);
    if (without == null) {
      throw new IllegalStateException("no base '" + name + "' for " + read);
    }
    for (var more : read.path("body").properties()) {
      without = FieldCase.set(without, more.getKey(), more.getValue());
    }
    var at = read.required("at").asText();
    var with = FieldCase.set(without, at, read.required("value"));
    for (var more : read.path("also").properties()) {
      with = FieldCase.set(with, more.getKey(), more.getValue());
    }
    return new FieldCase(at, text(read, "is"), text(read, "nothing"), without, with);
  }

  private static @Nullable String text(JsonNode read, String name) {
    return read.has(name) ? read.get(name).asText() : null;
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException malformed) {
      throw new UncheckedIOException(line, malformed);
    }
  }

  private static String file(Dialect dialect) {
    return dialect.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> lines(String file) {
    try (var in = FieldCases.class.getResourceAsStream("/fields/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no file fields/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
