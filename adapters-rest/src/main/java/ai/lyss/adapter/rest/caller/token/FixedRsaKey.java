package ai.lyss.adapter.rest.caller.token;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One key, given in the configuration; it fits whatever id a token names. Immutable. */
public final class FixedRsaKey implements RsaKeys {

  private final List<RSAPublicKey> keys;

  private FixedRsaKey(RSAPublicKey key) {
    this.keys = List.of(key);
  }

  /**
   * The key of a PEM text.
   *
   * @throws IllegalArgumentException when it is not an RSA public key of 2048 bits or more
   */
  public static FixedRsaKey ofPem(String text) {
    return new FixedRsaKey(KeyDocument.read(text).getFirst().key());
  }

  /** Tells whether a text is a PEM itself, and not the place of keys. */
  public static boolean isPem(String text) {
    return KeyDocument.isPem(text);
  }

  @Override
  public void find(@Nullable String id, Consumer<Found> found) {
    found.accept(new Found(keys, 0));
  }

  @Override
  public long version() {
    return 0;
  }
}
