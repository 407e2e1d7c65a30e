package ai.lyss.runtime.e2e;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubVendor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Administration as a caller sees it, and what comes of it in the relay. */
@Timeout(300)
final class AdministrationIT {

  private static final Duration LIVE = Duration.ofSeconds(1);

  @TempDir static Path temporary;

  private static ServiceProcess service;
  private static AdminClient client;

  @BeforeAll
  static void start_a_service() throws IOException {
    service =
        ServiceProcess.ready(
            temporary.resolve("state"), Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", AdminClient.FIRST_KEY));
    client = new AdminClient(service.base());
  }

  @AfterAll
  static void stop_it() {
    client.close();
    service.close();
  }

  @Test
  void takes_the_documented_bodies_as_they_stand() {
    var provider =
        client.create(
            "/api/v1/providers",
            new JsonObject(
                """
                {"name": "openai-main", "vendor": "openai",
                 "base_url": "https://api.openai.com/v1",
                 "credential": {"api_key": "sk-0123456789abcdef"},
                 "settings": {"organization": "org-1"}, "enabled": true}
                """));
    var credential = provider.getJsonObject("credential");
    assertThat(credential.getBoolean("set")).isTrue();
    assertThat(credential.getString("hint")).isEqualTo("…cdef");
    assertThat(credential.getString("key_id")).isNotBlank();
    client.create(
        "/api/v1/channels",
        new JsonObject(
                """
                {"name": "gpt-east",
                 "models": [{"name": "gpt-4o-mini", "upstream": "gpt-4o-mini",
                   "capabilities": ["tools", "images", "json_schema"],
                   "context_tokens": 128000, "max_output_tokens": 16384}],
                 "weight": 100, "priority": 0, "max_concurrency": 200,
                 "requests_per_minute": null, "tokens_per_minute": null,
                 "on_disconnect": "cancel", "enabled": true, "tags": ["east"]}
                """)
            .put("provider_id", provider.getString("id")));
    client.create(
        "/api/v1/routes",
        new JsonObject(
            """
            {"model": "gpt-4o-mini", "policy": "adaptive", "channels": {"tags": ["east"]},
             "fallback_models": ["claude-sonnet"], "sticky": "none"}
            """));
    var key =
        client.create(
            "/api/v1/keys",
            new JsonObject(
                """
                {"name": "ci", "roles": ["member"], "models": ["gpt-4o-mini"],
                 "expires_at": "2027-01-01T00:00:00Z", "rate_limit": {"per_minute": 100}}
                """));
    assertThat(key.getJsonObject("rate_limit").getInteger("per_minute")).isEqualTo(100);
    assertThat(key.getString("key")).startsWith("sk-lyss-");
    client.create("/api/v1/tenants", new JsonObject("{\"name\": \"documented\"}"));
  }

  @Test
  void replaces_and_patches_a_provider_and_keeps_its_secret() {
    var made =
        client.create(
            "/api/v1/providers",
            new JsonObject(
                """
                {"name": "changing", "vendor": "openai", "credential": {"api_key": "sk-first-00aaaa"},
                 "settings": {"organization": "o", "project": "p"}}
                """));
    var path = "/api/v1/providers/" + made.getString("id");

    var put = "{\"name\": \"put\", \"vendor\": \"openai\", \"enabled\": false}";
    var replaced = json(client.send("PUT", path, put, "If-Match", "\"0\""), 200);
    assertThat(replaced.getString("name")).isEqualTo("put");
    assertThat(replaced.getBoolean("enabled")).isFalse();
    assertThat(replaced.getJsonObject("settings")).isEmpty();
    assertThat(replaced.getJsonObject("credential").getString("hint")).isEqualTo("…aaaa");
    assertThat(replaced.getLong("version")).isEqualTo(1);

    var patch = "{\"settings\": {\"project\": \"q\"}, \"enabled\": null}";
    var answer = client.send("PATCH", path, patch, "Content-Type", "application/merge-patch+json");
    var patched = json(answer, 200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(patched.getJsonObject("settings")).isEqualTo(new JsonObject("{\"project\": \"q\"}"));
    assertThat(patched.getBoolean("enabled")).as("back to what is usual").isTrue();
    assertThat(patched.getJsonObject("credential").getString("hint")).isEqualTo("…aaaa");

    var secret = "{\"credential\": {\"api_key\": \"sk-second-0bbbb\"}}";
    assertThat(
            json(client.send("PATCH", path, secret), 200)
                .getJsonObject("credential")
                .getString("hint"))
        .isEqualTo("…bbbb");
    assertThat(client.send("PATCH", path, "{\"credential\": null}").statusCode()).isEqualTo(400);
    var stale = client.send("PUT", path, put, "If-Match", "\"0\"");
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(stale.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    var unknown = client.send("PATCH", path, "{\"colour\": \"red\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("/colour");
    assertThat(client.send("PATCH", path, "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void lets_one_of_many_concurrent_changes_of_a_version_through() throws Exception {
    var made = client.create("/api/v1/providers", simulator("contended"));
    var path = "/api/v1/providers/" + made.getString("id");

    var answers =
        atOnce(
            12,
            n ->
                client.send(
                    "PATCH", path, "{\"name\": \"winner-" + n + "\"}", "If-Match", "\"0\""));

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 412).hasSize(11);
    assertThat(client.read(path).getLong("version")).isEqualTo(1);
    var unconditional =
        atOnce(12, n -> client.send("PATCH", path, "{\"name\": \"anyone-" + n + "\"}"));
    assertThat(unconditional).allMatch(answer -> answer.statusCode() == 200);
    assertThat(client.read(path).getLong("version")).isEqualTo(13);
  }

  @Test
  void takes_channels_out_of_the_relay_and_back_within_a_second() {
    var id = channel("switched", "switched-model", "off").getString("id");
    AdminClient.await(LIVE, () -> models("switched-model") == 200);

    var off = json(client.send("POST", "/api/v1/channels/" + id + "/disable", null), 200);
    assertThat(off.getBoolean("enabled")).isFalse();
    AdminClient.await(LIVE, () -> models("switched-model") == 404);
    json(client.send("POST", "/api/v1/channels/" + id + "/enable", null), 200);
    AdminClient.await(LIVE, () -> models("switched-model") == 200);
    json(
        client.send(
            "PATCH", "/api/v1/channels/" + id, "{\"models\": [{\"name\": \"renamed-model\"}]}"),
        200);
    AdminClient.await(LIVE, () -> models("renamed-model") == 200);
    assertThat(models("switched-model")).isEqualTo(404);
  }

  @Test
  void serves_a_model_as_its_route_says_within_a_second() {
    channel("route-east", "routed", "east");
    var west = channel("route-west", "routed", "west").getString("id");
    AdminClient.await(LIVE, () -> chat("routed").statusCode() == 200);

    var route =
        client.create(
            "/api/v1/routes",
            new JsonObject()
                .put("model", "routed")
                .put("policy", "weighted_random")
                .put("channels", new JsonObject().put("tags", new JsonArray().add("east"))));
    var path = "/api/v1/routes/" + route.getString("id");
    AdminClient.await(LIVE, () -> tenTimes("routed").equals(List.of("route-east")));
    json(
        client.send("PATCH", path, "{\"channels\": {\"tags\": null, \"ids\": [\"" + west + "\"]}}"),
        200);
    AdminClient.await(LIVE, () -> tenTimes("routed").equals(List.of("route-west")));
    assertThat(client.send("DELETE", "/api/v1/channels/" + west, null).statusCode())
        .as("a channel that a route names")
        .isEqualTo(409);
    json(
        client.send("PATCH", path, "{\"channels\": {\"tags\": [\"nowhere\"], \"ids\": null}}"),
        200);
    AdminClient.await(LIVE, () -> chat("routed").statusCode() == 503);
    assertThat(client.send("DELETE", path, null).statusCode()).isEqualTo(204);
    AdminClient.await(LIVE, () -> chat("routed").statusCode() == 200);
  }

  @Test
  void refuses_routes_in_a_circle() {
    client.create(
        "/api/v1/routes", new JsonObject("{\"model\": \"one\", \"fallback_models\": [\"two\"]}"));
    var back =
        client.send(
            "POST", "/api/v1/routes", "{\"model\": \"two\", \"fallback_models\": [\"one\"]}");

    assertThat(back.statusCode()).isEqualTo(400);
    assertThat(back.body()).contains("circular", "two -> one -> two");
  }

  @Test
  void makes_one_thing_of_a_request_with_an_idempotency_key() throws Exception {
    var body = "{\"name\": \"once\"}";
    var answers =
        atOnce(8, n -> client.send("POST", "/api/v1/keys", body, "Idempotency-Key", "abc-1"));

    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
    var first = answers.getFirst();
    assertThat(first.headers().firstValue("Location")).isPresent();
    var again = client.send("POST", "/api/v1/keys", body, "Idempotency-Key", "abc-1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
    assertThat(again.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    var key = json(again, 201).getString("key");
    AdminClient.await(
        LIVE, () -> client.sendAs(key, "GET", "/v1/models", null).statusCode() == 200);
    assertThat(client.read("/api/v1/keys?name=once").getJsonArray("items")).hasSize(1);

    var misused =
        client.send("POST", "/api/v1/keys", "{\"name\": \"x\"}", "Idempotency-Key", "abc-1");
    assertThat(misused.statusCode()).isEqualTo(422);
    assertThat(misused.body()).contains("idempotency_key_reused");
    var elsewhere =
        client.send(
            "POST", "/api/v1/providers", simulator("x1").encode(), "Idempotency-Key", "abc-1");
    assertThat(elsewhere.statusCode()).as("another route").isEqualTo(201);
    assertThat(
            client
                .send("POST", "/api/v1/keys", body, "Idempotency-Key", "x".repeat(256))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void changes_what_a_key_may_do_within_a_second() {
    var made = client.create("/api/v1/keys", new JsonObject("{\"name\": \"demoted\"}"));
    var key = made.getString("key");
    var path = "/api/v1/keys/" + made.getString("id");
    AdminClient.await(LIVE, () -> chatAs(key, "simulator").statusCode() == 200);

    var patched =
        json(
            client.send(
                "PATCH", path, "{\"roles\": [\"viewer\"], \"rate_limit\": {\"per_hour\": 7}}"),
            200);
    assertThat(patched.containsKey("key")).isFalse();
    assertThat(patched.getJsonObject("rate_limit").getInteger("per_hour")).isEqualTo(7);
    AdminClient.await(LIVE, () -> chatAs(key, "simulator").statusCode() == 403);
    assertThat(client.send("DELETE", path, null).statusCode()).isEqualTo(204);
    AdminClient.await(LIVE, () -> chatAs(key, "simulator").statusCode() == 401);
    assertThat(client.send("PATCH", path, "{}").statusCode()).as("revoked").isEqualTo(409);
  }

  @Test
  void turns_the_keys_of_a_disabled_tenant_away_within_a_second() {
    var tenant = client.create("/api/v1/tenants", new JsonObject("{\"name\": \"disabled\"}"));
    var id = tenant.getString("id");
    var path = "/api/v1/tenants/" + id;
    AdminClient.await(
        LIVE,
        () -> client.send("GET", "/api/v1/keys", null, "x-lyss-tenant", id).statusCode() == 200);
    var key = client.keyOf(id, "theirs", "tenant-admin");
    AdminClient.await(
        LIVE, () -> client.sendAs(key, "GET", "/api/v1/keys", null).statusCode() == 200);

    var disabled = json(client.send("POST", path + "/disable", null), 200);
    assertThat(disabled.getBoolean("enabled")).isFalse();
    AdminClient.await(
        LIVE, () -> client.sendAs(key, "GET", "/api/v1/keys", null).statusCode() == 401);
    assertThat(client.sendAs(key, "GET", "/v1/models", null).statusCode()).isEqualTo(401);
    json(client.send("PATCH", path, "{\"enabled\": true, \"name\": \"enabled\"}"), 200);
    AdminClient.await(
        LIVE, () -> client.sendAs(key, "GET", "/api/v1/keys", null).statusCode() == 200);
    var own = client.read("/api/v1/tenants?name=default").getJsonArray("items").getJsonObject(0);
    assertThat(
            client
                .send("POST", "/api/v1/tenants/" + own.getString("id") + "/disable", null)
                .statusCode())
        .as("the caller's own")
        .isEqualTo(409);
  }

  @Test
  void pages_through_ten_thousand_while_others_come_and_go() throws SQLException, IOException {
    var tenant = client.create("/api/v1/tenants", new JsonObject("{\"name\": \"large\"}"));
    var id = tenant.getString("id");
    execute(
        """
        insert into routes (tenant_id, id, model, policy, created_at, updated_at)
        select '%s', gen_random_uuid(), 'model-' || n, 'adaptive', now(), now()
        from generate_series(10001, 20000) as n
        """
            .formatted(id));
    AdminClient.await(
        Duration.ofSeconds(5),
        () -> client.send("GET", "/api/v1/routes", null, "x-lyss-tenant", id).statusCode() == 200);
    for (var sort : List.of("created_at", "-model", "updated_at")) {
      var seen = new ArrayList<String>();
      var cursor = "";
      int page = 0;
      do {
        var listed =
            client.read(
                "/api/v1/routes?limit=1000&sort=" + sort + "&cursor=" + cursor,
                "x-lyss-tenant",
                id);
        for (var item : listed.getJsonArray("items")) {
          seen.add(((JsonObject) item).getString("model"));
        }
        cursor = listed.getString("next_cursor");
        page++;
        // What was shown goes, its last row included; newcomers stand where the reader was.
        var last = seen.getLast();
        execute("delete from routes where tenant_id = '%s' and model = '%s'".formatted(id, last));
        execute(
            """
            insert into routes (tenant_id, id, model, policy, created_at, updated_at)
            values ('%s', gen_random_uuid(), '%s', 'adaptive', now(), now())
            """
                .formatted(id, last));
      } while (cursor != null && page < 20);

      var stayed = new HashSet<>(seen);
      assertThat(stayed).as("by %s", sort).hasSize(10_000);
      assertThat(seen.size()).as("by %s", sort).isBetween(10_000, 10_011);
    }
  }

  @Test
  void filters_and_orders_collections_and_refuses_what_it_does_not_know() {
    client.create("/api/v1/providers", simulator("order-b"));
    client.create("/api/v1/providers", simulator("order-a"));

    assertThat(client.read("/api/v1/providers?name=order-a").getJsonArray("items")).hasSize(1);
    var names = new ArrayList<String>();
    for (var item : client.read("/api/v1/providers?sort=-name&limit=1000").getJsonArray("items")) {
      names.add(((JsonObject) item).getString("name"));
    }
    assertThat(names).contains("order-a", "order-b").isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(client.send("GET", "/api/v1/providers?colour=red", null).statusCode())
        .isEqualTo(400);
    assertThat(client.send("GET", "/api/v1/providers?sort=colour", null).statusCode())
        .isEqualTo(400);
  }

  @Test
  void calls_vendors_to_test_connections_and_remembers_it() {
    var made = client.create("/api/v1/providers", simulator("tested"));
    var simulated = "/api/v1/providers/" + made.getString("id");
    var tested = json(client.send("POST", simulated + "/test", null), 200);
    assertThat(tested.getBoolean("ok")).isTrue();
    assertThat(tested.getJsonArray("models")).containsExactly("simulator");
    assertThat(tested.getValue("error")).isNull();
    try (var vendor = StubVendor.start()) {
      vendor.next(
          StubAnswer.json(200, "{\"data\": [{\"id\": \"a\"}]}"),
          StubAnswer.json(401, "{\"error\": {\"message\": \"No vendor-secret-0123456789\"}}"));
      var provider =
          client.create(
              "/api/v1/providers",
              new JsonObject()
                  .put("name", "tested-stub")
                  .put("vendor", "openai-compatible")
                  .put("base_url", vendor.baseUrl().toString())
                  .put("credential", new JsonObject().put("api_key", "vendor-secret-0123456789")));
      var channel =
          client.create(
              "/api/v1/channels",
              new JsonObject()
                  .put("name", "tested-stub")
                  .put("provider_id", provider.getString("id"))
                  .put("models", new JsonArray().add(new JsonObject().put("name", "a"))));
      var path = "/api/v1/providers/" + provider.getString("id");

      var good = json(client.send("POST", path + "/test", null), 200);
      assertThat(good.getJsonArray("models")).containsExactly("a");
      var refused =
          json(
              client.send("POST", "/api/v1/channels/" + channel.getString("id") + "/test", null),
              200);
      assertThat(refused.getBoolean("ok")).isFalse();
      assertThat(refused.getJsonObject("error"))
          .isEqualTo(
              new JsonObject("{\"type\":\"unauthorized\",\"message\":\"No ***\",\"status\":401}"));
      var remembered = client.read(path + "/tests").getJsonArray("items");
      assertThat(remembered).hasSize(2);
      assertThat(remembered.getJsonObject(0).getString("channel_id"))
          .isEqualTo(channel.getString("id"));
      assertThat(remembered.encode()).doesNotContain("vendor-secret");
    }
  }

  private static JsonObject simulator(String name) {
    return new JsonObject().put("name", name).put("vendor", "simulator");
  }

  private static JsonObject channel(String name, String model, String tag) {
    var provider = client.create("/api/v1/providers", simulator("of-" + name));
    return client.create(
        "/api/v1/channels",
        new JsonObject()
            .put("name", name)
            .put("provider_id", provider.getString("id"))
            .put("models", new JsonArray().add(new JsonObject().put("name", model)))
            .put("tags", new JsonArray().add(tag)));
  }

  private static int models(String model) {
    return client.send("GET", "/v1/models/" + model, null).statusCode();
  }

  private static HttpResponse<String> chat(String model) {
    return chatAs(AdminClient.FIRST_KEY, model);
  }

  private static HttpResponse<String> chatAs(String key, String model) {
    var body =
        "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}"
            .formatted(model);
    return client.sendAs(key, "POST", "/v1/chat/completions", body);
  }

  /** The channels that served ten chats, each once. */
  private static List<String> tenTimes(String model) {
    var channels = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      channels.add(chat(model).headers().firstValue("x-lyss-channel").orElse("none"));
    }
    return channels.stream().distinct().toList();
  }

  private static void execute(String sql) throws SQLException, IOException {
    var home = service.home();
    var port = Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(3);
    try (var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/lyss",
                "postgres",
                Files.readString(home.resolve("database.password")).strip());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Numbered {
    HttpResponse<String> call(int n);
  }

  private static List<HttpResponse<String>> atOnce(int count, Numbered call) throws Exception {
    var start = new CyclicBarrier(count);
    var tasks = new ArrayList<Callable<HttpResponse<String>>>();
    for (int i = 0; i < count; i++) {
      int n = i;
      tasks.add(
          () -> {
            start.await();
            return call.call(n);
          });
    }
    var answers = new ArrayList<HttpResponse<String>>();
    try (var threads = Executors.newFixedThreadPool(count)) {
      for (var answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
