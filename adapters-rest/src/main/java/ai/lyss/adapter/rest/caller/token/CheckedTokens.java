package ai.lyss.adapter.rest.caller.token;

import ai.lyss.domain.access.TokenClaims;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found to hold, by the digest of the whole of them, so that a signature is not
 * computed for every request. An entry ends with its token, and with the keys it was checked
 * against. Holds 10,000 at most. Thread-safe.
 */
final class CheckedTokens {

  private static final int MOST = 10_000;

  private record Entry(TokenClaims claims, long keys) {}

  private final ConcurrentHashMap<ByteBuffer, Entry> entries = new ConcurrentHashMap<>();

  /** Returns what a token says; null when it is not known to hold. */
  @Nullable TokenClaims find(String token, long keys, Instant now) {
    var entry = entries.get(digest(token));
    return entry != null && entry.keys() == keys && now.isBefore(entry.claims().expiresAt())
        ? entry.claims()
        : null;
  }

  /** Keeps a token that holds. */
  void keep(String token, TokenClaims claims, long keys, Instant now) {
    if (entries.size() >= MOST) {
      entries
          .values()
          .removeIf(old -> old.keys() != keys || !now.isBefore(old.claims().expiresAt()));
      if (entries.size() >= MOST) {
        entries.clear(); // rare, and only costs signatures
      }
    }
    entries.put(digest(token), new Entry(claims, keys));
  }

  private static ByteBuffer digest(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
