package ai.lyss.adapter.persistence.secret;

import ai.lyss.domain.access.KeyOutcome;
import ai.lyss.domain.access.KeyOutcome.Unwrapped;
import ai.lyss.domain.port.KeyManagement;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Master keys that the operator gave to this process, by setting or file: AES-256-GCM, bound to the
 * place. Never unavailable; thread-safe.
 */
public final class LocalKeyManagement implements KeyManagement {

  private final MasterKeys masters;
  private final AesGcm aes;

  /** Wraps with the first of these keys and unwraps with all of them. */
  public LocalKeyManagement(MasterKeys masters, SecureRandom random) {
    this.masters = masters;
    this.aes = new AesGcm(random);
  }

  @Override
  public KeyOutcome<String> wrap(byte[] key, byte[] place) {
    var id = masters.firstId();
    var master = masters.find(id).orElseThrow();
    return new KeyOutcome.Done<>(aes.seal(id, master, place, key).text());
  }

  @Override
  public KeyOutcome<Unwrapped> unwrap(String wrapped, byte[] place) {
    return SealedText.parse(wrapped)
        .flatMap(text -> opened(text, place))
        .<KeyOutcome<Unwrapped>>map(KeyOutcome.Done::new)
        .orElseGet(KeyOutcome.Refused::new);
  }

  private Optional<Unwrapped> opened(SealedText text, byte[] place) {
    return masters
        .find(text.keyId())
        .flatMap(master -> AesGcm.open(text, master, place))
        .map(bytes -> new Unwrapped(bytes, text.keyId()));
  }
}
