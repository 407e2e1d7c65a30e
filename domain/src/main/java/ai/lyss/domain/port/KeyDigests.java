package ai.lyss.domain.port;

import ai.lyss.domain.access.ApiKeyDigest;

/** Makes the keyed digest of a presented API key. Does not block; thread-safe. */
public interface KeyDigests {

  /** Returns the digest by which the key is stored and found. */
  ApiKeyDigest digest(String presented);
}
