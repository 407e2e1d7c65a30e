package ai.lyss.runtime.e2e.admin;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.domain.access.Role;
import ai.lyss.runtime.e2e.AdminClient;
import ai.lyss.runtime.e2e.openapi.ApiDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One collection of administration as two tenants have it, and keys of each role in the first. */
final class Collection {

  private static final Set<String> PAGING = Set.of("limit", "cursor", "sort");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Things own;
  private final Things other;
  private final Map<Role, String> keys = new EnumMap<>(Role.class);

  Collection(String name) {
    this.name = name;
    this.own = new Things(AdminService.tenant());
    this.other = new Things(AdminService.tenant());
    for (var role : Role.values()) {
      keys.put(role, client().keyOf(own.tenant(), "key-" + AdminService.number(), role.wireName()));
    }
    for (var key : keys.values()) {
      AdminClient.await(
          PATIENCE, () -> client().sendAs(key, "GET", "/v1/models", null).statusCode() == 200);
    }
  }

  static AdminClient client() {
    return AdminService.client();
  }

  static ApiDescription api() {
    return client().api();
  }

  String path() {
    return Things.path(name);
  }

  Things own() {
    return own;
  }

  Things other() {
    return other;
  }

  String key(Role role) {
    return keys.get(role);
  }

  /** Makes a thing of the first tenant. */
  JsonObject make() {
    return own.make(name);
  }

  /** Returns a body that makes a new thing of the first tenant. */
  ObjectNode body() {
    return own.body(name);
  }

  /** Tells whether things have a name that no other has. */
  boolean isNamed() {
    var example = body();
    return example.has("name") || example.has("model");
  }

  /** Returns the field that tells things apart. */
  String nameField() {
    return Things.nameField(body());
  }

  /** Returns a merge patch that gives a thing another name, if it has one. */
  ObjectNode renaming(String newName) {
    var patch = JsonNodeFactory.instance.objectNode();
    return isNamed() ? patch.put(nameField(), newName) : patch;
  }

  /** Returns the endpoints of the collection that lead to one thing. */
  List<Endpoint> ofOne() {
    return endpoints().stream().filter(each -> each.path().contains("{")).toList();
  }

  /** Returns all endpoints of the collection. */
  List<Endpoint> endpoints() {
    return Things.endpoints(name);
  }

  /** Returns the endpoints that take a JSON body and lead to one thing, or none. */
  List<Endpoint> takingBody() {
    return endpoints().stream().filter(Collection::takesBody).toList();
  }

  static boolean takesBody(Endpoint endpoint) {
    return !api().operation(endpoint).path("requestBody").isMissingNode();
  }

  /** Returns a body that an endpoint takes; null for an endpoint without. */
  @Nullable String goodBody(Endpoint endpoint) {
    if (!takesBody(endpoint)) {
      return null;
    }
    return endpoint.verb() == Verb.PATCH
        ? renaming("renamed-" + AdminService.number()).toString()
        : body().toString();
  }

  /** Calls an endpoint for one thing, as whoever bears the key. */
  HttpResponse<String> callAs(
      Endpoint endpoint, @Nullable String key, String id, @Nullable String body, String... more) {
    return TwoTenants.call(endpoint, key, id, body, more);
  }

  /** Calls an endpoint for a thing of the first tenant as the platform's administrator. */
  HttpResponse<String> call(Endpoint endpoint, String id, @Nullable String body, String... more) {
    var headers = new String[more.length + 2];
    System.arraycopy(own.header(), 0, headers, 0, 2);
    System.arraycopy(more, 0, headers, 2, more.length);
    return callAs(endpoint, AdminClient.FIRST_KEY, id, body, headers);
  }

  /** Reads a thing of the first tenant. */
  JsonObject read(String id) {
    return client().read(path() + "/" + id, own.header());
  }

  /** Reads a thing of the other tenant. */
  JsonObject theirs(String id) {
    return client().read(path() + "/" + id, other.header());
  }

  /** Lists things of the first tenant. */
  JsonObject list(String query) {
    return client().read(path() + query, own.header());
  }

  /** Returns all things of the first tenant. */
  JsonArray all() {
    return list("?limit=1000").getJsonArray("items");
  }

  /** Returns every order that its list is documented to have. */
  List<String> sorts() {
    var sorts = new ArrayList<String>();
    for (var each : parameters("sort"::equals).getFirst().path("schema").path("enum")) {
      sorts.add(each.asText());
    }
    return sorts;
  }

  /** Returns the parameters that its list is documented to be filtered by. */
  List<JsonNode> filters() {
    return parameters(each -> !PAGING.contains(each));
  }

  private List<JsonNode> parameters(Predicate<String> wanted) {
    var listing =
        endpoints().stream()
            .filter(each -> each.verb() == Verb.GET && each.path().equals(path()))
            .findFirst()
            .orElseThrow();
    return api().parameters(listing, "query").stream()
        .filter(each -> wanted.test(each.path("name").asText()))
        .toList();
  }
}
