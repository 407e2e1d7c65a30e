package ai.lyss.runtime.e2e.openapi;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds answers against their description: status, content type, body and headers. A field that is
 * not described is a mistake in what administration answers; vendors' answers may have more.
 * Thread-safe.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>
 */
public final class AnswerCheck {

  private static final String ADMINISTRATION = "/api/v1/";
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String REFERENCE = "#/components/schemas/";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  /** What HTTP itself puts on answers. */
  private static final Set<String> TRANSPORT =
      Set.of("content-type", "content-length", "transfer-encoding", "connection", "date");

  private final ApiDescription api;
  private final ObjectNode closed;
  private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

  /** Holds answers against this description. */
  public AnswerCheck(ApiDescription api) {
    this.api = api;
    this.closed = api.components().deepCopy();
    close(closed);
  }

  /**
   * Checks an answer.
   *
   * @param path the path that was asked for, without its query
   * @throws AssertionError when it is not as described
   */
  public void check(String verb, String path, HttpResponse<String> answer) {
    var wrong = new ArrayList<String>();
    var endpoint = ApiDescription.endpoint(verb, path);
    if (endpoint.isPresent()) {
      checkDescribed(endpoint.get(), answer, wrong);
    } else if (path.startsWith(ADMINISTRATION)) {
      checkContent(problems(), answer, closed, wrong);
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "%s %s: answered %d, not as described: %s%n%s %s"
              .formatted(
                  verb,
                  path,
                  answer.statusCode(),
                  String.join("; ", wrong),
                  answer.headers().map(),
                  answer.body()));
    }
  }

  private void checkDescribed(Endpoint endpoint, HttpResponse<String> answer, List<String> wrong) {
    var described =
        api.operation(endpoint).path("responses").path(String.valueOf(answer.statusCode()));
    if (described.isMissingNode()) {
      wrong.add("status");
      return;
    }
    boolean ours = endpoint.kind() == EndpointKind.ADMINISTRATION;
    var components = ours ? closed : api.components();
    checkContent(described.path("content"), answer, components, wrong);
    checkHeaders(described.path("headers"), answer, wrong);
    if (ours) {
      noOtherHeaders(described.path("headers"), answer, wrong);
    }
  }

  private void checkContent(
      JsonNode content, HttpResponse<String> answer, ObjectNode components, List<String> wrong) {
    if (content.isMissingNode()) {
      if (!answer.body().isEmpty()) {
        wrong.add("a body where none is described");
      }
      return;
    }
    var type = answer.headers().firstValue("content-type").orElse("none").split(";", -1)[0];
    var schema = content.path(type).path("schema");
    if (schema.isMissingNode()) {
      wrong.add("content type " + type);
    } else if (type.endsWith("json")) {
      fits(schema, json(answer.body(), wrong), components, "body", wrong);
    }
  }

  private void checkHeaders(JsonNode headers, HttpResponse<String> answer, List<String> wrong) {
    for (var header : headers.properties()) {
      var name = header.getKey();
      var values = answer.headers().allValues(name);
      if (values.isEmpty() && header.getValue().path("required").asBoolean()) {
        wrong.add("no header " + name);
      }
      for (var value : values) {
        var schema = header.getValue().path("schema");
        var typed =
            schema.path("type").asText().equals("integer")
                ? json(value, wrong)
                : MAPPER.getNodeFactory().textNode(value);
        fits(schema, typed, api.components(), "header " + name, wrong);
      }
    }
  }

  private static void noOtherHeaders(
      JsonNode headers, HttpResponse<String> answer, List<String> wrong) {
    var known = new ArrayList<String>(TRANSPORT);
    headers.fieldNames().forEachRemaining(name -> known.add(name.toLowerCase(Locale.ROOT)));
    for (var name : answer.headers().map().keySet()) {
      if (!name.startsWith(":") && !known.contains(name.toLowerCase(Locale.ROOT))) {
        wrong.add("header " + name + " is not described");
      }
    }
  }

  private void fits(
      JsonNode schema, JsonNode value, ObjectNode components, String what, List<String> wrong) {
    schema(schema, components)
        .validate(value)
        .forEach(each -> wrong.add(what + " " + each.getMessage()));
  }

  private JsonSchema schema(JsonNode schema, ObjectNode components) {
    var whole = MAPPER.createObjectNode();
    whole.putArray("allOf").add(components == closed ? closing(schema) : schema);
    whole.set("$defs", components.path("schemas"));
    return schemas.computeIfAbsent(
        MAPPER.createArrayNode().add(schema).add(components == closed),
        key -> factory.getSchema(whole.toString().replace(REFERENCE, "#/$defs/"), STRICT));
  }

  private static JsonNode closing(JsonNode schema) {
    var copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  /** Lets no object have other fields than those that are listed, where nothing else is said. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(AnswerCheck::close);
  }

  private static JsonNode json(String text, List<String> wrong) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      wrong.add("no JSON: " + text);
      return MAPPER.nullNode();
    }
  }

  /** What administration answers with where no endpoint is. */
  private static JsonNode problems() {
    var content = MAPPER.createObjectNode();
    content.putObject(PROBLEM_JSON).putObject("schema").put("$ref", REFERENCE + "Problem");
    return content;
  }
}
