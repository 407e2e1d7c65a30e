package ai.lyss.runtime.e2e;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes tokens as an identity provider would, and as an attacker would. */
final class TokenMint {

  static final String SECRET = "a secret of tokens that has more than 32 bytes";
  static final String ISSUER = "https://issuer.test";
  static final String AUDIENCE = "lyss";

  private TokenMint() {}

  static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns claims that hold for ten minutes. */
  static JwtClaims claims(String tenant, String role) {
    var claims = new JwtClaims();
    claims.setSubject("ada");
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    claims.setClaim("tenant_id", tenant);
    claims.setStringListClaim("groups", role);
    return claims;
  }

  static String rs256(JwtClaims claims, KeyPair keys, String id) {
    return token(
        claims,
        jws -> {
          jws.setAlgorithmHeaderValue("RS256");
          jws.setKeyIdHeaderValue(id);
          jws.setKey(keys.getPrivate());
        });
  }

  static String hs256(JwtClaims claims) {
    return hs256(claims, SECRET.getBytes(StandardCharsets.UTF_8));
  }

  static String hs256(JwtClaims claims, byte[] secret) {
    return token(claims, jws -> sign(jws, secret));
  }

  /** Signs with any secret, however short. */
  static void sign(JsonWebSignature jws, byte[] secret) {
    jws.setAlgorithmHeaderValue("HS256");
    jws.setDoKeyValidation(false);
    jws.setKey(new HmacKey(secret));
  }

  static String token(JwtClaims claims, Consumer<JsonWebSignature> signing) {
    var jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signing.accept(jws);
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static String pem(KeyPair keys) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  static RsaJsonWebKey jwk(KeyPair keys, String id) {
    var key = new RsaJsonWebKey((RSAPublicKey) keys.getPublic());
    key.setKeyId(id);
    return key;
  }

  /** Returns the document in which keys are published. */
  static String published(RsaJsonWebKey... keys) {
    return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
  }
}
