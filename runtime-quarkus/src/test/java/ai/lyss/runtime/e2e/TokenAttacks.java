package ai.lyss.runtime.e2e;

import static ai.lyss.runtime.e2e.TokenMint.base64;
import static ai.lyss.runtime.e2e.TokenMint.hs256;
import static ai.lyss.runtime.e2e.TokenMint.jwk;
import static ai.lyss.runtime.e2e.TokenMint.pem;
import static ai.lyss.runtime.e2e.TokenMint.published;
import static ai.lyss.runtime.e2e.TokenMint.rs256;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Tokens that must open nothing, by what is wrong with them. */
final class TokenAttacks {

  private final Map<String, String> attacks = new LinkedHashMap<>();
  private final String tenant;
  private final KeyPair real;
  private final KeyPair own = TokenMint.keys();
  private final String lure;

  /**
   * Attacks on a service.
   *
   * @param tenant a tenant of it
   * @param real the keys of its identity provider, under the id {@code one}
   * @param lure a place of the attacker's, where nobody may come for keys
   */
  TokenAttacks(String tenant, KeyPair real, String lure) {
    this.tenant = tenant;
    this.real = real;
    this.lure = lure;
  }

  /** Returns all of them. */
  Map<String, String> all() {
    withoutSignature();
    withThePublicKeyAsSecret();
    withKeyIdsThatAreMore();
    withKeysOfTheirOwn();
    withWrongTimes();
    withWrongClaims();
    inPieces();
    return attacks;
  }

  private JwtClaims good() {
    return TokenMint.claims(tenant, "platform-admin");
  }

  private String bad(UnaryOperator<JwtClaims> change) {
    return hs256(change.apply(good()));
  }

  private static JwtClaims with(JwtClaims claims, Consumer<JwtClaims> change) {
    change.accept(claims);
    return claims;
  }

  private void withoutSignature() {
    var parts = hs256(good()).split("\\.", -1);
    for (var none : new String[] {"none", "None", "NoNe", "NONE", "", "null"}) {
      var header = base64("{\"alg\":\"" + none + "\",\"kid\":\"one\"}");
      attacks.put("alg " + none, header + "." + parts[1] + ".");
      attacks.put("alg " + none + ", signed", header + "." + parts[1] + "." + parts[2]);
    }
    attacks.put("no alg", base64("{}") + "." + parts[1] + "." + parts[2]);
    attacks.put("alg twice", twice("HS256", "none") + "." + parts[1] + ".");
    attacks.put("alg twice, turned", twice("none", "HS256") + "." + parts[1] + ".");
  }

  private static String twice(String first, String second) {
    return base64("{\"alg\":\"" + first + "\",\"alg\":\"" + second + "\"}");
  }

  private void withThePublicKeyAsSecret() {
    var key = (RSAPublicKey) real.getPublic();
    var text = pem(real);
    var set = published(jwk(real, "one"));
    var secrets = new LinkedHashMap<String, byte[]>();
    secrets.put("PEM", utf8(text));
    secrets.put("PEM without its last line break", utf8(text.strip()));
    secrets.put("PEM with CRLF", utf8(text.replace("\n", "\r\n")));
    secrets.put("PEM with written line breaks", utf8(text.strip().replace("\n", "\\n")));
    secrets.put("PEM's base64", utf8(text.replaceAll("-----.*?-----|\n", "")));
    secrets.put("DER", key.getEncoded());
    secrets.put("PKCS#1 DER", Arrays.copyOfRange(key.getEncoded(), 24, 294));
    secrets.put("modulus", key.getModulus().toByteArray());
    secrets.put("modulus, unsigned", unsigned(key.getModulus()));
    secrets.put("JWK", utf8(jwk(real, "one").toJson(OutputControlLevel.PUBLIC_ONLY)));
    secrets.put("key set", utf8(set));
    secrets.put("nothing", new byte[] {0});
    secrets.forEach((name, secret) -> attacks.put("HS256 with " + name, hs256(good(), secret)));
    secrets.forEach(
        (name, secret) -> attacks.put("HS256 of key one with " + name, signed(secret, "one")));
  }

  private String signed(byte[] secret, String id) {
    return TokenMint.token(
        good(),
        jws -> {
          TokenMint.sign(jws, secret);
          jws.setKeyIdHeaderValue(id);
        });
  }

  private void withKeyIdsThatAreMore() {
    for (var id :
        new String[] {
          "../../../../../../dev/null",
          "/dev/null",
          "/proc/sys/kernel/randomize_va_space",
          "one' OR '1'='1",
          "x' UNION SELECT '" + TokenMint.ISSUER + "' --",
          "one\u0000",
          "one; ls",
          "*",
          "",
          "ONE",
          lure,
          "x".repeat(5000)
        }) {
      var shown = id.length() > 40 ? id.substring(0, 40) : id;
      attacks.put("kid " + shown, rs256(good(), own, id));
      attacks.put("kid " + shown + " and the empty secret", signed(new byte[] {0}, id));
      attacks.put("kid " + shown + " and a secret it tells", signed(utf8(TokenMint.ISSUER), id));
    }
    var body = base64(good().toJson());
    attacks.put("kid 1", base64("{\"alg\":\"RS256\",\"kid\":1}") + "." + body + ".AA");
    attacks.put("kid {}", base64("{\"alg\":\"RS256\",\"kid\":{}}") + "." + body + ".AA");
  }

