package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.domain.access.Role;
import ai.lyss.runtime.e2e.AdminClient;
import ai.lyss.runtime.e2e.openapi.IdField;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ids of another tenant in path, body and query of every endpoint of the table, as each of its
 * roles. The places are found in the OpenAPI document: one that is new is in here without anybody
 * thinking of it, and one that cannot be filled fails.
 */
@Timeout(300)
@ExtendWith(AdminService.class)
final class ForeignIdsIT {

  private static final List<Endpoint> ADMINISTRATION =
      EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION);

  private static TwoTenants tenants;

  @BeforeAll
  static void make_two_tenants() {
    tenants = new TwoTenants();
  }

  @Test
  void knows_what_every_id_of_every_endpoint_names() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      IdField.inBody(Collection.api(), endpoint);
      IdField.inQuery(Collection.api(), endpoint);
      if (endpoint.kind() == EndpointKind.ADMINISTRATION && endpoint.path().contains("{")) {
        assertThat(IdField.collections())
            .as("%s: whose id is in the path?", endpoint)
            .contains(IdField.collection(endpoint));
      }
    }
    assertThat(found("createChannel")).contains(List.of("provider_id"));
    assertThat(found("patchRoute")).contains(List.of("channels", "ids", IdField.ELEMENT));
    assertThat(IdField.inQuery(Collection.api(), endpoint("listChannels")))
        .containsExactly(new IdField(List.of("provider_id"), "providers"));
  }

  private static List<List<String>> found(String operation) {
    return IdField.inBody(Collection.api(), endpoint(operation)).stream()
        .map(IdField::path)
        .toList();
  }

  private static Endpoint endpoint(String operation) {
    return EndpointTable.SERVED.ofOperation(operation).getFirst();
  }

  @Test
  void finds_nothing_by_an_id_in_the_path() {
    var before = tenants.whatTheOtherHas();
    for (var endpoint : ADMINISTRATION) {
      var collection = IdField.collection(endpoint);
      if (endpoint.path().contains("{") && !collection.equals("tenants")) {
        var theirs = tenants.other().id(collection);
        for (var role : endpoint.roles()) {
          var answer =
              TwoTenants.call(endpoint, tenants.key(role), theirs, body(endpoint, collection));
          assertThat(answer.statusCode()).as("%s as %s", endpoint, role).isEqualTo(404);
          assertThat(answer.body()).doesNotContain("made-");
        }
      }
    }
    assertThat(tenants.whatTheOtherHas()).isEqualTo(before);
  }

  private static @Nullable String body(Endpoint endpoint, String collection) {
    if (!Collection.takesBody(endpoint)) {
      return null;
    }
    return endpoint.verb() == Verb.PATCH ? "{}" : tenants.own().body(collection).toString();
  }

  @Test
  void takes_no_id_in_a_body() {
    var before = tenants.whatTheOtherHas();
    for (var endpoint : ADMINISTRATION) {
      if (endpoint.operation().equals("importConfig")) {
        continue; // a document names things, and a name leads to the caller's own only
      }
      for (var field : IdField.inBody(Collection.api(), endpoint)) {
        var theirs = tenants.other().id(field.collection());
        for (var role : endpoint.roles()) {
          var what = "%s as %s with %s".formatted(endpoint, role, field);
          var own = with(endpoint, field, tenants.own().id(field.collection()), role);
          boolean fixed = own.statusCode() == 409 && endpoint.verb() == Verb.PATCH;
          if (!fixed) { // else nothing may change it, whoever's id comes
            assertThat(own.statusCode()).as("%s of its own: %s", what, own.body()).isIn(200, 201);
          }
          var refused = with(endpoint, field, theirs, role);
          assertThat(refused.statusCode())
              .as("%s: %s", what, refused.body())
              .isIn(400, 404, fixed ? 409 : 404);
        }
      }
    }
    assertThat(tenants.whatTheOtherHas()).isEqualTo(before);
  }

  private static HttpResponse<String> with(Endpoint endpoint, IdField field, String id, Role role) {
    var collection = IdField.collection(endpoint);
    var body =
        endpoint.verb() == Verb.PATCH
            ? JsonNodeFactory.instance.objectNode()
            : tenants.own().body(collection);
    if (field.path().size() > 1) {
      var first = field.path().getFirst(); // of its ways to say the same, one may be taken
      body.remove(first);
      if (endpoint.verb() == Verb.PATCH) {
        var others = body.putObject(first);
        tenants.own().body(collection).path(first).fieldNames().forEachRemaining(others::putNull);
      }
    }
    field.put(body, id);
    var path = endpoint.path().contains("{") ? tenants.own().id(collection) : "";
    return TwoTenants.call(endpoint, tenants.key(role), path, body.toString());
  }

  @Test
  void shows_nothing_by_an_id_in_the_query() {
    for (var endpoint : ADMINISTRATION) {
      for (var field : IdField.inQuery(Collection.api(), endpoint)) {
        var name = field.path().getFirst();
        for (var role : endpoint.roles()) {
          var own = asked(endpoint, name, tenants.own().id(field.collection()), role);
          assertThat(own.statusCode())
              .as("%s by %s: %s", endpoint, name, own.body())
              .isEqualTo(200);
          var theirs = asked(endpoint, name, tenants.other().id(field.collection()), role);
          assertThat(theirs.statusCode()).as("%s by %s", endpoint, name).isIn(200, 400, 404);
          if (theirs.statusCode() == 200) {
            var items = new JsonObject(theirs.body()).getJsonArray("items", new JsonArray());
            assertThat(items).as("%s by %s as %s", endpoint, name, role).isEmpty();
          }
        }
      }
    }
  }

  private static HttpResponse<String> asked(Endpoint endpoint, String name, String id, Role role) {
    var collection = IdField.collection(endpoint);
    var own = endpoint.path().contains("{") ? tenants.own().id(collection) : "";
    var path = TwoTenants.path(endpoint, own) + "?" + name + "=" + id;
    return TwoTenants.client().sendAs(tenants.key(role), endpoint.verb().name(), path, null);
  }

  @Test
  void lets_nobody_use_a_model_of_another_tenant() {
    var model = "model-of-the-other-" + AdminService.number();
    var channel = tenants.other().body("channels");
    channel.withArray("models").removeAll().addObject().put("name", model);
    TwoTenants.client()
        .create(
            Things.path("channels"), new JsonObject(channel.toString()), tenants.other().header());
    var theirs = AdminService.key(tenants.other().tenant(), Role.MEMBER.wireName());
    AdminClient.await(Duration.ofSeconds(5), () -> models(theirs).contains(model));
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.RELAY)) {
      for (var role : endpoint.roles()) {
        var answer = asking(endpoint, model, tenants.key(role));
        if (endpoint.path().endsWith("/models")) {
          assertThat(answer.body()).as("%s as %s", endpoint, role).doesNotContain(model);
        } else {
          assertThat(answer.statusCode()).as("%s as %s", endpoint, role).isEqualTo(404);
        }
      }
    }
  }

  private static HttpResponse<String> asking(Endpoint endpoint, String model, String key) {
    if (endpoint.verb() != Verb.POST) {
      return TwoTenants.call(endpoint, key, model, null);
    }
    return endpoint.path().endsWith("/transcriptions")
        ? TwoTenants.call(
            endpoint, key, model, form(model), "Content-Type", "multipart/form-data; boundary=x")
        : TwoTenants.call(endpoint, key, model, chat(model));
  }

  private static String form(String model) {
    return "--x\r\nContent-Disposition: form-data; name=model\r\n\r\n"
        + model
        + "\r\n--x\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\nRIFF"
        + "\r\n--x--\r\n";
  }

  private static String models(String key) {
    return TwoTenants.client().sendAs(key, "GET", "/v1/models", null).body();
  }

  private static String chat(String model) {
    // each dialect finds its own fields and lets the others be
    return """
        {"model": "%s", "messages": [{"role": "user", "content": "x"}], "max_tokens": 8,
         "input": "x", "prompt": "x", "query": "x", "documents": ["x"],
         "contents": [{"role": "user", "parts": [{"text": "x"}]}],
         "content": {"parts": [{"text": "x"}]},
         "requests": [{"model": "models/%s", "content": {"parts": [{"text": "x"}]}}]}"""
        .formatted(model, model);
  }
}
