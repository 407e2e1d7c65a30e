package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.config.StartRefused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is changed on one process holds on another that shares its PostgreSQL, within a second of
 * the answer to the change, and never comes undone. {@code -Dlyss.revocation.rounds=100} for the
 * long form.
 */
@Timeout(900)
final class TwoReplicasIT {

  private static final int ROUNDS = Integer.getInteger("lyss.revocation.rounds", 10);
  private static final String KEYS = "/api/v1/keys";
  private static final String TENANTS = "/api/v1/tenants";
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @TempDir static Path temporary;

  private static TwoReplicas replicas;

  @BeforeAll
  static void start_them() throws StartRefused, IOException {
    replicas = TwoReplicas.start(temporary);
  }

  @AfterAll
  static void stop_them() throws IOException {
    replicas.close();
  }

  @Test
  void keys_change_and_end_within_a_second() throws IOException {
    var delays = new Delays();
    for (int round = 0; round < ROUNDS; round++) {
      var made = key("tenant-admin");
      var key = made.getString("key");
      var path = KEYS + "/" + made.getString("id");
      delays.until("key made", () -> replicas.as(key, KEYS) == 200);

      replicas.done(200, "PATCH", path, "{\"roles\": [\"member\"]}");
      delays.until("role taken", () -> replicas.as(key, KEYS) == 403);
      replicas.done(200, "PATCH", path, "{\"roles\": [\"tenant-admin\"]}");
      delays.until("role given", () -> replicas.as(key, KEYS) == 200);
      assertThat(replicas.as(key, "/v1/models/simulator")).isEqualTo(200);
      replicas.done(200, "PATCH", path, "{\"models\": [\"another\"]}");
      delays.until("models limited", () -> replicas.as(key, "/v1/models/simulator") == 404);

      replicas.done(204, "DELETE", path, null);
      delays.until("key revoked", () -> replicas.as(key, KEYS) == 401);
      for (int i = 0; i < 5; i++) {
        assertThat(replicas.as(key, KEYS)).as("after it was revoked").isEqualTo(401);
        assertThat(replicas.as(key, "/v1/models")).as("after it was revoked").isEqualTo(401);
      }
    }
    delays.holdAll("keys");
  }

  @Test
  void tenants_are_disabled_and_enabled_within_a_second() throws IOException {
    var delays = new Delays();
    var tenant =
        replicas.one().create(TENANTS, new JsonObject().put("name", fresh())).getString("id");
    AdminClient.await(
        SETTLED,
        () -> replicas.one().send("GET", KEYS, null, "x-lyss-tenant", tenant).statusCode() == 200);
    var key = replicas.one().keyOf(tenant, fresh(), "tenant-admin");
    delays.until("key of a tenant made", () -> replicas.as(key, KEYS) == 200);
    for (int round = 0; round < ROUNDS; round++) {
      replicas.done(200, "POST", TENANTS + "/" + tenant + "/disable", null);
      delays.until("tenant disabled", () -> replicas.as(key, KEYS) == 401);
      assertThat(replicas.as(key, "/v1/models")).isEqualTo(401);
      replicas.done(200, "POST", TENANTS + "/" + tenant + "/enable", null);
      delays.until("tenant enabled", () -> replicas.as(key, KEYS) == 200);
    }
    delays.holdAll("tenants");
  }

  @Test
  void channels_routes_and_providers_change_within_a_second() throws IOException {
    var delays = new Delays();
    for (int round = 0; round < ROUNDS; round++) {
      var model = fresh();
      var provider = made("providers", new JsonObject().put("vendor", "simulator"));
      var east = channel(provider, model);
      delays.until("channel made", () -> answers(model) == 200);
      replicas.done(200, "POST", "/api/v1/channels/" + east + "/disable", null);
      delays.until("channel disabled", () -> answers(model) == 404);
      replicas.done(200, "POST", "/api/v1/channels/" + east + "/enable", null);
      delays.until("channel enabled", () -> answers(model) == 200);

      var west = channel(provider, model);
      var eastName = name(east);
      var westName = name(west);
      var route = route(model, east);
      delays.until("route made", () -> tenTimes(model).equals(List.of(eastName)));
      replicas.done(
          200, "PATCH", "/api/v1/routes/" + route, "{\"channels\": {\"ids\": [\"" + west + "\"]}}");
      delays.until("route changed", () -> tenTimes(model).equals(List.of(westName)));
      replicas.done(204, "DELETE", "/api/v1/routes/" + route, null);
      delays.until("route removed", () -> tenTimes(model).contains(eastName));

      replicas.done(200, "PATCH", "/api/v1/providers/" + provider, "{\"enabled\": false}");
      delays.until("provider disabled", () -> answers(model) != 200);
      replicas.done(200, "PATCH", "/api/v1/providers/" + provider, "{\"enabled\": true}");
      delays.until("provider enabled", () -> answers(model) == 200);
      replicas.done(204, "DELETE", "/api/v1/channels/" + west, null);
      replicas.done(204, "DELETE", "/api/v1/channels/" + east, null);
      delays.until("channel removed", () -> answers(model) == 404);
    }
    delays.holdAll("configuration");
  }

