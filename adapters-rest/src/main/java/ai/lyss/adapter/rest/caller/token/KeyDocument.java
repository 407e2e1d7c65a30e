package ai.lyss.adapter.rest.caller.token;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads public keys out of a text: one in PEM, or a JSON Web Key Set. Keys that are not for RS256
 * signatures, or shorter than 2048 bits, are left out of a set and refused alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">RFC 7517</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.3">RFC 7518, section 3.3</a>
 */
final class KeyDocument {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final int LEAST_BITS = 2048;

  /** A key, and the id it goes by; null for a key that fits any id. */
  record Named(@Nullable String id, RSAPublicKey key) {}

  private KeyDocument() {}

  /** Tells whether a text is a key itself, and not the place of one. */
  static boolean isPem(String text) {
    return text.strip().startsWith("-----BEGIN");
  }

  /**
   * Returns the keys of a text.
   *
   * @throws IllegalArgumentException when the text is neither, or holds no key of use; its message
   *     says so without the text
   */
  static List<Named> read(String text) {
    var keys = isPem(text) ? List.of(pem(text)) : set(text);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "no RSA key for signatures (expected: at least one of 2048 bits or more)");
    }
    return keys;
  }

  /** A PEM text in an environment variable often has its line breaks written as {@code \n}. */
  private static Named pem(String text) {
    var lines = text.strip().replace("\\n", "\n");
    if (!lines.startsWith(BEGIN) || !lines.endsWith(END)) {
      throw new IllegalArgumentException("PEM (expected: from " + BEGIN + " to " + END + ")");
    }
    var base64 = lines.substring(BEGIN.length(), lines.length() - END.length());
    try {
      var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
      if (KeyFactory.getInstance("RSA").generatePublic(spec) instanceof RSAPublicKey key
          && isLongEnough(key)) {
        return new Named(null, key);
      }
    } catch (InvalidKeySpecException | NoSuchAlgorithmException | IllegalArgumentException e) {
      throw new IllegalArgumentException("PEM (expected: an RSA public key)", e);
    }
    throw new IllegalArgumentException("PEM (expected: an RSA key of 2048 bits or more)");
  }

  private static List<Named> set(String text) {
    try {
      var keys = new ArrayList<Named>();
      for (var key : new JsonWebKeySet(text).getJsonWebKeys()) {
        if (key.getKey() instanceof RSAPublicKey rsa && isForSignatures(key) && isLongEnough(rsa)) {
          keys.add(new Named(key.getKeyId(), rsa));
        }
      }
      return keys;
    } catch (JoseException e) {
      throw new IllegalArgumentException("not a JSON Web Key Set (RFC 7517)", e);
    }
  }

  private static boolean isForSignatures(JsonWebKey key) {
    var algorithm = key.getAlgorithm();
    return (key.getUse() == null || key.getUse().equals(Use.SIGNATURE))
        && (algorithm == null || algorithm.equals(AlgorithmIdentifiers.RSA_USING_SHA256));
  }

  private static boolean isLongEnough(RSAPublicKey key) {
    return key.getModulus().bitLength() >= LEAST_BITS;
  }
}
