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
    for (var issuer : Issuer.values()) {
      var value = decoded(carried, "", issuer);
      if (value != null) {
        return new ThoughtSignature(issuer, value);
      }
    }
    return new ThoughtSignature(Issuer.GEMINI, carried);
  }

  /** Returns the sealed thoughts that came back; null when they are none. */
  static @Nullable ThoughtSignature sealed(@Nullable String carried) {
    if (carried == null) {
      return null;
    }
    for (var issuer : Issuer.values()) {
      var value = decoded(carried, SEALED, issuer);
      if (value != null) {
        return new ThoughtSignature(issuer, value);
      }
    }
    return null;
  }

  private static @Nullable String decoded(String carried, String kind, Issuer issuer) {
    var front = MARK + kind + issuer.name().toLowerCase(Locale.ROOT) + "/";
    try {
      var text = new String(Base64.getDecoder().decode(carried), StandardCharsets.UTF_8);
      return text.startsWith(front) ? text.substring(front.length()) : null;
    } catch (IllegalArgumentException noBase64) {
      return null;
    }
  }
}
