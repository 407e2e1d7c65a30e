package ai.lyss.runtime.start;

import ai.lyss.domain.access.ApiKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the secrets of the embedded default. */
final class NewSecrets {

  private static final int BYTES = 32;

  private final RandomGenerator random;

  /** Secrets from a source that nobody can foresee. */
  NewSecrets(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a password of letters and digits. */
  String password() {
    return HexFormat.of().formatHex(bytes());
  }

  /** Returns a 256-bit key in base64. */
  String masterKey() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  /** Returns an API key. */
  String apiKey() {
    return ApiKey.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  private byte[] bytes() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
