package ai.lyss.adapter.persistence.secret;

import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * A key that encrypts or digests what is stored, in the clear in memory only. Printing it shows its
 * id only.
 *
 * @param id its id, by which ciphertexts name it
 * @param key the key itself
 * @param masterId the id of the master key that wraps it
 */
record DataKey(UUID id, SecretKey key, String masterId) {
  @Override
  public String toString() {
    return "DataKey[" + id + "]";
  }
}
