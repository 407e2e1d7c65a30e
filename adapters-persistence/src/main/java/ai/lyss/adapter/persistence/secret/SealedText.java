package ai.lyss.adapter.persistence.secret;

import java.util.Base64;
import java.util.Optional;

/**
 * An encrypted text as it is stored: {@code v1.<keyId>.<nonce>.<ciphertext>}, the last two in
 * base64url without padding; the ciphertext ends with its authentication tag.
 *
 * @param keyId the key that opens it
 * @param nonce 12 bytes
 * @param ciphertext at least the 16 bytes of the tag
 */
record SealedText(String keyId, byte[] nonce, byte[] ciphertext) {

  private static final String VERSION = "v1";
  private static final int PARTS = 4;

  /** Reads the stored form; empty when it is none of this version. */
  static Optional<SealedText> parse(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != PARTS || !parts[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      var decoder = Base64.getUrlDecoder();
      return Optional.of(
          new SealedText(parts[1], decoder.decode(parts[2]), decoder.decode(parts[3])));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Returns the stored form. */
  String text() {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return String.join(
        ".", VERSION, keyId, encoder.encodeToString(nonce), encoder.encodeToString(ciphertext));
  }
}
