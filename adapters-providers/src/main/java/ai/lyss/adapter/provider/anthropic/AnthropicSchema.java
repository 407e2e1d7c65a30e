package ai.lyss.adapter.provider.anthropic;

import ai.lyss.domain.json.JsonSpan;
import ai.lyss.domain.json.JsonSplice;
import ai.lyss.domain.json.JsonTree;
import ai.lyss.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as the vendor takes them where it holds a model to them: every object says that it has no
 * other properties than its own. A schema that leaves it open is narrowed, so that what fits the
 * narrow one fits the caller's too. Where that is not sure the schema stays as it is: an object of
 * no properties would be empty, and one that is put together of several could be impossible.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs">
 *     Structured outputs</a>
 */
final class AnthropicSchema {

  private static final byte[] CLOSED =
      ",\"additionalProperties\":false".getBytes(StandardCharsets.US_ASCII);
  private static final String ALL_OF = "\"allOf\"";

  /** Beside these, properties are not all there is to an object. */
  private static final Set<String> MORE_THAN_PROPERTIES =
      Set.of(
          "additionalProperties",
          "patternProperties",
          "unevaluatedProperties",
          "propertyNames",
          "dependentSchemas",
          "dependentRequired",
          "dependencies",
          "minProperties",
          "const",
          "enum",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "$ref");

  /** Of these each says something of the same object: of two, neither may deny the other's. */
  private static final Set<String> TOGETHER =
      Set.of(
          "properties",
          "patternProperties",
          "dependentSchemas",
          "anyOf",
          "oneOf",
          "not",
          "if",
          "$ref");

  private static final Set<String> NAMED = Set.of("$defs", "definitions");
  private static final Set<String> OF_SCHEMAS =
      Set.of("properties", "anyOf", "oneOf", "prefixItems");
  private static final String REFERENCE = "$ref";

  private AnthropicSchema() {}

  /** Returns the schema with every object closed that can be. */
  static RawJson closed(RawJson schema) {
    var tree = schema.tree();
    if (schema.text().contains(ALL_OF) || refersTogether(tree, false)) {
      return schema;
    }
    var splice = new JsonSplice(schema.bytes());
    close(tree, splice);
    var bytes = splice.bytes();
    return RawJson.of(bytes, new JsonSpan(0, bytes.length));
  }

  /**
   * Tells whether an object that is put together refers to some of what it is put together of,
   * which may be closed elsewhere.
   */
  private static boolean refersTogether(JsonTree json, boolean within) {
    boolean together = within || isPutTogether(json);
    return json.children().stream()
        .anyMatch(
            member ->
                (together && member.name().equals(REFERENCE))
                    || refersTogether(member, together && !NAMED.contains(member.name())));
  }

  private static boolean isPutTogether(JsonTree schema) {
    return schema.children().stream().filter(member -> TOGETHER.contains(member.name())).count()
        > 1;
  }

  private static void close(@Nullable JsonTree schema, JsonSplice splice) {
    if (schema == null || !schema.isObject()) {
      return;
    }
    boolean alone = !isPutTogether(schema);
    for (var member : schema.children()) {
      var name = member.name();
      if (NAMED.contains(name) || (alone && OF_SCHEMAS.contains(name))) {
        member.children().forEach(inner -> close(inner, splice));
      } else if (alone && name.equals("items")) {
        close(member, splice);
      }
    }
    if (isOpen(schema)) {
      splice.replace(JsonSpan.at(schema.span().end() - 1), CLOSED);
    }
  }

  private static boolean isOpen(JsonTree schema) {
    var properties = schema.get("properties");
    return isOfObjects(schema.get("type"))
        && properties != null
        && !properties.children().isEmpty()
        && requiresOnly(properties, schema.get("required"))
        && schema.children().stream()
            .noneMatch(member -> MORE_THAN_PROPERTIES.contains(member.name()));
  }

  private static boolean requiresOnly(JsonTree properties, @Nullable JsonTree required) {
    if (required == null) {
      return true;
    }
    var names = properties.children().stream().map(JsonTree::name).collect(Collectors.toSet());
    return required.children().stream().allMatch(name -> names.contains(name.text()));
  }

  private static boolean isOfObjects(@Nullable JsonTree type) {
    return type != null
        && (type.is("object") || type.children().stream().anyMatch(each -> each.is("object")));
  }
}
