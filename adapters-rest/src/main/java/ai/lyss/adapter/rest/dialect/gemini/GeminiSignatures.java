package ai.lyss.adapter.rest.dialect.gemini;

import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signatures in the place that Gemini's clients carry them in: base64, which some of them decode
 * and encode again. Gemini's own go as they are; other vendors' are put into base64 with whose they
 * are in front, so that a conversation with another vendor's model goes on. No state is kept.
 */
final class GeminiSignatures {

  private static final String MARK = "lyss/";

  /** How what starts with the mark starts in base64, which has four letters for three bytes. */
  private static final String MARK_IN_BASE64 = "bHlz";

  private static final String SEALED = "sealed-";

  private GeminiSignatures() {}

  /** Returns what callers are given for a signature. */
  static String carried(ThoughtSignature signature) {
    return signature.issuer() == Issuer.GEMINI ? signature.value() : encoded("", signature);
  }

  /** Returns what callers are given for sealed thoughts. */
  static String carriedSealed(ThoughtSignature data) {
    return encoded(SEALED, data);
  }

  private static String encoded(String kind, ThoughtSignature signature) {
    var issuer = signature.issuer().name().toLowerCase(Locale.ROOT);
    var text = MARK + kind + issuer + "/" + signature.value();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns whose signature came back; what is not of our making is Gemini's own. */
  static ThoughtSignature of(String carried) {
    var known = known(carried, "");
    return known == null ? new ThoughtSignature(Issuer.GEMINI, carried) : known;
  }

  /** Returns the sealed thoughts that came back; null when they are none. */
  static @Nullable ThoughtSignature sealed(@Nullable String carried) {
    return carried == null ? null : known(carried, SEALED);
  }

  private static @Nullable ThoughtSignature known(String carried, String kind) {
    if (!carried.startsWith(MARK_IN_BASE64)) {
      return null; // Gemini's own are long, and not decoded in vain
    }
    var text = decoded(carried);
    for (var issuer : Issuer.values()) {
      var front = MARK + kind + issuer.name().toLowerCase(Locale.ROOT) + "/";
      if (text.startsWith(front)) {
        return new ThoughtSignature(issuer, text.substring(front.length()));
      }
    }
    return null;
  }

  private static String decoded(String carried) {
    try {
      return new String(Base64.getDecoder().decode(carried), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noBase64) {
      return "";
    }
  }
}
