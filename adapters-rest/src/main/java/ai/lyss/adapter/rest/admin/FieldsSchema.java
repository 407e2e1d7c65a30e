package ai.lyss.adapter.rest.admin;

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

  private static final Map<String, Object> SECRET = Map.of("type", "string", "writeOnly", true);

  /** A schema of secrets: texts that are written and never read. */
  static FieldsSchema ofSecrets(Collection<String> required, Collection<String> optional) {
    var properties = new TreeMap<String, Map<String, Object>>();
    required.forEach(name -> properties.put(name, SECRET));
    optional.forEach(name -> properties.put(name, SECRET));
    return new FieldsSchema("object", properties, List.copyOf(new TreeSet<>(required)), false);
  }

  /** A schema of options, none of them required, whose types are the vendor's business. */
  static FieldsSchema ofOptions(Collection<String> names) {
    var properties = new TreeMap<String, Map<String, Object>>();
    names.forEach(name -> properties.put(name, Map.of()));
    return new FieldsSchema("object", properties, List.of(), false);
  }
}
