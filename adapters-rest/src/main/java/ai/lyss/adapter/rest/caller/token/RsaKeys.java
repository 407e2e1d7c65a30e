package ai.lyss.adapter.rest.caller.token;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The public keys that tokens may be signed with. Does not block; thread-safe. */
public interface RsaKeys {

  /** Keys, and the version of the set they are of. */
  record Found(List<RSAPublicKey> keys, long version) {}

  /** No key at all: no token signed with one is taken. */
  RsaKeys NONE =
      new RsaKeys() {
        @Override
        public void find(@Nullable String id, Consumer<Found> found) {
          found.accept(new Found(List.of(), 0));
        }

        @Override
        public long version() {
          return 0;
        }
      };

  /**
   * Finds the keys of an id, or all where a token names none. The answer comes once: at once, or
   * later on the calling event loop.
   */
  void find(@Nullable String id, Consumer<Found> found);

  /** Returns a number that changes with the keys: what was checked under another is void. */
  long version();
}
