package ai.lyss.adapter.rest.caller.token;

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
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes keys and tokens, good and bad. */
final class Minted {

  static final String SECRET = "a secret of tokens that has more than 32 bytes";

  private Minted() {}

  static KeyPair keys(int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String rs256(String claims, KeyPair keys, String id) {
    return token(
        claims,
        jws -> {
          jws.setAlgorithmHeaderValue("RS256");
          jws.setKeyIdHeaderValue(id);
          jws.setKey(keys.getPrivate());
        });
  }

  static String hs256(String claims, byte[] secret) {
    return token(
        claims,
        jws -> {
          jws.setAlgorithmHeaderValue("HS256");
          jws.setKey(new HmacKey(secret));
        });
  }

  static String hs256(String claims) {
    return hs256(claims, SECRET.getBytes(StandardCharsets.UTF_8));
  }

  static String token(String claims, Consumer<JsonWebSignature> signing) {
    var jws = new JsonWebSignature();
    jws.setPayload(claims);
    jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signing.accept(jws);
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(KeyPair keys) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  static RsaJsonWebKey jwk(KeyPair keys, String id) {
    var key = new RsaJsonWebKey((RSAPublicKey) keys.getPublic());
    key.setKeyId(id);
    return key;
  }

  static String set(RsaJsonWebKey... keys) {
    return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
  }
}
