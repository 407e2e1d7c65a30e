package ai.lyss.runtime.e2e.admin;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.Verb;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** How things of each collection are changed: versions, lost updates, names that are taken. */
abstract class ChangesContract extends CollectionContract {

  private static final int CONTENDERS = 12;

  ChangesContract(String name) {
    super(name);
  }

  @Test
  void counts_each_change_and_shows_it() {
    for (var endpoint : changing()) {
      var id = collection().make().getString("id");
      var made = prepared(endpoint, id);
      var body = collection().goodBody(endpoint);
      var answer = collection().call(endpoint, id, body);
      var changed = json(answer, 200);
      long version = made.getLong("version") + 1;
      assertThat(changed.getLong("version")).as("%s", endpoint).isEqualTo(version);
      assertThat(answer.headers().firstValue("ETag")).contains("\"" + version + "\"");
      assertThat(changed.getString("created_at")).isEqualTo(made.getString("created_at"));
      assertThat(Instant.parse(changed.getString("updated_at")))
          .isAfterOrEqualTo(Instant.parse(made.getString("updated_at")));
      assertThat(collection().read(id)).isEqualTo(changed);
      if (body != null && collection().isNamed()) {
        assertThat(body).contains(changed.getString(collection().nameField()));
      }
    }
  }

  /** Brings a thing to where the change makes a difference, and returns it. */
  private JsonObject prepared(Endpoint endpoint, String id) {
    for (var opposite : changing()) {
      if (endpoint.path().equals(opposite.path().replace("/disable", "/enable"))
          && opposite.path().endsWith("/disable")) {
        json(collection().call(opposite, id, null), 200);
      }
    }
    return collection().read(id);
  }

  @Test
  void refuses_a_change_that_was_meant_for_another_version() {
    for (var endpoint : conditional()) {
      var made = collection().make();
      made.remove("key");
      var id = made.getString("id");
      for (var tag :
          List.of("\"1\"", "\"999999999999999999\"", "W/\"0\"", "0", "\"\"", "\"0", "x")) {
        var answer =
            collection().call(endpoint, id, collection().goodBody(endpoint), "If-Match", tag);
        assertThat(answer.statusCode()).as("%s for %s", endpoint, tag).isEqualTo(412);
      }
      assertThat(collection().read(id)).as("after %s", endpoint).isEqualTo(made);
      for (var tag : List.of("\"0\"", "*")) {
        var another = collection().make().getString("id");
        var answer =
            collection().call(endpoint, another, collection().goodBody(endpoint), "If-Match", tag);
        assertThat(answer.statusCode()).as("%s for %s", endpoint, tag).isBetween(200, 204);
      }
    }
  }

  @Test
  void lets_one_of_many_concurrent_changes_of_a_version_through() throws Exception {
    var patch = only(Verb.PATCH);
    var id = collection().make().getString("id");
    var answers =
        atOnce(
            n -> collection().call(patch, id, collection().goodBody(patch), "If-Match", "\"0\""));
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 412).hasSize(CONTENDERS - 1);
    assertThat(collection().read(id).getLong("version")).isEqualTo(1);

    var unconditional = atOnce(n -> collection().call(patch, id, collection().goodBody(patch)));
    assertThat(unconditional).allMatch(answer -> answer.statusCode() == 200);
    assertThat(collection().read(id).getLong("version")).isEqualTo(1 + CONTENDERS);
  }

  @Test
  void lets_one_of_many_concurrent_makers_have_a_name() throws Exception {
    if (!collection().isNamed()) {
      return;
    }
    var making = Things.making(name());
    var body = collection().body().toString();
    var answers = atOnce(n -> collection().call(making, "", body));
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(CONTENDERS - 1);
  }

  @Test
  void refuses_a_name_that_is_taken() {
    if (!collection().isNamed()) {
      return;
    }
    var field = collection().nameField();
    var taken = collection().make().getString(field);
    var made = collection().make();
    made.remove("key");
    for (var endpoint : collection().takingBody()) {
      var body =
          endpoint.verb() == Verb.PATCH
              ? collection().renaming(taken)
              : collection().body().put(field, taken);
      var refused = collection().call(endpoint, made.getString("id"), body.toString());
      assertThat(refused.statusCode()).as("%s", endpoint).isEqualTo(409);
      assertThat(refused.body()).contains("\"pointer\":\"/" + field + "\"");
    }
    assertThat(collection().read(made.getString("id"))).isEqualTo(made);
  }

  @Test
  void lets_another_tenant_have_the_same_name() {
    if (!isOfTenants() || !collection().isNamed()) {
      return;
    }
    var field = collection().nameField();
    var body = collection().other().body(name()).put(field, collection().make().getString(field));
    json(
        client().send("POST", collection().path(), body.toString(), collection().other().header()),
        201);
  }

  private List<Endpoint> conditional() {
    return collection().ofOne().stream()
        .filter(each -> Collection.api().takesHeader(each, "If-Match"))
        .toList();
  }

  private List<Endpoint> changing() {
    return conditional().stream().filter(each -> each.verb() != Verb.DELETE).toList();
  }

  private Endpoint only(Verb verb) {
    return collection().ofOne().stream()
        .filter(each -> each.verb() == verb)
        .findFirst()
        .orElseThrow();
  }

  private static List<HttpResponse<String>> atOnce(IntFunction<HttpResponse<String>> call)
      throws Exception {
    var start = new CyclicBarrier(CONTENDERS);
    var tasks = new ArrayList<Callable<HttpResponse<String>>>();
    for (int i = 0; i < CONTENDERS; i++) {
      int n = i;
      tasks.add(
          () -> {
            start.await();
            return call.apply(n);
          });
    }
    var answers = new ArrayList<HttpResponse<String>>();
    try (var threads = Executors.newFixedThreadPool(CONTENDERS)) {
      for (var answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