  private void withKeysOfTheirOwn() {
    attacks.put("another's key under its id", rs256(good(), own, "one"));
    attacks.put("another's key, no id", header(jws -> {}));
    attacks.put("a key in the header", header(jws -> jws.setJwkHeader(jwk(own, "one"))));
    attacks.put("jku", header(jws -> jws.setHeader("jku", lure)));
    attacks.put("x5u", header(jws -> jws.setHeader("x5u", lure)));
    attacks.put("crit", header(jws -> jws.setCriticalHeaderNames("x")));
    for (var algorithm : new String[] {"RS384", "RS512", "PS256"}) {
      attacks.put(algorithm, header(real, jws -> jws.setAlgorithmHeaderValue(algorithm)));
    }
  }

  private String header(Consumer<JsonWebSignature> change) {
    return header(own, change);
  }

  private String header(KeyPair keys, Consumer<JsonWebSignature> change) {
    return TokenMint.token(
        good(),
        jws -> {
          jws.setAlgorithmHeaderValue("RS256");
          jws.setKey(keys.getPrivate());
          change.accept(jws);
        });
  }

  private void withWrongTimes() {
    var now = NumericDate.now().getValue();
    attacks.put("expired", bad(it -> with(it, c -> c.setExpirationTime(at(now - 40)))));
    attacks.put("expired long ago", bad(it -> with(it, c -> c.setExpirationTime(at(1)))));
    attacks.put("no end", bad(it -> with(it, c -> c.unsetClaim("exp"))));
    attacks.put("end as text", bad(it -> with(it, c -> c.setClaim("exp", "2099-01-01"))));
    attacks.put("end null", bad(it -> with(it, c -> c.setClaim("exp", null))));
    attacks.put("not valid yet", bad(it -> with(it, c -> c.setNotBefore(at(now + 300)))));
    attacks.put("issued in the future", bad(it -> with(it, c -> c.setIssuedAt(at(now + 300)))));
  }

  private void withWrongClaims() {
    attacks.put("another issuer", bad(it -> with(it, c -> c.setIssuer("https://other.test"))));
    attacks.put("issuer and more", bad(it -> with(it, c -> c.setIssuer(TokenMint.ISSUER + "/"))));
    attacks.put("no issuer", bad(it -> with(it, c -> c.unsetClaim("iss"))));
    attacks.put("another audience", bad(it -> with(it, c -> c.setAudience("other", "LYSS"))));
    attacks.put("no audience", bad(it -> with(it, c -> c.unsetClaim("aud"))));
    attacks.put("no user", bad(it -> with(it, c -> c.unsetClaim("sub"))));
    attacks.put("no tenant", bad(it -> with(it, c -> c.unsetClaim("tenant_id"))));
    var stranger = UUID.randomUUID().toString();
    attacks.put("unknown tenant", bad(it -> with(it, c -> c.setClaim("tenant_id", stranger))));
    attacks.put("tenant and SQL", bad(it -> with(it, c -> c.setClaim("tenant_id", tenant + "'"))));
    attacks.put("two tenants", bad(it -> with(it, c -> c.setStringListClaim("tenant_id", tenant))));
    attacks.put("64 KB of claims", bad(it -> with(it, c -> c.setClaim("x", "x".repeat(64 << 10)))));
    attacks.put("claims that are no JSON", base64("{\"alg\":\"HS256\"}") + ".x.AA");
  }

  private void inPieces() {
    var good = hs256(good());
    var parts = good.split("\\.", -1);
    for (int cut : new int[] {1, 2, 4, 43, 44, good.length() / 2, good.length() - 20}) {
      attacks.put("without its last " + cut, good.substring(0, good.length() - cut));
    }
    var other = hs256(TokenMint.claims(tenant, "viewer")).split("\\.", -1);
    attacks.put("claims of one, signature of another", parts[0] + "." + parts[1] + "." + other[2]);
    attacks.put("same first 20 characters", good.substring(0, 20) + "x".repeat(good.length() - 20));
    attacks.put("same first 20, in three parts", parts[0] + "." + base64("{}") + "." + parts[2]);
    attacks.put("claims changed", parts[0] + "." + changed(parts[1]) + "." + parts[2]);
    attacks.put("four parts", good + ".x");
    attacks.put("dots", "..");
    attacks.put("dots and more", "...");
  }

  private static String changed(String part) {
    return part.substring(0, 30) + (part.charAt(30) == 'A' ? 'B' : 'A') + part.substring(31);
  }

  private static NumericDate at(long seconds) {
    return NumericDate.fromSeconds(seconds);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
