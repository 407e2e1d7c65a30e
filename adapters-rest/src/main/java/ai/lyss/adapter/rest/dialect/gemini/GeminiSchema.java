package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Google's own schemas made JSON Schema: types in lower case, nullable as a second type, bounds
 * that come as texts as numbers. What JSON Schema lacks is an order of properties, which is left
 * out.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Schema</a>
 */
final class GeminiSchema {

  private static final Set<String> BOUNDS =
      Set.of("minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength");

  /** Deeper ones are taken as they are: no model can follow them. */
  private static final int MOST_LEVELS = 20;

  private GeminiSchema() {}

  /** Returns the JSON Schema. */
  static RawJson standard(JsonTree schema) {
    var out = new JsonOut();
    write(schema, MOST_LEVELS, out);
    return RawJson.of(new String(out.take(), StandardCharsets.UTF_8));
  }

  private static void write(JsonTree schema, int levels, JsonOut out) {
    if (!schema.isObject() || levels == 0) {
      out.raw(schema.raw());
      return;
    }
    var nullable = schema.get("nullable");
    out.object();
    for (var field : schema.children()) {
      var name = GeminiField.camel(field.name());
      switch (name) {
        case "type" -> type(field, nullable != null && Boolean.TRUE.equals(nullable.flag()), out);
        case "nullable", "propertyOrdering" -> {}
        case "properties" -> {
          out.name(name).object();
          for (var property : field.children()) {
            write(property, levels - 1, out.name(property.name()));
          }
          out.endObject();
        }
        case "items" -> write(field, levels - 1, out.name(name));
        case "anyOf" -> {
          out.name(name).array();
          field.children().forEach(each -> write(each, levels - 1, out));
          out.endArray();
        }
        default -> {
          out.name(name);
          bound(name, field, out);
        }
      }
    }
    out.endObject();
  }

  private static void type(JsonTree type, boolean nullable, JsonOut out) {
    out.name("type");
    var word = type.text();
    if (word == null) {
      out.raw(type.raw());
      return;
    }
    var lower = word.toLowerCase(Locale.ROOT);
    if (nullable) {
      out.array().text(lower).text("null").endArray();
    } else {
      out.text(lower);
    }
  }

  /** Whole numbers of 64 bits are texts in Google's JSON. */
  private static void bound(String name, JsonTree field, JsonOut out) {
    var text = field.text();
    if (text != null && BOUNDS.contains(name) && text.matches("[0-9]{1,18}")) {
      out.number(Long.parseLong(text));
    } else {
      out.raw(field.raw());
    }
  }
}
