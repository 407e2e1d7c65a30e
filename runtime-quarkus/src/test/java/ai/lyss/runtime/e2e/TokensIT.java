package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.rest.endpoint.Endpoint;
import ai.lyss.adapter.rest.endpoint.EndpointKind;
import ai.lyss.adapter.rest.endpoint.EndpointTable;
import ai.lyss.adapter.rest.endpoint.Verb;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an identity provider against the running service: relay and administration alike. */
@Timeout(300)
final class TokensIT {

  private static final Duration LIVE = Duration.ofSeconds(1);
  private static final Duration COOL_DOWN = Duration.ofSeconds(10);
  private static final KeyPair KEYS = TokenMint.keys();

  @TempDir static Path temporary;

  private static IdentityProvider provider;
  private static IdentityProvider attacker;
  private static ServiceProcess service;
  private static AdminClient client;
  private static String tenant;
  private static long begun;

  @BeforeAll
  static void start_a_service() throws IOException {
    provider = IdentityProvider.start();
    provider.publish(TokenMint.published(TokenMint.jwk(KEYS, "one")));
    attacker = IdentityProvider.start();
    begun = System.nanoTime();
    service = ServiceProcess.ready(temporary.resolve("published"), settings(provider.url()));
    client = new AdminClient(service.base());
    tenant = tenant(client);
  }

  private static Map<String, String> settings(String key) {
    return Map.of(
        "LYSS_BOOTSTRAP_ADMIN_KEY", AdminClient.FIRST_KEY,
        "LYSS_JWT_HS256_SECRET", TokenMint.SECRET,
        "LYSS_JWT_RS256_PUBLIC_KEY", key,
        "LYSS_JWT_ISSUER", TokenMint.ISSUER,
        "LYSS_JWT_AUDIENCE", TokenMint.AUDIENCE);
  }

  private static String tenant(AdminClient client) {
    var found = client.read("/api/v1/tenants?name=default").getJsonArray("items");
    return found.getJsonObject(0).getString("id");
  }

  @AfterAll
  static void stop_it() {
    client.close();
    service.close();
    provider.close();
    attacker.close();
  }

  @Test
  void both_algorithms_open_relay_and_administration_alike() {
    for (var token :
        List.of(
            TokenMint.rs256(TokenMint.claims(tenant, "member"), KEYS, "one"),
            TokenMint.hs256(TokenMint.claims(tenant, "member")))) {
      assertThat(get(client, "/v1/models", token).statusCode()).isEqualTo(200);
      assertThat(get(client, "/api/v1/keys", token).statusCode()).isEqualTo(403);
    }
    var admin = TokenMint.hs256(TokenMint.claims(tenant, "tenant-admin"));
    assertThat(get(client, "/api/v1/keys", admin).statusCode()).isEqualTo(200);
    assertThat(get(client, "/v1/models", admin).statusCode()).isEqualTo(200);
  }

  @Test
  void no_attack_opens_anything() {
    var good = TokenMint.rs256(TokenMint.claims(tenant, "platform-admin"), KEYS, "one");
    assertThat(get(client, "/api/v1/tenants", good).statusCode()).isEqualTo(200);
    var attacks = new TokenAttacks(tenant, KEYS, attacker.url()).all();
    assertThat(attacks).hasSizeGreaterThan(100);
    refusesAll(client, attacks, endpoints());
    assertThat(attacker.asked()).as("keys fetched from where a token says").isZero();
    assertThat(get(client, "/api/v1/tenants", good).statusCode()).isEqualTo(200);
  }

  @Test
  void no_attack_opens_anything_where_the_key_stands_in_the_settings() throws IOException {
    var pem = TokenMint.pem(KEYS).strip().replace("\n", "\\n");
    try (var fixed = ServiceProcess.ready(temporary.resolve("fixed"), settings(pem));
        var there = new AdminClient(fixed.base())) {
      var id = tenant(there);
      var good = TokenMint.rs256(TokenMint.claims(id, "platform-admin"), KEYS, "whatever");
      assertThat(get(there, "/api/v1/tenants", good).statusCode()).isEqualTo(200);
      var attacks = new TokenAttacks(id, KEYS, attacker.url()).all();
      attacks.keySet().removeIf(name -> !name.matches("(alg|HS256|kid|another).*"));
      refusesAll(there, attacks, endpoints().subList(0, 3));
      assertThat(attacker.asked()).isZero();
    }
  }

