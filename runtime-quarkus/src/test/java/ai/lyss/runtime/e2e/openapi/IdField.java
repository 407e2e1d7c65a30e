package ai.lyss.runtime.e2e.openapi;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in a request that takes the id of a thing, found by its description: its format is {@code
 * uuid}, or it is called {@code id}, {@code ids}, {@code …_id}, {@code …_ids}, or like a
 * collection.
 *
 * @param path the names on the way to it in a body, {@link #ELEMENT} for an element of a list; one
 *     name for a parameter
 * @param collection the collection whose things it names, such as {@code channels}
 */
public record IdField(List<String> path, String collection) {

  /** Stands for the elements of a list in a path. */
  public static final String ELEMENT = "[]";

  private static final String ROOT = "/api/v1/";

  /** Returns the collections that things can be made in, in the order of the endpoint table. */
  public static List<String> collections() {
    return EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION).stream()
        .filter(each -> each.verb() == Verb.POST && each.path().matches(ROOT + "[a-z_-]+"))
        .map(IdField::collection)
        .toList();
  }

  /** Returns the first segment after the root: {@code keys} of {@code /api/v1/keys/{id}}. */
  public static String collection(Endpoint endpoint) {
    return endpoint.path().substring(ROOT.length()).split("/", -1)[0];
  }

  /** Returns the places in an endpoint's body. */
  public static List<IdField> inBody(ApiDescription api, Endpoint endpoint) {
    var found = new ArrayList<IdField>();
    walk(api, api.body(endpoint), List.of(), endpoint, found);
    return found;
  }

  /** Returns the places in an endpoint's query. */
  public static List<IdField> inQuery(ApiDescription api, Endpoint endpoint) {
    var found = new ArrayList<IdField>();
    for (var each : api.parameters(endpoint, "query")) {
      var path = List.of(each.path("name").asText());
      walk(api, api.resolve(each.path("schema")), path, endpoint, found);
    }
    return found;
  }

  /** Puts an id here into a body, making what is missing on the way. */
  public void put(ObjectNode body, String id) {
    JsonNode at = body;
    for (int i = 0; i < path.size() - 1; i++) {
      at = descend(at, path.get(i), path.get(i + 1).equals(ELEMENT));
    }
    set(at, path.getLast(), id);
  }

  /** Tells whether a body has something here. */
  public boolean isIn(JsonNode body) {
    var at = body;
    for (var name : path) {
      at = name.equals(ELEMENT) ? at.path(0) : at.path(name);
    }
    return at.isTextual();
  }

  private static JsonNode descend(JsonNode at, String name, boolean toList) {
    var next = name.equals(ELEMENT) ? at.path(0) : at.path(name);
    if (next.isContainerNode()) {
      return next;
    }
    if (at instanceof ArrayNode list) {
      return toList ? list.removeAll().addArray() : list.removeAll().addObject();
    }
    var object = (ObjectNode) at;
    return toList ? object.putArray(name) : object.putObject(name);
  }

  private static void set(JsonNode at, String name, String id) {
    if (at instanceof ArrayNode list) {
      list.removeAll().add(id);
    } else {
      ((ObjectNode) at).put(name, id);
    }
  }

  private static void walk(
      ApiDescription api,
      JsonNode schema,
      List<String> path,
      Endpoint endpoint,
      List<IdField> found) {
    for (var property : schema.path("properties").properties()) {
      walk(api, api.resolve(property.getValue()), and(path, property.getKey()), endpoint, found);
    }
    if (schema.has("items")) {
      walk(api, api.resolve(schema.get("items")), and(path, ELEMENT), endpoint, found);
    } else if (isText(schema) && isIdLike(path, schema)) {
      found.add(new IdField(path, named(path, endpoint)));
    }
  }

  private static List<String> and(List<String> path, String name) {
    var longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  private static boolean isText(JsonNode schema) {
    var type = schema.path("type");
    return type.asText().equals("string")
        || type.isArray() && type.toString().contains("\"string\"");
  }

  private static boolean isIdLike(List<String> path, JsonNode schema) {
    var name = name(path);
    return schema.path("format").asText().equals("uuid")
        || name.matches("(.*_)?ids?")
        || likeCollection(name).isPresent();
  }

  private static String named(List<String> path, Endpoint endpoint) {
    var name = name(path);
    var bare = name.matches("ids?") ? name(path.subList(0, path.lastIndexOf(name))) : bare(name);
    return likeCollection(bare)
        .orElseThrow(
            () ->
                new AssertionError(
                    "%s %s: looks like the id of something (expected: of one of %s; a field that"
                            .formatted(endpoint, path, collections())
                        + " names something else needs a rule in IdField)"));
  }

  private static String bare(String name) {
    return name.replaceFirst("_ids?$", "");
  }

  /** Returns the last name on a path that is no list's element. */
  private static String name(List<String> path) {
    for (var each : path.reversed()) {
      if (!each.equals(ELEMENT)) {
        return each;
      }
    }
    return "";
  }

  private static Optional<String> likeCollection(String name) {
    return collections().stream()
        .filter(each -> each.equals(name) || each.equals(name + "s"))
        .findFirst();
  }
}
