package ai.lyss.runtime.e2e.openapi;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The OpenAPI document of a service, looked up by the rows of the endpoint table. Immutable. */
public final class ApiDescription {

  /** Where a service serves it. */
  public static final String PATH = "/q/openapi?format=json";

  static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode document;

  private ApiDescription(ObjectNode document) {
    this.document = document;
  }

  /** Reads the document. */
  public static ApiDescription of(String text) {
    try {
      return new ApiDescription((ObjectNode) MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the OpenAPI document is no JSON", e);
    }
  }

  /** Returns the row of the endpoint table that a request goes to; empty when none serves it. */
  public static Optional<Endpoint> endpoint(String verb, String path) {
    return EndpointTable.SERVED.all().stream()
        .filter(each -> each.verb().name().equals(verb) && path.matches(each.pathRegex()))
        .min(Comparator.comparing(each -> !each.path().equals(path)));
  }

  /** Returns the description of an endpoint. */
  public JsonNode operation(Endpoint endpoint) {
    var verb = endpoint.verb().name().toLowerCase(Locale.ROOT);
    var operation = document.path("paths").path(endpoint.openApiPath()).path(verb);
    if (operation.isMissingNode()) {
      throw new AssertionError(endpoint + ": not in the OpenAPI document");
    }
    return operation;
  }

  /** Returns the components that schemas refer to. */
  ObjectNode components() {
    return (ObjectNode) document.path("components");
  }

  /** Returns the description of a path. */
  public JsonNode path(String openApiPath) {
    return document.path("paths").path(openApiPath);
  }

  /**
   * Returns the schema of an endpoint's JSON body with its fields; a merge patch has those of the
   * body that makes such a thing. Missing where it takes no JSON object.
   */
  public JsonNode body(Endpoint endpoint) {
    var own = ownBody(operation(endpoint));
    if (own.has("properties") || own.isMissingNode()) {
      return own;
    }
    var collection = endpoint.openApiPath().replaceFirst("/\\{[^/]*}$", "");
    return ownBody(path(collection).path("post"));
  }

  private JsonNode ownBody(JsonNode operation) {
    return resolve(operation.path("requestBody").path("content").path(JSON).path("schema"));
  }

  /** Returns the documented examples of an endpoint's body. */
  public List<ObjectNode> examples(Endpoint endpoint) {
    var examples = new ArrayList<ObjectNode>();
    for (var each : body(endpoint).path("examples")) {
      examples.add(((ObjectNode) each).deepCopy());
    }
    return examples;
  }

  /** Returns the documented parameters of an endpoint at a place, such as {@code query}. */
  public List<JsonNode> parameters(Endpoint endpoint, String place) {
    var parameters = new ArrayList<JsonNode>();
    for (var each : operation(endpoint).path("parameters")) {
      if (each.path("in").asText().equals(place)) {
        parameters.add(each);
      }
    }
    return parameters;
  }

  /** Tells whether an endpoint documents a header of requests. */
  public boolean takesHeader(Endpoint endpoint, String name) {
    return parameters(endpoint, "header").stream()
        .anyMatch(each -> each.path("name").asText().equals(name));
  }

  /** Returns what a schema comes to when references are followed, and null is left aside. */
  public JsonNode resolve(JsonNode schema) {
    if (schema.has("$ref")) {
      return resolve(document.at(schema.get("$ref").asText().substring(1)));
    }
    for (var either : schema.path("anyOf")) {
      if (!either.path("type").asText().equals("null")) {
        return resolve(either);
      }
    }
    return schema.isMissingNode() ? MissingNode.getInstance() : schema;
  }
}
