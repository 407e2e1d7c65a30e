package ai.lyss.adapter.persistence.secret;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.domain.access.ApiKeyDigest;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.store.StoreOutcome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Digests of API keys: HMAC-SHA-256 with a data key of its own, read once. Does not block and takes
 * no lock; thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class HmacKeyDigests implements KeyDigests {

  private static final String ALGORITHM = "HmacSHA256";

  // Holds the key and is never fed: each digest is taken by a clone of it.
  private final Mac keyed;

  /** Digests with this key. */
  HmacKeyDigests(SecretKey key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + ": refused (expected: on every platform)", e);
    }
  }

  /**
   * Reads the key of the digests, made now if this is the first start. Blocks.
   *
   * @throws SecretRefused when the stored key cannot be opened with the master keys
   */
  public static StoreOutcome<HmacKeyDigests> open(JdbcTransactions store, DataKeys keys) {
    return store.change(
        DatabaseRole.PLATFORM, connection -> new HmacKeyDigests(keys.obtainDigestKey(connection)));
  }

  @Override
  public ApiKeyDigest digest(String presented) {
    try {
      var mac = (Mac) keyed.clone();
      return ApiKeyDigest.of(mac.doFinal(presented.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + ": not cloneable (expected: cloneable)", e);
    }
  }
}
