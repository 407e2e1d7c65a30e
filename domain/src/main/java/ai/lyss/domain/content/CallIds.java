package ai.lyss.domain.content;

import ai.lyss.domain.content.ThoughtSignature.Issuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Ids of tool calls that carry the signature of the thought behind the call, for dialects that have
 * no field for it: their clients send back of a call what they got, and Gemini answers 400 when the
 * signature is missing. No state is kept, so that any replica can go on with the conversation. Pure
 * functions.
 */
public final class CallIds {

  /** Stands between an id and what it carries. */
  public static final String MARK = "__thought__";

  private CallIds() {}

  /** Returns the id that carries a signature, which may be null. */
  public static String carrying(String id, @Nullable ThoughtSignature signature) {
    if (signature == null || signature.issuer() != Issuer.GEMINI) {
      return id;
    }
    var value = signature.value().getBytes(StandardCharsets.UTF_8);
    return id + MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  /** Returns the id without what it carries. */
  public static String plain(String id) {
    int mark = id.indexOf(MARK);
    return mark < 0 ? id : id.substring(0, mark);
  }

  /** Returns the signature that an id carries; null when it carries none. */
  public static @Nullable ThoughtSignature signature(String id) {
    int mark = id.indexOf(MARK);
    if (mark < 0) {
      return null;
    }
    try {
      var value = Base64.getUrlDecoder().decode(id.substring(mark + MARK.length()));
      return new ThoughtSignature(Issuer.GEMINI, new String(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException altered) {
      return null; // the caller's own doing; Gemini takes a stand-in
    }
  }
}
