package ai.lyss.adapter.rest.admin;

import ai.lyss.domain.provider.SettingForm;
import ai.lyss.domain.provider.VendorSetting;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JSON Schema of an object with known fields and no others. Immutable.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema 2020-12</a>
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(
    name = "FieldsSchema",
    description = "A JSON Schema (2020-12) of an object.",
    type = SchemaType.OBJECT,
    implementation = Object.class)
record FieldsSchema(
    String type,
    @JsonInclude(JsonInclude.Include.ALWAYS) SortedMap<String, Map<String, Object>> properties,
    List<String> required,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("additionalProperties")
        boolean additionalProperties) {

  private static final String TYPE = "type";
  private static final Map<String, Object> SECRET = Map.of(TYPE, "string", "writeOnly", true);

  /** A schema of secrets: texts that are written and never read. */
  static FieldsSchema ofSecrets(Collection<String> required, Collection<String> optional) {
    var properties = new TreeMap<String, Map<String, Object>>();
    required.forEach(name -> properties.put(name, SECRET));
    optional.forEach(name -> properties.put(name, SECRET));
    return new FieldsSchema("object", properties, List.copyOf(new TreeSet<>(required)), false);
  }

  /** A schema of options, none of them required. */
  static FieldsSchema ofOptions(Map<String, VendorSetting> settings) {
    var properties = new TreeMap<String, Map<String, Object>>();
    settings.forEach(
        (name, setting) -> {
          var schema = new TreeMap<>(schema(setting.form()));
          schema.put("description", setting.description());
          properties.put(name, schema);
        });
    return new FieldsSchema("object", properties, List.of(), false);
  }

  private static Map<String, Object> schema(SettingForm form) {
    return switch (form) {
      case SettingForm.Flag flag -> Map.of(TYPE, "boolean");
      case SettingForm.Whole whole ->
          Map.of(TYPE, "integer", "minimum", whole.min(), "maximum", whole.max());
      case SettingForm.Decimal decimal ->
          Map.of(TYPE, "number", "minimum", decimal.min(), "maximum", decimal.max());
      case SettingForm.Choice choice -> Map.of("enum", choice.values());
      case SettingForm.Text text ->
          Map.of(TYPE, "string", "pattern", "^(?:" + text.pattern() + ")$");
      case SettingForm.OneOrMore several -> {
        var one = schema(several.element());
        var list = Map.of(TYPE, "array", "minItems", 1, "maxItems", several.most(), "items", one);
        yield Map.of("anyOf", List.of(one, list));
      }
      case SettingForm.MapOf map ->
          Map.of(
              TYPE,
              "object",
              "maxProperties",
              map.most(),
              "additionalProperties",
              schema(map.element()));
    };
  }
}
