package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.adapter.rest.problem.Problem;
import ai.lyss.adapter.rest.problem.ProblemException;
import ai.lyss.adapter.rest.problem.ProblemKind;
import ai.lyss.application.usecase.FieldProblem;
import ai.lyss.application.usecase.FieldProblem.Kind;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of a YAML document as if it were JSON, and notes what cannot be: aliases, tags,
 * names that come twice, values of no JSON type. Not thread-safe; one object a document.
 */
final class YamlTree {

  private static final int MAX_DEPTH = 32;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final YAMLParser parser;
  private final List<Fault> faults = new ArrayList<>();

  YamlTree(YAMLParser parser) {
    this.parser = parser;
  }

  /**
   * Returns the object that the document is; a document with nothing in it is an empty one.
   *
   * @throws ProblemException when the document is something else, or has what cannot be
   * @throws IOException when it is no YAML
   */
  ObjectNode object() throws IOException {
    var first = parser.nextToken();
    var tree = first == null ? NODES.objectNode() : value(first, JsonPointer.empty(), 0);
    if (parser.nextToken() != null) {
      throw malformed("body: a second document (expected: one YAML document)");
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(Problem.of(faults));
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    if (tree.isNull() || (tree.isTextual() && tree.textValue().isEmpty())) {
      return NODES.objectNode();
    }
    throw malformed("body: no object (expected: fields and their values)");
  }

  private JsonNode value(JsonToken token, JsonPointer place, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw malformed("body: more than %d levels (expected: fewer)".formatted(MAX_DEPTH));
    }
    if (parser.isCurrentAlias()) {
      note(place, Kind.UNKNOWN, "an alias (expected: the value itself, written out)");
      return NODES.nullNode();
    }
    if (parser.getTypeId() != null) {
      note(place, Kind.UNKNOWN, "a tag (expected: a value without one)");
    }
    return switch (token) {
      case START_OBJECT -> fields(place, depth);
      case START_ARRAY -> elements(place, depth);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> decimal(place);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT -> {
        note(place, Kind.MALFORMED, "no value of JSON (expected: one)");
        yield NODES.nullNode();
      }
    };
  }

  private ObjectNode fields(JsonPointer place, int depth) throws IOException {
    var object = NODES.objectNode();
    for (var token = parser.nextToken();
        token != null && token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      var name = parser.currentName();
      var inner = place.appendProperty(name);
      var value = value(next(), inner, depth + 1);
      if (object.has(name)) {
        note(inner, Kind.DUPLICATE, "for the second time (expected: each name once)");
      }
      object.set(name, value);
    }
    return object;
  }

  private ArrayNode elements(JsonPointer place, int depth) throws IOException {
    var list = NODES.arrayNode();
    for (var token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(token, place.appendIndex(list.size()), depth + 1));
    }
    return list;
  }

  private JsonNode decimal(JsonPointer place) throws IOException {
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException e) {
      note(place, Kind.MALFORMED, "no finite number (expected: one)");
      return NODES.nullNode();
    }
  }

  private JsonToken next() throws IOException {
    @Nullable JsonToken token = parser.nextToken();
    if (token == null) {
      throw malformed("body: broken off (expected: one YAML document)");
    }
    return token;
  }

  private void note(JsonPointer place, Kind kind, String what) {
    faults.add(Fault.of(new FieldProblem(place.toString(), kind, place + ": " + what)));
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemKind.MALFORMED_YAML, detail));
  }
}
