package ai.lyss.adapter.persistence.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that wrap all others, given by the operator: the first wraps what is new, the rest still
 * open what is older. Immutable; printing them shows their ids only.
 */
public final class MasterKeys {

  private static final int KEY_BYTES = 32;
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final String EXPECTED =
      "(expected: 256-bit keys in base64, one alone or several as id:key, separated by commas)";

  private final String firstId;
  private final Map<String, SecretKey> keys;

  private MasterKeys(String firstId, Map<String, SecretKey> keys) {
    this.firstId = firstId;
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads the value of {@code lyss.master-key}: {@code id:base64} pairs separated by commas or
   * white space. A key without an id is named after its own digest, so that it keeps its name.
   *
   * @throws SecretRefused when it is not that
   */
  public static MasterKeys parse(String text) {
    var keys = new LinkedHashMap<String, SecretKey>();
    for (var part : SEPARATOR.splitAsStream(text.strip()).toList()) {
      int colon = part.indexOf(':');
      var bytes = keyBytes(part.substring(colon + 1));
      var id = colon < 0 ? derivedId(bytes) : part.substring(0, colon);
      if (!ID.matcher(id).matches()) {
        throw new SecretRefused("lyss.master-key: an id of *** " + EXPECTED);
      }
      if (keys.put(id, new SecretKeySpec(bytes, "AES")) != null) {
        throw new SecretRefused("lyss.master-key: the id " + id + " twice " + EXPECTED);
      }
      Arrays.fill(bytes, (byte) 0);
    }
    if (keys.isEmpty()) {
      throw new SecretRefused("lyss.master-key: nothing " + EXPECTED);
    }
    return new MasterKeys(keys.firstEntry().getKey(), keys);
  }

  /** Returns the id of the key that wraps what is new. */
  String firstId() {
    return firstId;
  }

  /** Returns the key of that id; empty when it was not given. */
  Optional<SecretKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public String toString() {
    return "MasterKeys" + keys.keySet();
  }

  private static byte[] keyBytes(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException notBase64) {
      throw new SecretRefused("lyss.master-key: *** that is no base64 " + EXPECTED);
    }
    if (bytes.length != KEY_BYTES) {
      throw new SecretRefused("lyss.master-key: *** of " + bytes.length + " bytes " + EXPECTED);
    }
    return bytes;
  }

  private static String derivedId(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "k" + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: on every Java platform)", e);
    }
  }
}