  @Test
  void a_revoked_key_stays_revoked_in_a_storm_of_notices() throws SQLException {
    var revoked = revokedEverywhere();
    var bystander = key("member");
    try (var connection = replicas.database();
        var statement = connection.createStatement()) {
      for (int i = 0; i < 50; i++) {
        for (int n = 0; n < 20; n++) {
          statement.execute("select pg_notify('lyss_configuration', '')");
        }
        if (i % 5 == 0) {
          replicas.done(200, "PATCH", KEYS + "/" + bystander.getString("id"), named(fresh()));
        }
        assertThat(replicas.as(revoked, KEYS)).as("notice %d", i).isEqualTo(401);
        assertThat(replicas.as(revoked, "/v1/models")).as("notice %d", i).isEqualTo(401);
      }
    }
    assertThat(replicas.as(bystander.getString("key"), "/v1/models")).isEqualTo(200);
  }

  @Test
  void a_key_is_revoked_within_a_second_where_notices_were_cut_off()
      throws SQLException, IOException {
    var delays = new Delays();
    var revoked = revokedEverywhere();
    for (int round = 0; round < 5; round++) {
      var made = key("member");
      var key = made.getString("key");
      AdminClient.await(SETTLED, () -> replicas.as(key, "/v1/models") == 200);
      assertThat(replicas.cutNotices()).as("listeners cut off").isEqualTo(2);
      replicas.done(204, "DELETE", KEYS + "/" + made.getString("id"), null);
      delays.until("key revoked while cut off", () -> replicas.as(key, "/v1/models") == 401);
      assertThat(replicas.as(revoked, KEYS)).as("revoked before").isEqualTo(401);
    }
    delays.holdAll("cut-off");
  }

  @Test
  void a_revoked_key_stays_revoked_after_a_restart() throws IOException {
    var revoked = revokedEverywhere();
    var made = key("tenant-admin");
    var key = made.getString("key");
    AdminClient.await(SETTLED, () -> replicas.as(key, KEYS) == 200);
    replicas.restartOther(
        () -> replicas.done(204, "DELETE", KEYS + "/" + made.getString("id"), null));
    for (var each : List.of(revoked, key)) {
      assertThat(replicas.as(each, KEYS)).isEqualTo(401);
      assertThat(replicas.as(each, "/v1/models")).isEqualTo(401);
    }
  }

  private static String revokedEverywhere() {
    var made = key("tenant-admin");
    var key = made.getString("key");
    AdminClient.await(SETTLED, () -> replicas.as(key, KEYS) == 200);
    replicas.done(204, "DELETE", KEYS + "/" + made.getString("id"), null);
    AdminClient.await(SETTLED, () -> replicas.as(key, KEYS) == 401);
    return key;
  }

  private static JsonObject key(String role) {
    var body = new JsonObject().put("name", fresh()).put("roles", new JsonArray().add(role));
    return replicas.one().create(KEYS, body);
  }

  private static String made(String collection, JsonObject body) {
    return replicas
        .one()
        .create("/api/v1/" + collection, body.put("name", fresh()))
        .getString("id");
  }

  private static String channel(String provider, String model) {
    var models = new JsonArray().add(new JsonObject().put("name", model));
    return made("channels", new JsonObject().put("provider_id", provider).put("models", models));
  }

  private static String route(String model, String channel) {
    var body =
        new JsonObject()
            .put("model", model)
            .put("policy", "weighted_random")
            .put("channels", new JsonObject().put("ids", new JsonArray().add(channel)));
    return replicas.one().create("/api/v1/routes", body).getString("id");
  }

  private static int answers(String model) {
    return chat(model).statusCode();
  }

  private static HttpResponse<String> chat(String model) {
    var body =
        "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}"
            .formatted(model);
    return replicas.other().send("POST", "/v1/chat/completions", body);
  }

  /** The channels that served ten chats on the other, each once. */
  private static List<String> tenTimes(String model) {
    var channels = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      channels.add(chat(model).headers().firstValue("x-lyss-channel").orElse("none"));
    }
    return channels.stream().distinct().toList();
  }

  private static String name(String channel) {
    return replicas.one().read("/api/v1/channels/" + channel).getString("name");
  }

  private static String named(String name) {
    return new JsonObject().put("name", name).encode();
  }

  private static String fresh() {
    return "fresh-" + NUMBERS.incrementAndGet();
  }
}
