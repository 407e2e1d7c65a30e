package ai.lyss.adapter.rest.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas that the scanner found as true as they can be, and those of patches of them.
 */
final class OpenApiSchemas {

  /** What patches change, and an example of each. */
  private static final Map<String, Map<String, Object>> PATCHED =
      Map.of(
          "Provider", Map.of("settings", Map.of("organization", "org-2")),
          "Channel", Map.of("weight", 50),
          "Route", Map.of("policy", "round_robin"),
          "Quota", Map.of("limit", 2_000_000),
          "Key", Map.of("name", "ci-2"),
          "Tenant", Map.of("name", "acme-2"));

  private static final String PATCH = "Patch";

  private OpenApiSchemas() {}

  /** Returns the name of the schema of a patch. */
  static String patch(String body) {
    return body + PATCH;
  }

  /** Completes the schemas. */
  static void complete(Components components) {
    var scanned = components.getSchemas();
    if (scanned == null) {
      return;
    }
    for (var schema : List.copyOf(scanned.values())) {
      admitNull(schema);
    }
    PATCHED.forEach(
        (body, example) -> {
          var schema = scanned.get(body);
          if (schema != null) {
            components.addSchema(patch(body), patch(body, schema, example));
          }
        });
  }

  private static Schema patch(String body, Schema schema, Map<String, Object> example) {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description(
            ("A JSON merge patch (RFC 7396) of %s: what is left out stays, null goes back to the"
                    + " usual value.")
                .formatted(body))
        .properties(schema.getProperties())
        .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false))
        .examples(List.of(example));
  }

  /** A value that may be null beside some names is one of these names, or null. */
  private static void admitNull(Schema schema) {
    var properties = schema.getProperties();
    if (properties == null) {
      return;
    }
    var complete = new LinkedHashMap<String, Schema>();
    properties.forEach((name, property) -> complete.put(name, nullable(property)));
    schema.setProperties(complete);
  }

  private static Schema nullable(Schema property) {
    @Nullable List<SchemaType> types = property.getType();
    var names = property.getEnumeration();
    if (types != null && property.getAnyOf() != null && !property.getAnyOf().isEmpty()) {
      property.setType(null); // the alternatives say it
      return property;
    }
    if (types == null || !types.contains(SchemaType.NULL) || names == null || names.isEmpty()) {
      return property;
    }
    return OASFactory.createSchema()
        .description(property.getDescription())
        .defaultValue(property.getDefaultValue())
        .anyOf(
            List.of(
                OASFactory.createSchema().addType(SchemaType.STRING).enumeration(names),
                OASFactory.createSchema().addType(SchemaType.NULL)));
  }
}