  private static void refusesAll(
      AdminClient there, Map<String, String> attacks, List<Endpoint> endpoints) {
    var opened = new ArrayList<String>();
    attacks.forEach(
        (name, token) -> {
          for (var endpoint : endpoints) {
            var answer = call(there, endpoint, token);
            if (answer.statusCode() != 401
                || !answer
                    .headers()
                    .firstValue("WWW-Authenticate")
                    .orElse("")
                    .startsWith("Bearer")) {
              opened.add(name + ": " + endpoint + " " + answer.statusCode());
            }
          }
        });
    assertThat(opened).isEmpty();
  }

  /** Of administration the first of each verb, and all of the relay. */
  private static List<Endpoint> endpoints() {
    var endpoints = new ArrayList<Endpoint>();
    var verbs = new HashSet<Verb>();
    EndpointTable.SERVED.ofKind(EndpointKind.ADMINISTRATION).stream()
        .filter(each -> verbs.add(each.verb()))
        .forEach(endpoints::add);
    endpoints.addAll(1, EndpointTable.SERVED.ofKind(EndpointKind.RELAY));
    return endpoints;
  }

  private static HttpResponse<String> call(AdminClient there, Endpoint endpoint, String token) {
    var path = endpoint.openApiPath().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    var body = endpoint.verb() == Verb.GET || endpoint.verb() == Verb.DELETE ? null : "{}";
    return there.sendAs(token, endpoint.verb().name(), path, body);
  }

  @Test
  void fetches_no_keys_for_ids_that_are_made_up_and_finds_those_that_are_new() {
    var stranger = TokenMint.keys();
    for (int i = 0; i < 200; i++) {
      var token = TokenMint.rs256(TokenMint.claims(tenant, "member"), stranger, "made-up-" + i);
      assertThat(get(client, "/v1/models", token).statusCode()).isEqualTo(401);
    }
    // once when first needed, and at most once in each cool-down that has begun since
    long most = 2 + (System.nanoTime() - begun) / COOL_DOWN.toNanos();
    assertThat((long) provider.asked()).isBetween(1L, most);

    var next = TokenMint.keys();
    provider.publish(TokenMint.published(TokenMint.jwk(next, "two"), TokenMint.jwk(KEYS, "one")));
    var token = TokenMint.rs256(TokenMint.claims(tenant, "member"), next, "two");
    AdminClient.await(
        COOL_DOWN.plusSeconds(5), () -> get(client, "/v1/models", token).statusCode() == 200);
    var before = TokenMint.rs256(TokenMint.claims(tenant, "member"), KEYS, "one");
    assertThat(get(client, "/v1/models", before).statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_is_worth_what_its_tenant_is() {
    var made = client.create("/api/v1/tenants", new JsonObject("{\"name\": \"of-tokens\"}"));
    var id = made.getString("id");
    var tokens = new HashMap<String, String>();
    tokens.put("/v1/models", TokenMint.hs256(TokenMint.claims(id, "member")));
    tokens.put("/api/v1/keys", TokenMint.rs256(TokenMint.claims(id, "tenant-admin"), KEYS, "one"));
    for (int round = 0; round < 3; round++) {
      becomes(tokens, 200);
      assertThat(switched(id, "disable")).isFalse();
      becomes(tokens, 401);
      assertThat(switched(id, "enable")).isTrue();
    }
    becomes(tokens, 200);
  }

  private static boolean switched(String id, String action) {
    var path = "/api/v1/tenants/" + id + "/" + action;
    return AdminClient.json(client.send("POST", path, null), 200).getBoolean("enabled");
  }

  private static void becomes(Map<String, String> tokens, int status) {
    tokens.forEach(
        (path, token) ->
            AdminClient.await(LIVE, () -> get(client, path, token).statusCode() == status));
    tokens.forEach(
        (path, token) -> {
          var answer = get(client, path, token);
          assertThat(answer.statusCode()).as(path).isEqualTo(status);
          assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
              .as(path)
              .isEqualTo(status == 401);
        });
  }

  private static HttpResponse<String> get(AdminClient there, String path, String token) {
    return there.sendAs(token, "GET", path, null);
  }
}
