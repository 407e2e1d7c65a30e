package ai.lyss.runtime.e2e;

import static ai.lyss.runtime.e2e.AdminClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configurations that are moved as documents, and quotas, in a running service. */
@Timeout(300)
final class ConfigIT {

  private static final String YAML = "application/yaml";
  private static final String IMPORT = "/api/v1/config/import";
  private static final String DOCUMENT =
      """
      version: 1
      providers:
        - name: openai-main
          vendor: openai
          credential: {api_key: sk-0123456789abcdef}
          settings: {organization: org-1}
        - name: no
          vendor: simulator
      channels:
        - name: "east: 1"
          provider: "no"
          models: [{name: moved-model, capabilities: []}]
          tags: [east]
      routes:
        - model: moved-model
          channels: {names: ["east: 1"], tags: [east]}
          fallback_models: [simulator]
      quotas:
        - scope: {key: of-quota}
          metric: cost
          window: month
          time_zone: Europe/Paris
          limit: "12.5"
          warn_at: [0.8, 0.95]
          enforcement: strict
          dry_run: true
      """;

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
  void moves_a_configuration_from_tenant_to_tenant() {
    var from = tenant("from");
    var to = tenant("to");

    var dry = json(sent(from, IMPORT, DOCUMENT), 200);
    assertThat(dry.getBoolean("applied")).isFalse();
    assertThat(actions(dry)).hasSize(5).allMatch(line -> line.endsWith(" created"));
    assertThat(exported(from))
        .isEqualTo("version: 1\nproviders: []\nchannels: []\nroutes: []\nquotas: []\n");

    var done = json(sent(from, IMPORT + "?apply=true", DOCUMENT), 200);
    assertThat(done.getBoolean("applied")).isTrue();
    assertThat(done.getJsonArray("problems")).isEmpty();
    var document = exported(from);
    assertThat(document)
        .contains("  - name: \"east: 1\"\n    provider: \"no\"\n")
        .contains("limit: \"12.5\"")
        .doesNotContain("sk-0123456789abcdef")
        .doesNotContain("cdef")
        .doesNotContain("credential");

    var keyless = json(sent(to, IMPORT + "?apply=true", document), 400);
    assertThat(keyless.getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/providers/1/credential/api_key");
    var supplied =
        document.replace(
            "    vendor: openai\n", "    vendor: openai\n    credential: {api_key: sk-other}\n");
    assertThat(actions(json(sent(to, IMPORT + "?apply=true", supplied), 200)))
        .allMatch(line -> line.endsWith(" created"));
    assertThat(exported(to)).isEqualTo(document);
    for (var tenant : List.of(from, to)) {
      assertThat(actions(json(sent(tenant, IMPORT + "?apply=true&prune=true", document), 200)))
          .allMatch(line -> line.endsWith(" unchanged"));
    }
  }

  @Test
  void is_live_in_the_relay_and_leaves_no_half_of_a_document_behind() {
    var tenant = tenant("live");
    var key = client.keyOf(tenant, "caller", "member");
    json(sent(tenant, IMPORT + "?apply=true", DOCUMENT), 200);
    var chat =
        "{\"model\": \"moved-model\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}";
    AdminClient.await(
        Duration.ofSeconds(5),
        () -> client.sendAs(key, "POST", "/v1/chat/completions", chat).statusCode() == 200);

    var before = exported(tenant);
    var bad =
        """
        providers:
          - {name: fresh, vendor: simulator}
        channels:
          - {name: "east: 1", provider: fresh, models: [{name: other}], weight: 5}
          - {name: lost, provider: nobody, models: [{name: other}]}
        """;
    var refused = json(sent(tenant, IMPORT + "?apply=true", bad), 400);
    assertThat(refused.getString("type")).isEqualTo("invalid_fields");
    assertThat(refused.getJsonArray("errors"))
        .singleElement()
        .extracting(error -> ((JsonObject) error).getString("pointer"))
        .isEqualTo("/channels/1/provider");
    assertThat(exported(tenant)).isEqualTo(before);

    var emptied = "providers: []\nchannels: []\nroutes: []\nquotas: []\n";
    var plan = json(sent(tenant, IMPORT + "?apply=true&prune=true", emptied), 200);
    assertThat(actions(plan)).hasSize(5).allMatch(line -> line.endsWith(" deleted"));
    assertThat(exported(tenant)).isEqualTo("version: 1\n" + emptied);
  }

  @Test
  void lets_imports_at_once_take_turns() throws Exception {
    var tenant = tenant("hurried");
    var start = new CyclicBarrier(4);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var answers = new ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < 4; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return sent(tenant, IMPORT + "?apply=true", DOCUMENT);
                }));
      }
      var created = new ArrayList<Boolean>();
      for (var answer : answers) {
        var actions = actions(json(answer.get(), 200));
        assertThat(actions.stream().map(it -> it.substring(it.lastIndexOf(' '))).distinct())
            .hasSize(1);
        created.add(actions.getFirst().endsWith(" created"));
      }
      assertThat(created).containsOnlyOnce(true);
    }
  }

  @Test
  void refuses_what_is_no_document_of_ours() {
    var tenant = tenant("bad");
    for (var body : List.of("a: [", "a: &a [x]\nb: *a", "a: 1\na: 2", "a:\n\tb: 1", "- a", "7")) {
      assertThat(sent(tenant, IMPORT, body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(sent(tenant, IMPORT + "?aply=true", "").statusCode()).isEqualTo(400);
    assertThat(sent(tenant, IMPORT + "?apply=yes", "").statusCode()).isEqualTo(400);
    assertThat(sent(tenant, IMPORT, "#".repeat((2 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(
            client
                .send("POST", IMPORT, "a=b", "Content-Type", "application/x-www-form-urlencoded")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void brings_a_thousand_channels_in_while_somebody_waits() {
    var tenant = tenant("large");
    var document =
        IntStream.range(0, 1000)
            .mapToObj(i -> "  - {name: c%d, provider: p, models: [{name: m%d}]}\n".formatted(i, i))
            .collect(
                Collectors.joining(
                    "", "providers:\n  - {name: p, vendor: simulator}\nchannels:\n", ""));

    long start = System.nanoTime();
    assertThat(actions(json(sent(tenant, IMPORT + "?apply=true", document), 200))).hasSize(1001);
    // Less than half of what a transaction may take.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(14));
    assertThat(actions(json(sent(tenant, IMPORT + "?apply=true", document), 200)))
        .allMatch(line -> line.endsWith(" unchanged"));
  }

  @Test
  void limits_what_may_be_used_and_tells_how_it_stands() {
    var tenant = tenant("limited");
    var key = client.keyOf(tenant, "caller", "member");
    json(sent(tenant, IMPORT + "?apply=true", DOCUMENT), 200);
    var header = new String[] {"x-lyss-tenant", tenant};
    var quota =
        client.create(
            "/api/v1/quotas",
            new JsonObject(
                """
                {"scope": {"tenant": true}, "metric": "requests", "window": "day",
                 "time_zone": "UTC", "limit": 1, "warn_at": [0.8, 0.95],
                 "enforcement": "normal", "dry_run": false}
                """),
            header);
    var path = "/api/v1/quotas/" + quota.getString("id");
    var chat =
        "{\"model\": \"moved-model\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}";

    AdminClient.await(
        Duration.ofSeconds(5),
        () -> client.sendAs(key, "POST", "/v1/chat/completions", chat).statusCode() == 429);
    AdminClient.await(Duration.ofSeconds(5), () -> used(header, quota) == 1);
    var status = status(header, quota);
    assertThat(status.getInteger("remaining")).isZero();
    assertThat(status.getInteger("limit")).isEqualTo(1);
    assertThat(status.getInteger("reserved")).isZero();
    assertThat(status.getInstant("reset_at")).isNotNull();

    var patched = client.send("PATCH", path, "{\"limit\": 5}", "x-lyss-tenant", tenant);
    assertThat(json(patched, 200).getInteger("limit")).isEqualTo(5);
    AdminClient.await(
        Duration.ofSeconds(5),
        () -> client.sendAs(key, "POST", "/v1/chat/completions", chat).statusCode() == 200);
    var stale = client.send("DELETE", path, null, "x-lyss-tenant", tenant, "If-Match", "\"0\"");
    assertThat(stale.statusCode()).isEqualTo(412);
    assertThat(client.send("DELETE", path, null, header).statusCode()).isEqualTo(204);
    assertThat(client.send("GET", path, null, header).statusCode()).isEqualTo(404);
  }

  private static int used(String[] header, JsonObject quota) {
    return status(header, quota).getInteger("used");
  }

  private static JsonObject status(String[] header, JsonObject quota) {
    return client.read("/api/v1/quotas/status", header).getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(item -> item.getString("policy_id").equals(quota.getString("id")))
        .findFirst()
        .orElseThrow();
  }

  /** Makes a tenant with a key that quotas may name. */
  private static String tenant(String name) {
    var id = client.create("/api/v1/tenants", new JsonObject().put("name", name)).getString("id");
    AdminClient.await(
        Duration.ofSeconds(5),
        () -> client.send("GET", "/api/v1/keys", null, "x-lyss-tenant", id).statusCode() == 200);
    client.keyOf(id, "of-quota", "member");
    return id;
  }

  private static HttpResponse<String> sent(String tenant, String path, String document) {
    return client.send("POST", path, document, "x-lyss-tenant", tenant, "Content-Type", YAML);
  }

  private static String exported(String tenant) {
    var answer = client.send("GET", "/api/v1/config/export", null, "x-lyss-tenant", tenant);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(YAML);
    return answer.body();
  }

  private static List<String> actions(JsonObject plan) {
    JsonArray changes = plan.getJsonArray("changes");
    return changes.stream()
        .map(JsonObject.class::cast)
        .map(it -> it.getString("kind") + " " + it.getString("name") + " " + it.getString("action"))
        .toList();
  }
}
