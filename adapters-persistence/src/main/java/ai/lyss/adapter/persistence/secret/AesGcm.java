package ai.lyss.adapter.persistence.secret;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256 in Galois/Counter Mode with random 96-bit nonces and 128-bit tags. A data key of one
 * tenant stays far below the 2^32 messages that random nonces allow. Thread-safe.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D</a>
 */
final class AesGcm {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random;

  AesGcm(SecureRandom random) {
    this.random = random;
  }

  /** Encrypts under a key and binds the result to what it belongs to. */
  SealedText seal(String keyId, SecretKey key, byte[] belongsTo, byte[] plain) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var ciphertext = cipher(Cipher.ENCRYPT_MODE, key, nonce, belongsTo).doFinal(plain);
      return new SealedText(keyId, nonce, ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM: refused (expected: on every Java platform)", e);
    }
  }

  /** Decrypts; empty when key, text or what it belongs to is not the one it was sealed with. */
  static Optional<byte[]> open(SealedText sealed, SecretKey key, byte[] belongsTo) {
    if (sealed.nonce().length != NONCE_BYTES) {
      return Optional.empty();
    }
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, sealed.nonce(), belongsTo);
      return Optional.of(cipher.doFinal(sealed.ciphertext()));
    } catch (AEADBadTagException notThatOne) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM: refused (expected: on every Java platform)", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] belongsTo)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(belongsTo);
    return cipher;
  }
}
