package ai.lyss.runtime.e2e.admin;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.runtime.e2e.AdminClient;
import ai.lyss.runtime.e2e.openapi.IdField;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes things of one tenant, of whatever collection, from the examples of the OpenAPI document:
 * what is new in the endpoint table is made without anybody thinking of it.
 */
final class Things {

  /** What is made in place of the documented example, where that would reach out to a vendor. */
  private static final Map<String, String> INSTEAD =
      Map.of("providers", "{\"name\": \"x\", \"vendor\": \"simulator\"}");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String tenant;
  private final Map<String, String> ids = new HashMap<>();

  Things(String tenant) {
    this.tenant = tenant;
  }

  /** Returns the endpoints of a collection, in the order of the endpoint table. */
  static List<Endpoint> endpoints(String collection) {
    return EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION).stream()
        .filter(each -> IdField.collection(each).equals(collection))
        .toList();
  }

  /** Returns the endpoint that makes a thing of a collection. */
  static Endpoint making(String collection) {
    return endpoints(collection).stream()
        .filter(each -> each.verb() == Verb.POST && !each.path().contains("{"))
        .findFirst()
        .orElseThrow();
  }

  static String path(String collection) {
    return "/api/v1/" + collection;
  }

  /** Returns the field that tells things of a collection apart. */
  static String nameField(ObjectNode body) {
    return body.has("name") ? "name" : "model";
  }

  String tenant() {
    return tenant;
  }

  /** Returns the id of a thing of the tenant, made when it is first asked for. */
  String id(String collection) {
    var known = ids.get(collection);
    return known == null ? make(collection).getString("id") : known;
  }

  /** Makes a new thing and returns it as it was answered. */
  JsonObject make(String collection) {
    var answer =
        AdminService.client().send("POST", path(collection), body(collection).toString(), header());
    var made = AdminClient.json(answer, 201);
    ids.put(collection, made.getString("id"));
    return made;
  }

  /** Returns the body of a thing that can be made: nothing in it is taken. */
  ObjectNode body(String collection) {
    var example = INSTEAD.get(collection);
    return fitted(collection, example == null ? example(collection) : parse(example));
  }

  /** Returns the documented example, made to fit: nothing in it is taken, its ids are known. */
  ObjectNode documented(String collection) {
    return fitted(collection, example(collection));
  }

  private ObjectNode fitted(String collection, ObjectNode body) {
    var name = nameField(body);
    if (body.has(name)) {
      body.put(name, "made-" + AdminService.number());
    }
    for (var field : IdField.inBody(AdminService.client().api(), making(collection))) {
      if (field.isIn(body)) {
        field.put(body, id(field.collection()));
      }
    }
    return body;
  }

  String[] header() {
    return new String[] {"x-lyss-tenant", tenant};
  }

  private static ObjectNode example(String collection) {
    var examples = AdminService.client().api().examples(making(collection));
    if (examples.isEmpty()) {
      throw new AssertionError(making(collection) + ": no example in the OpenAPI document");
    }
    return examples.getFirst();
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
