package ai.lyss.application.admin;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.Secret;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * Makes API keys: {@code sk-lyss-} and 43 characters of base64url, which are 256 random bits.
 * Thread-safe when the random source is; it has to be a cryptographic one.
 */
public final class KeyMint {

  private static final int BYTES = 32;

  private final RandomGenerator random;

  /** Makes keys by this chance. */
  public KeyMint(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a new key. */
  public Secret mint() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(ApiKey.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
