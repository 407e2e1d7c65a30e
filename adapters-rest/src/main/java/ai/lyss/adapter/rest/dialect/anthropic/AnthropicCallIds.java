package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.domain.content.ThoughtSignature;
import ai.lyss.domain.content.ThoughtSignature.Issuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Ids of calls that carry the signature of the thought behind the call. The dialect has no field
 * for it, and its clients send ids back as they got them, so that the conversation can go on with
 * the vendor that signed.
 */
final class AnthropicCallIds {

  private static final String MARK = "__thought__";

  private AnthropicCallIds() {}

  /** Returns the id that carries a signature, which may be null. */
  static String carrying(String id, @Nullable ThoughtSignature signature) {
    if (signature == null || signature.issuer() != Issuer.GEMINI) {
      return id;
    }
    var value = signature.value().getBytes(StandardCharsets.UTF_8);
    return id + MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  /** Returns the id without what it carries. */
  static String plain(String id) {
    int mark = id.indexOf(MARK);
    return mark < 0 ? id : id.substring(0, mark);
  }

  /** Returns the signature that an id carries; null when it carries none. */
  static @Nullable ThoughtSignature signature(String id) {
    int mark = id.indexOf(MARK);
    if (mark < 0) {
      return null;
    }
    try {
      var value = Base64.getUrlDecoder().decode(id.substring(mark + MARK.length()));
      return new ThoughtSignature(Issuer.GEMINI, new String(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException altered) {
      return null; // the caller's own doing; the vendor says what it makes of it
    }
  }
}
