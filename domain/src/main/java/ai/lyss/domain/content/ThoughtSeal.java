package ai.lyss.domain.content;

import ai.lyss.domain.content.ThoughtSignature.Issuer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A thought's signature as one text that a caller keeps and sends back, bound to what it signs: the
 * words of the thought, or the id of the call that it led to. What was altered on the way, or put
 * beside other words, does not open. It hides nothing, and it is no proof against a caller who
 * makes seals of their own: the vendor still checks its signature.
 */
public final class ThoughtSeal {

  /** What a thought that only its vendor can read is bound to: no words are like it. */
  public static final String UNREADABLE = "\0unreadable";

  /**
   * What ids of thoughts start with that the gateway told in a dialect with such ids: even one that
   * is not signed is no vendor's own, and its id means nothing to any of them.
   */
  public static final String ID_PREFIX = "rs_lyss_";

  private static final String MARK = "lyss.";
  private static final int DIGEST_CHARACTERS = 16;

  private ThoughtSeal() {}

  /** Returns the seal of a signature that is bound to these words. */
  public static String of(ThoughtSignature signature, String words) {
    return MARK
        + signature.issuer().name().toLowerCase(Locale.ROOT)
        + '.'
        + digest(signature, words)
        + '.'
        + signature.value();
  }

  /** Tells whether a text looks like a seal, whatever it is bound to. */
  public static boolean isSeal(String text) {
    return text.startsWith(MARK);
  }

  /** Returns the signature of a seal; null when it is none, or none that belongs to these words. */
  public static @Nullable ThoughtSignature open(String seal, String words) {
    if (!isSeal(seal)) {
      return null;
    }
    for (var issuer : Issuer.values()) {
      var front = MARK + issuer.name().toLowerCase(Locale.ROOT) + '.';
      int value = front.length() + DIGEST_CHARACTERS + 1;
      if (seal.startsWith(front) && seal.length() >= value) {
        var signature = new ThoughtSignature(issuer, seal.substring(value));
        return of(signature, words).equals(seal) ? signature : null;
      }
    }
    return null;
  }

  private static String digest(ThoughtSignature signature, String words) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(signature.issuer().name().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(signature.value().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      var whole = digest.digest(words.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256: every Java platform has it", impossible);
    }
  }
}
