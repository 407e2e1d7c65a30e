package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.Verb;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each collection refuses of bodies: everything its schema does not allow, field by field. */
abstract class InputContract extends ChangesContract {

  InputContract(String name) {
    super(name);
  }

  @Test
  void refuses_every_field_that_its_schema_does_not_allow_and_names_it() {
    var made = collection().make();
    made.remove("key");
    var before = collection().all();
    var passed = new ArrayList<String>();
    int asked = 0;
    for (var endpoint : collection().takingBody()) {
      for (var bad : BadField.of(Collection.api(), Collection.api().body(endpoint))) {
        var body = endpoint.verb() == Verb.PATCH ? bad.patch() : bad.in(collection().body());
        var answer = collection().call(endpoint, made.getString("id"), body.toString());
        asked++;
        if (answer.statusCode() != 400 || !names(bad.pointer(), answer)) {
          passed.add(endpoint + " " + bad + ": " + answer.statusCode() + " " + answer.body());
        }
      }
    }
    assertThat(asked).isGreaterThan(10);
    assertThat(passed).isEmpty();
    assertThat(collection().all()).isEqualTo(before);
  }

  private static boolean names(String pointer, HttpResponse<String> answer) {
    return new JsonObject(answer.body())
        .getJsonArray("errors", new JsonArray()).stream()
            .map(error -> ((JsonObject) error).getString("pointer", ""))
            .anyMatch(each -> each.startsWith(pointer));
  }

  @Test
  void refuses_bodies_that_are_no_object_of_known_fields() {
    var bodies =
        List.of(
            "",
            " ",
            "{",
            "[]",
            "null",
            "7",
            "\"x\"",
            "{} {}",
            "{\"name\":}",
            "{'name':'x'}",
            "{\"name\": \"a\", \"name\": \"b\"}",
            "{\"na\\u006de\": \"a\", \"name\": \"b\"}");
    var id = collection().make().getString("id");
    for (var endpoint : collection().takingBody()) {
      for (var body : bodies) {
        var answer = collection().call(endpoint, id, body);
        assertThat(answer.statusCode()).as("%s of %s", endpoint, body).isEqualTo(400);
      }
      assertThat(collection().call(endpoint, id, large()).statusCode())
          .as("%s of more than 1 MiB", endpoint)
          .isEqualTo(413);
      for (var type : List.of("text/plain", "application/xml", "application/json-seq", "x/y")) {
        assertThat(typed(endpoint, id, type).statusCode())
            .as("%s of %s", endpoint, type)
            .isEqualTo(415);
      }
      assertThat(typed(endpoint, id, "application/json; charset=utf-8").statusCode())
          .as("%s", endpoint)
          .isBetween(200, 201);
    }
  }

  private HttpResponse<String> typed(Endpoint endpoint, String id, String type) {
    return collection().call(endpoint, id, collection().goodBody(endpoint), "Content-Type", type);
  }

  private static String large() {
    return "{\"name\": \"" + "x".repeat(1 << 20) + "\"}";
  }
}
