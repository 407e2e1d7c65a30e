package ai.lyss.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.provider.stub.StubVendor;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an identity provider against the running service: relay and administration alike. */
@Timeout(300)
final class TokensIT {

  private static final String SECRET = "a secret of tokens that has more than 32 bytes";

  @TempDir Path temporary;

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<String> published = new AtomicReference<>("{\"keys\":[]}");

  @Test
  void both_algorithms_open_relay_and_administration_alike() throws Exception {
    var first = key("one");
    publish(first);
    var identityProvider = identityProvider();
    try (var vendor = StubVendor.start().always(StubbedService::answer);
        var service =
            StubbedService.start(
                temporary.resolve("state"),
                vendor,
                Map.of(
                    "LYSS_JWT_HS256_SECRET",
                    SECRET,
                    "LYSS_JWT_RS256_PUBLIC_KEY",
                    "http://127.0.0.1:" + identityProvider.getAddress().getPort() + "/keys",
                    "LYSS_JWT_AUDIENCE",
                    "lyss"))) {
      var tenant = tenant(service);

      var member = rs256(claims(tenant, "member"), first);
      assertThat(get(service, "/v1/models", member).statusCode()).isEqualTo(200);
      assertThat(get(service, "/api/v1/keys", member).statusCode()).isEqualTo(403);

      var admin = hs256(claims(tenant, "tenant-admin"));
      assertThat(get(service, "/api/v1/keys", admin).statusCode()).isEqualTo(200);
      assertThat(get(service, "/v1/models", admin).statusCode()).isEqualTo(200);

      var stray = hs256(claims("01a20700-3bf4-7e0a-9d8e-9811f125fe30", "tenant-admin"));
      for (var path : new String[] {"/v1/models", "/api/v1/keys"}) {
        var refused = get(service, path, stray);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().firstValue("www-authenticate")).as(path).isPresent();
      }

      var unknown = key("two");
      assertThat(get(service, "/v1/models", rs256(claims(tenant, "member"), unknown)).statusCode())
          .as("a key nobody published, within the cool-down")
          .isEqualTo(401);
    } finally {
      identityProvider.stop(0);
      http.close();
    }
  }

  private HttpServer identityProvider() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/keys",
        exchange -> {
          var keys = published.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static RsaJsonWebKey key(String id) throws JoseException {
    var key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId(id);
    return key;
  }

  private void publish(RsaJsonWebKey key) {
    published.set(new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
  }

  private static JwtClaims claims(String tenant, String role) {
    var claims = new JwtClaims();
    claims.setSubject("ada");
    claims.setAudience("lyss");
    claims.setExpirationTimeMinutesInTheFuture(10);
    claims.setClaim("tenant_id", tenant);
    claims.setStringListClaim("groups", role);
    return claims;
  }

  private static String rs256(JwtClaims claims, RsaJsonWebKey key) throws JoseException {
    var jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue("RS256");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setKey(key.getPrivateKey());
    return jws.getCompactSerialization();
  }

  private static String hs256(JwtClaims claims) throws JoseException {
    var jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue("HS256");
    jws.setKey(new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
    return jws.getCompactSerialization();
  }

  private static String tenant(StubbedService service) throws SQLException, IOException {
    try (var connection = service.database();
        var statement = connection.createStatement();
        var found = statement.executeQuery("SELECT id FROM tenants")) {
      assertThat(found.next()).isTrue();
      return found.getString(1);
    }
  }

  private HttpResponse<String> get(StubbedService service, String path, String token)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(service.process().base() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
