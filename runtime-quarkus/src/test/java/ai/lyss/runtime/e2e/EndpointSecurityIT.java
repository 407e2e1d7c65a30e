package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import ai.lyss.domain.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may call what, for every endpoint of the table: an endpoint that is new is in here without
 * anybody thinking of it.
 */
@Timeout(300)
final class EndpointSecurityIT {

  private static final Pattern PARAMETER = Pattern.compile("\\{\\w+(:[^}]*)?}");
  private static final String ROOT = "/api/v1/";

  @TempDir static Path temporary;

  private static ServiceProcess service;
  private static AdminClient client;
  private static String own;
  private static String other;
  private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);

  @BeforeAll
  static void start_a_service_with_two_tenants() throws IOException {
    service =
        ServiceProcess.ready(
            temporary.resolve("state"), Map.of("LYSS_BOOTSTRAP_ADMIN_KEY", AdminClient.FIRST_KEY));
    client = new AdminClient(service.base());
    own = client.create("/api/v1/tenants", named("own")).getString("id");
    other = client.create("/api/v1/tenants", named("other")).getString("id");
    AdminClient.await(
        Duration.ofSeconds(5),
        () -> client.send("GET", "/api/v1/keys", null, "x-lyss-tenant", other).statusCode() == 200);
    for (var role : Role.values()) {
      KEYS.put(role, client.keyOf(own, "of-" + role, role.wireName()));
    }
    fill(other);
    AdminClient.await(
        Duration.ofSeconds(5),
        () ->
            KEYS.values().stream()
                .allMatch(
                    key -> client.sendAs(key, "GET", "/v1/models", null).statusCode() == 200));
  }

  @AfterAll
  static void stop_it() {
    client.close();
    service.close();
  }

  @Test
  void lets_nobody_in_without_a_token() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      for (var token : new String[] {null, "sk-lyss-nobody0123456789nobody0123456789nobody01"}) {
        var answer = call(endpoint, token, random());

        assertThat(answer.statusCode()).as("%s with %s", endpoint, token).isEqualTo(401);
        if (endpoint.kind() == EndpointKind.ADMINISTRATION) {
          assertThat(answer.headers().firstValue("WWW-Authenticate"))
              .as("%s", endpoint)
              .isPresent();
        }
      }
    }
  }

  @Test
  void lets_in_who_has_one_of_the_roles_and_nobody_else() {
    for (var endpoint : EndpointTable.SERVED.all()) {
      for (var role : Role.values()) {
        var answer = call(endpoint, KEYS.get(role), random());
        var as = assertThat(answer.statusCode()).as("%s as %s: %s", endpoint, role, answer.body());
        if (endpoint.roles().contains(role)) {
          as.isNotIn(401, 403).isLessThan(500);
        } else {
          as.isEqualTo(403);
        }
      }
    }
  }

  @Test
  void finds_nothing_of_another_tenant_by_its_id() {
    var before = state();
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION)) {
      if (!endpoint.path().contains("{") || collection(endpoint).equals("tenants")) {
        continue;
      }
      var theirs = theirs(collection(endpoint));
      for (var role : endpoint.roles()) {
        assertThat(call(endpoint, KEYS.get(role), theirs).statusCode())
            .as("%s as %s of another tenant", endpoint, role)
            .isEqualTo(404);
      }
    }
    assertThat(state()).as("what the other tenant has").isEqualTo(before);
  }

  @Test
  void shows_nothing_of_another_tenant_in_any_collection() {
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION)) {
      if (endpoint.verb() != Verb.GET
          || endpoint.path().contains("{")
          || Stream.of("tenants", "vendors", "config").anyMatch(collection(endpoint)::equals)) {
        continue;
      }
      var theirs = theirs(collection(endpoint));
      for (var role : endpoint.roles()) {
        assertThat(call(endpoint, KEYS.get(role), random()).body())
            .as("%s as %s", endpoint, role)
            .doesNotContain(theirs);
      }
    }
  }

  @Test
  void takes_no_thing_of_another_tenant_in_a_body_or_a_query() {
    var key = KEYS.get(Role.TENANT_ADMIN);
    var channel =
        new JsonObject()
            .put("name", "thief")
            .put("provider_id", theirs("providers"))
            .put("models", new JsonArray().add(named("m")));
    var route =
        new JsonObject()
            .put("model", "thief")
            .put("channels", new JsonObject().put("ids", new JsonArray().add(theirs("channels"))));

    assertThat(client.sendAs(key, "POST", ROOT + "channels", channel.encode()).statusCode())
        .isEqualTo(400);
    assertThat(client.sendAs(key, "POST", ROOT + "routes", route.encode()).statusCode())
        .isEqualTo(400);
    var listed =
        client.sendAs(key, "GET", ROOT + "channels?provider_id=" + theirs("providers"), null);
    assertThat(AdminClient.json(listed, 200).getJsonArray("items")).isEmpty();
  }

  @Test
  void lets_nobody_but_a_platform_administrator_act_on_another_tenant() {
    for (var endpoint : EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION)) {
      for (var role : endpoint.roles()) {
        var answer = call(endpoint, KEYS.get(role), random(), "x-lyss-tenant", other);
        var as = assertThat(answer.statusCode()).as("%s as %s: %s", endpoint, role, answer.body());
        if (role == Role.PLATFORM_ADMIN) {
          as.isNotIn(401, 403).isLessThan(500);
        } else {
          as.isEqualTo(403);
        }
      }
    }
    var unknown =
        client.send("GET", ROOT + "providers", null, "x-lyss-tenant", UUID.randomUUID().toString());
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  private static void fill(String tenant) {
    var header = new String[] {"x-lyss-tenant", tenant};
    var provider =
        client.create("/api/v1/providers", named("theirs").put("vendor", "simulator"), header);
    client.create(
        "/api/v1/channels",
        named("theirs")
            .put("provider_id", provider.getString("id"))
            .put("models", new JsonArray().add(named("their-model"))),
        header);
    client.create("/api/v1/routes", new JsonObject().put("model", "their-model"), header);
    client.create("/api/v1/keys", named("theirs"), header);
    client.create(
        "/api/v1/quotas",
        new JsonObject("{\"scope\": {\"tenant\": true}, \"metric\": \"tokens\"}")
            .put("window", "day")
            .put("limit", 1000),
        header);
  }

  /** Everything that the other tenant has, as its administrator sees it. */
  private static List<String> state() {
    return EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION).stream()
        .filter(each -> each.verb() == Verb.GET && !each.path().contains("{"))
        .filter(each -> !collection(each).equals("tenants"))
        .map(each -> client.send("GET", each.path(), null, "x-lyss-tenant", other).body())
        .toList();
  }

  /** The id of some thing of the other tenant in a collection. */
  private static String theirs(String collection) {
    var items =
        client
            .read(ROOT + collection, "x-lyss-tenant", other)
            .getJsonArray("items", new JsonArray());
    assertThat(items).as("%s of the other tenant: make one in fill()", collection).isNotEmpty();
    return items.getJsonObject(0).getString("id");
  }

  private static HttpResponse<String> call(
      Endpoint endpoint, @Nullable String key, String id, String... headers) {
    var path = PARAMETER.matcher(endpoint.path()).replaceAll(id);
    var takesBody = endpoint.verb() != Verb.GET && endpoint.verb() != Verb.DELETE;
    return client.sendAs(key, endpoint.verb().name(), path, takesBody ? "{}" : null, headers);
  }

  private static String collection(Endpoint endpoint) {
    return endpoint.path().substring(ROOT.length()).split("/", -1)[0];
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }
}
