package ai.lyss.domain.port;

import ai.lyss.domain.access.KeyOutcome;
import ai.lyss.domain.access.KeyOutcome.Unwrapped;

/**
 * Keeps the master keys, which never leave it: data keys come here to be wrapped, are stored
 * wrapped, and come back to be unwrapped. Blocks where another system keeps them; thread-safe. The
 * same key is unwrapped often, with each reading of the configuration: who has to call somebody for
 * it remembers what was unwrapped.
 */
public interface KeyManagement {

  /**
   * Wraps a data key under the present master key.
   *
   * @param key the key, of which no copy is kept
   * @param place what the key is for: it is unwrapped for the same bytes only
   * @return text of letters, digits, {@code -}, {@code _} and {@code .}, never twice the same
   */
  KeyOutcome<String> wrap(byte[] key, byte[] place);

  /**
   * Unwraps a data key, whichever of the master keys wrapped it; refused when that one is not here,
   * or the text or the place is another.
   */
  KeyOutcome<Unwrapped> unwrap(String wrapped, byte[] place);
}
