package ai.lyss.runtime.e2e.admin;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.domain.access.Role;
import ai.lyss.runtime.e2e.AdminClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What holds of each collection of administration, for every endpoint that the table lists under
 * it. {@link ChangesContract} goes on with changes, {@link InputContract} with what is refused,
 * {@link PagesContract} with lists.
 */
@Timeout(300)
@ExtendWith(AdminService.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectionContract {

  private final String name;
  private Collection collection;

  CollectionContract(String name) {
    this.name = name;
  }

  @BeforeAll
  void make_two_tenants() {
    collection = new Collection(name);
  }

  final String name() {
    return name;
  }

  final Collection collection() {
    return collection;
  }

  static AdminClient client() {
    return AdminService.client();
  }

  /** Tells whether things belong to tenants; tenants themselves do not. */
  boolean isOfTenants() {
    return true;
  }

  @Test
  void takes_its_documented_example_and_shows_what_was_sent() {
    var sent = new JsonObject(collection.own().documented(name).toString());
    var made =
        json(
            client().send("POST", collection.path(), sent.encode(), collection.own().header()),
            201);
    for (var field : sent.fieldNames()) {
      if (!field.equals("credential")) {
        assertThat(String.valueOf(made.getValue(field)))
            .as("%s of %s", field, sent)
            .isEqualTo(shown(sent, made, field));
      }
    }
  }

  /** An object may be shown with fields that were left out. */
  private static String shown(JsonObject sent, JsonObject made, String field) {
    var value = sent.getValue(field);
    return value instanceof JsonObject object && made.getValue(field) instanceof JsonObject there
        ? there.copy().mergeIn(object).toString()
        : String.valueOf(value);
  }

  @Test
  void reads_and_lists_what_was_made() {
    var answer =
        client()
            .send(
                "POST", collection.path(), collection.body().toString(), collection.own().header());
    var made = json(answer, 201);
    made.remove("key"); // shown once
    var place = answer.headers().firstValue("Location").orElseThrow();
    assertThat(place).endsWith(collection.path() + "/" + made.getString("id"));
    assertThat(answer.headers().firstValue("ETag")).contains("\"0\"");

    assertThat(collection.read(made.getString("id"))).isEqualTo(made);
    if (collection.isNamed()) {
      var named = "?" + collection.nameField() + "=" + made.getString(collection.nameField());
      assertThat(collection.list(named).getJsonArray("items")).containsExactly(made);
    } else {
      assertThat(collection.all()).contains(made);
    }
    assertThat(UUID.fromString(made.getString("id")).version()).isEqualTo(7);
  }

  @Test
  void finds_nothing_where_nothing_is() {
    var ids =
        List.of(
            UUID.randomUUID().toString(),
            new UUID(0, 0).toString(),
            collection.own().id(name.equals("keys") ? "providers" : "keys"),
            "nothing",
            "1-1-1-1-1",
            "'%20or%20'1'='1",
            "%00");
    for (var endpoint : collection.ofOne()) {
      for (var id : ids) {
        var answer = collection.call(endpoint, id, collection.goodBody(endpoint));
        assertThat(answer.statusCode()).as("%s of %s", endpoint, id).isEqualTo(404);
      }
    }
  }

  @Test
  void refuses_who_has_none_of_the_roles_and_changes_nothing() {
    var made = collection.make();
    made.remove("key");
    var before = collection.all();
    for (var endpoint : collection.endpoints()) {
      for (var role : Role.values()) {
        if (!endpoint.roles().contains(role)) {
          var body = collection.goodBody(endpoint);
          var answer =
              collection.callAs(endpoint, collection.key(role), made.getString("id"), body);
          assertThat(answer.statusCode()).as("%s as %s", endpoint, role).isEqualTo(403);
        }
      }
    }
    assertThat(collection.all()).isEqualTo(before);
  }

  @Test
  void shows_and_changes_nothing_of_another_tenant() {
    if (!isOfTenants()) {
      return;
    }
    var made = collection.other().make(name);
    made.remove("key");
    var id = made.getString("id");
    for (var endpoint : collection.ofOne()) {
      for (var role : endpoint.roles()) {
        var answer =
            collection.callAs(endpoint, collection.key(role), id, collection.goodBody(endpoint));
        assertThat(answer.statusCode()).as("%s as %s", endpoint, role).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("made-");
      }
    }
    assertThat(collection.theirs(id)).isEqualTo(made);
    assertThat(collection.all().encode()).doesNotContain(id);
  }

  @Test
  void makes_one_thing_of_a_request_that_comes_twice() {
    var path = collection.path();
    var body = collection.body().toString();
    var headers =
        new String[] {
          "Idempotency-Key",
          "once-" + AdminService.number(),
          "x-lyss-tenant",
          collection.own().tenant()
        };
    var first = client().send("POST", path, body, headers);
    var again = client().send("POST", path, body, headers);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    for (var header : List.of("Location", "ETag", "Content-Type")) {
      assertThat(again.headers().firstValue(header)).isEqualTo(first.headers().firstValue(header));
    }
    var other = collection.body();
    if (other.toString().equals(body)) { // a thing without a name of its own
      other.put("limit", 17);
    }
    var misused = client().send("POST", path, other.toString(), headers);
    assertThat(misused.statusCode()).isEqualTo(422);
    headers[1] = "x".repeat(256);
    assertThat(client().send("POST", path, body, headers).statusCode()).isEqualTo(400);
  }

  @Test
  void removes_what_nothing_needs() {
    for (var endpoint : collection.ofOne()) {
      if (endpoint.verb() == Verb.DELETE && !name.equals("keys")) { // those are revoked, and stay
        var id = collection.make().getString("id");
        var answer = collection.call(endpoint, id, null);
        assertThat(answer.statusCode()).as("%s", endpoint).isEqualTo(204);
        assertThat(collection.call(endpoint, id, null).statusCode()).isEqualTo(404);
        assertThat(collection.all().encode()).doesNotContain(id);
      }
    }
  }
}
