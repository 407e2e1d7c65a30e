package ai.lyss.runtime.e2e.admin;

import ai.lyss.runtime.e2e.openapi.ApiDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A field with a value that its schema does not allow, as the body that has only this field in it.
 *
 * @param pointer where the answer has to say that it is wrong (RFC 6901)
 * @param patch the field within the objects that lead to it
 */
record BadField(String pointer, ObjectNode patch) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Returns one for each thing that the schema of a body says of each of its fields. */
  static List<BadField> of(ApiDescription api, JsonNode schema) {
    return new Walk(api).of(schema);
  }

  /** Returns a body with this field in it, and everything else as it was. */
  ObjectNode in(ObjectNode body) {
    var bad = body.deepCopy();
    merge(bad, patch);
    return bad;
  }

  private static void merge(ObjectNode into, ObjectNode patch) {
    for (var field : patch.properties()) {
      if (field.getValue() instanceof ObjectNode inner
          && !inner.isEmpty()
          && into.get(field.getKey()) instanceof ObjectNode there) {
        merge(there, inner);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }

  @Override
  public String toString() {
    var text = patch.toString();
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }

  private BadField within(String name) {
    var outer = JSON.objectNode();
    outer.set(name, patch);
    return new BadField("/" + name + pointer, outer);
  }

  private record Walk(ApiDescription api) {

    List<BadField> of(JsonNode schema) {
      var bad = new ArrayList<BadField>();
      bad.add(field("no_such_field", JSON.numberNode(1)));
      for (var required : schema.path("required")) {
        bad.add(field(required.asText(), JSON.nullNode()));
      }
      for (var property : schema.path("properties").properties()) {
        var name = property.getKey();
        var one = api.resolve(property.getValue());
        for (var value : values(one)) {
          bad.add(field(name, value));
        }
        if (one.has("properties")) {
          of(one).forEach(inner -> bad.add(inner.within(name)));
        }
      }
      return bad;
    }

    private List<JsonNode> values(JsonNode schema) {
      var type = schema.path("type").toString();
      var values = new ArrayList<JsonNode>();
      if (type.contains("string")) {
        ofText(schema, values);
      } else if (type.contains("integer")) {
        ofWhole(schema, values);
      } else if (type.contains("boolean")) {
        values.addAll(List.of(JSON.textNode("true"), JSON.numberNode(1)));
      } else if (type.contains("array")) {
        ofList(schema, values);
      } else if (type.contains("object")) {
        values.addAll(List.of(JSON.textNode("x"), JSON.arrayNode(), JSON.numberNode(1)));
      }
      return values;
    }

    private static void ofText(JsonNode schema, List<JsonNode> values) {
      values.addAll(List.of(JSON.numberNode(7), JSON.booleanNode(true), JSON.objectNode()));
      if (schema.has("enum")) {
        var first = schema.get("enum").get(0).asText();
        values.add(JSON.textNode("no-such-choice"));
        values.add(JSON.textNode(first.toUpperCase(Locale.ROOT)));
      }
      if (schema.path("minLength").asInt() > 0) {
        values.add(JSON.textNode(""));
      }
      if (schema.has("maxLength")) {
        values.add(JSON.textNode("x".repeat(schema.get("maxLength").asInt() + 1)));
      }
      if (schema.has("format")) {
        values.add(JSON.textNode("neither fish nor fowl"));
      }
    }

    private static void ofWhole(JsonNode schema, List<JsonNode> values) {
      values.addAll(List.of(JSON.textNode("1"), JSON.numberNode(1.5), JSON.booleanNode(true)));
      if (schema.has("minimum")) {
        values.add(JSON.numberNode(schema.get("minimum").asLong() - 1));
      }
      if (schema.has("maximum")) {
        values.add(JSON.numberNode(schema.get("maximum").asLong() + 1));
      }
    }

    private void ofList(JsonNode schema, List<JsonNode> values) {
      values.addAll(List.of(JSON.textNode("x"), JSON.objectNode(), JSON.numberNode(1)));
      values.add(JSON.arrayNode().addNull());
      if (schema.path("minItems").asInt() > 0) {
        values.add(JSON.arrayNode());
      }
      var element = api.resolve(schema.path("items"));
      for (var each : element.has("properties") ? List.<JsonNode>of() : values(element)) {
        values.add(JSON.arrayNode().add(each));
      }
      for (var each : element.has("properties") ? of(element) : List.<BadField>of()) {
        values.add(JSON.arrayNode().add(each.patch()));
      }
      if (schema.has("maxItems") && element.path("type").toString().contains("string")) {
        values.add(texts(schema.get("maxItems").asInt() + 1));
      }
    }

    private static ArrayNode texts(int count) {
      var texts = JSON.arrayNode();
      for (int i = 0; i < count; i++) {
        texts.add("t" + i);
      }
      return texts;
    }

    private static BadField field(String name, JsonNode value) {
      var patch = JSON.objectNode();
      patch.set(name, value);
      return new BadField("/" + name, patch);
    }
  }
}
